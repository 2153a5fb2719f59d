"""Answers questions about histories with Alembic's own code.

Reads one JSON object a line and writes one JSON object a line. Each holds a whole history and what
to ask of it; no files and no database are involved: the revision map, the script directory and the
keeper of the version table's rows are Alembic's, and only what they would read from files or send
to a database is replaced.

Where Alembic puts strings into a Python set, its answer depends on their hashes and differs from
run to run. `set` is an ordered set here, so that Alembic gives the one of its answers that follows
the order in which revisions name their parents.
"""

import json
import sys
import types
import warnings

import alembic
from alembic import util
from alembic.runtime import migration
from alembic.script import base, revision
from alembic.script.revision import Revision, RevisionMap
from sqlalchemy import Column, MetaData, String, Table
from sqlalchemy.util import OrderedSet


class AnySet(type):
    """Takes every set for an ordered one, since Alembic asks what is a set."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, set)


class InOrder(OrderedSet, metaclass=AnySet):
    """A set that keeps the order in which things came into it."""


revision.set = InOrder
migration.set = InOrder


class Script(Revision):
    """A revision that no file holds."""

    module = types.SimpleNamespace(upgrade=lambda: None, downgrade=lambda: None)
    doc = None


class Placed(Exception):
    """Carries what `generate_revision` would write into a new script."""


class Directory(base.ScriptDirectory):
    """A script directory whose scripts are given."""

    def __init__(self, revisions):
        self.revisions = revisions
        self.revision_map = RevisionMap(lambda: iter(scripts_of(revisions)))
        self.dir = "."
        self.version_locations = []
        self.file_template = "%(rev)s"
        self.truncate_slug_length = 40
        self.timezone = None
        self.messaging_opts = {}

    def afresh(self):
        return Directory(self.revisions)

    def _ensure_directory(self, path):
        pass

    def _generate_template(self, source, destination, **values):
        raise Placed(values)


class Rows(migration.HeadMaintainer):
    """Keeps the version table's rows, and says what it would do to the table."""

    def __init__(self, rows):
        context = types.SimpleNamespace(
            impl=types.SimpleNamespace(_exec=lambda statement: None),
            as_sql=True,
            version_table="alembic_version",
            _version=Table("alembic_version", MetaData(), Column("version_num", String(32))),
        )
        super().__init__(context, rows)
        self.operations = []

    def _insert_version(self, version):
        super()._insert_version(version)
        self.operations.append(["insert", version])

    def _delete_version(self, version):
        super()._delete_version(version)
        self.operations.append(["delete", version])

    def _update_version(self, from_, to_):
        super()._update_version(from_, to_)
        self.operations.append(["update", from_, to_])


def scripts_of(revisions):
    return [
        Script(
            it["id"],
            tuple(it["down_revisions"]) or None,
            tuple(it["depends_on"]) or None,
            tuple(it["branch_labels"]) or None,
        )
        for it in revisions
    ]


REFUSALS = [
    ("No such branch", "no_such_branch"),
    ("No such revision or branch", "not_found"),
    ("Multiple revisions start", "ambiguous"),
    ("is not a member of branch", "not_on_branch"),
    ("Relative revision", "too_few_revisions"),
    ("Walked too far", "walked_too_far"),
    ("Ambiguous walk", "ambiguous_walk"),
    ("Ambiguous upgrade", "ambiguous_start"),
    ("overlaps with other requested", "overlap"),
    ("Not a valid downgrade target", "not_on_downgraded_branch"),
    ("Duplicate head revisions", "duplicate_head"),
    ("is not a head revision", "not_a_head"),
    ("not allowed in revision identifier", "illegal_id"),
    ("already used by revision", "label_taken"),
    ("does not refer to ancestor/descendant", "not_an_ancestor"),
    # A down revision that is a label.
    ("broken map", "crash"),
]


def refusal(error):
    """The kind of a refusal; `crash` where Alembic fails with an error of Python's own."""
    cause = error.__cause__ or error
    if isinstance(cause, revision.MultipleHeads):
        return "multiple_heads"
    if isinstance(cause, revision.RangeNotAncestorError):
        return "nothing_to_drop" if cause.lower == "Nothing to drop" else "not_an_ancestor"
    if isinstance(cause, revision.DependencyCycleDetected):
        return "dependency_cycle"
    if isinstance(cause, revision.CycleDetected):
        return "cycle"
    if isinstance(error, (util.CommandError, revision.RevisionError)):
        for words, kind in REFUSALS:
            if words in str(cause):
                return kind
        raise error
    return "crash"


def refused(error):
    return {"refused": refusal(error), "message": f"{type(error).__name__}: {error}"}


def changes(table, operations):
    """The table's rows after the operations, in the order in which a database would have them."""
    for operation in operations:
        if operation[0] == "insert":
            table.append(operation[1])
        elif operation[0] == "delete":
            table.remove(operation[1])
        else:
            table[table.index(operation[1])] = operation[2]
    return table


def move(directory, table, question):
    """`upgrade`, `downgrade` or `stamp` from the rows in the table."""
    rows = Rows(table)
    command, targets = question["move"], question["targets"]
    if command == "upgrade":
        steps = directory._upgrade_revs(targets[0], tuple(table))
    elif command == "downgrade":
        steps = directory._downgrade_revs(targets[0], tuple(table))
    else:
        steps = directory._stamp_revs(tuple(targets), tuple(table))
    answer = []
    after = list(table)
    for step in steps:
        rows.operations = []
        rows.update_to_step(step)
        after = changes(after, rows.operations)
        answer.append(
            {
                "revision": step.revision.revision if command != "stamp" else None,
                "from": list(step.from_revisions_no_deps),
                "to": list(step.to_revisions_no_deps),
                "operations": rows.operations,
                "rows": sorted(rows.heads),
            }
        )
        assert sorted(rows.heads) == sorted(after)
    return answer, after


def listing(directory, table, text):
    """What `history -r` lists, as `alembic.command.history` reads the range."""
    start, end = text.strip().split(":")
    if end == "current":
        end = tuple(table)
    elif start == "current":
        start = tuple(table)
    walk = directory.walk_revisions(base=start or "base", head=end or "heads")
    return [it.revision for it in walk]


def placement(directory, question):
    try:
        head = question["heads"]
        directory.generate_revision(
            question["id"],
            "",
            head=head[0] if len(head) == 1 else head,
            splice=question["splice"],
            branch_labels=question["branch_labels"] or None,
            depends_on=question["depends_on"] or None,
        )
    except Placed as placed:
        (values,) = placed.args
        declared = {
            name: list(util.to_tuple(values[name], default=()))
            for name in ("down_revision", "branch_labels", "depends_on")
        }
        # What Alembic does once the script is written.
        directory.afresh().revision_map.add_revision(
            Script(
                question["id"],
                tuple(declared["down_revision"]) or None,
                tuple(declared["depends_on"]) or None,
                tuple(declared["branch_labels"]) or None,
            )
        )
        return declared
    raise AssertionError("nothing was generated")


def ask(directory, table, question):
    """The answer to one question, and the table's rows after it."""
    try:
        if "move" in question:
            answer, table = move(directory, table, question)
        elif "range" in question:
            answer = listing(directory, table, question["range"])
        elif "show" in question:
            answer = [it.revision for it in directory.get_revisions(question["show"])]
        elif "start" in question:
            # `MigrationContext.get_current_heads` in offline mode.
            answer = [directory.get_revision(question["start"]).revision]
        elif "current" in question:
            answer = sorted(it.revision for it in directory.get_all_current(tuple(table)))
        else:
            answer = placement(directory, question["place"])
    except Exception as error:
        return refused(error), table
    return {"answer": answer}, table


def graph(map_):
    scripts = [map_.get_revision(it) for it in dict.fromkeys(map_._revision_map) if it]
    return {
        "heads": list(map_.heads),
        "effective_heads": list(map_._real_heads),
        "bases": list(map_.bases),
        "effective_bases": list(map_._real_bases),
        "revisions": {
            it.revision: {
                "branch_labels": sorted(it.branch_labels),
                "is_branch_point": it.is_branch_point,
                "is_merge_point": it.is_merge_point,
                "children": sorted(it.nextrev),
                "dependencies": list(it._resolved_dependencies),
            }
            for it in scripts
        },
    }


def reply(request):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            directory = Directory(request["revisions"])
            answer = {"graph": graph(directory.revision_map)}
        except Exception as error:
            return refused(error) | {"warnings": [str(it.message) for it in caught]}
        answer["warnings"] = [str(it.message) for it in caught]
    warnings.simplefilter("ignore")
    table = []
    answer["answers"] = []
    for question in request["questions"]:
        given, table = ask(directory, table, question)
        answer["answers"].append(given | {"table": table})
    return answer


def main():
    print(json.dumps({"alembic": alembic.__version__}), flush=True)
    for line in sys.stdin:
        print(json.dumps(reply(json.loads(line))), flush=True)


main()
