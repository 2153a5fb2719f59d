//! What there is between the heads of the project that is open, and the ways out.

use limbeck_planner::conflict::{
    Collision, Conflict, FirstHead, Side, SurveyedPair, conflicts, survey,
};
use limbeck_planner::document::{ConflictDocument, PairDocument};
use limbeck_planner::evolution::Evolution;
use limbeck_planner::project::Project;
use limbeck_planner::rebase::{self, RebaseError};
use limbeck_planner::source::Script;
use limbeck_planner::sql::Dialect;
use serde::{Deserialize, Serialize};

use super::packed::Packed;
use super::protocol::{Refusal, TextFile};
use super::{Code, statement};

/// Of so many heads each pair is looked at closely; of more, only those that meet.
const EACH_PAIR: usize = 8;

/// So many statements are shown beside each other; the rest is only named.
const MOST_STATEMENTS: usize = 1_000;

/// What there is between heads.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Conflicts {
    /// The heads.
    pub heads: Vec<String>,
    /// The pairs that were looked at, the gravest first. All others are independent.
    pub pairs: Vec<PairDocument>,
    /// The statements of the collisions of each pair.
    pub statements: Packed<Vec<Vec<StatementPair>>>,
}

/// The statements that collide; none where a script has changed, or there are too many of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StatementPair {
    /// The left one.
    pub left: Option<Code>,
    /// The right one.
    pub right: Option<Code>,
}

/// A branch's first script, changed so that the branch goes behind another head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebased {
    /// The revision whose script changes.
    pub first: String,
    /// Its path.
    pub path: String,
    /// What it follows afterwards.
    pub onto: String,
    /// Every revision that gets another place, parents first.
    pub moved: Vec<String>,
    /// Those of them that the served database has.
    pub recorded: Vec<String>,
    /// The line that changes, from 1.
    pub line: u32,
    /// What it says; nothing where it is new.
    pub before: Option<String>,
    /// What it says afterwards.
    pub after: String,
    /// The script after the change.
    pub file: TextFile,
}

/// What there is between the heads of `project`, which evolves so; nothing where its scripts are no
/// history.
pub(super) fn between_heads(project: &Project, evolution: Option<&mut Evolution>) -> Conflicts {
    let mut found = Conflicts {
        heads: Vec::new(),
        pairs: Vec::new(),
        statements: Packed::pack(&Vec::new()),
    };
    let (Ok(history), Some(evolution)) = (project.history(), evolution) else {
        return found;
    };
    let heads = history.heads();
    found.heads = heads.iter().map(|&head| head.to_owned()).collect();
    let mut pairs = pairs(project, evolution, &heads);
    pairs.sort_by_key(|pair| gravity(&pair.conflict));
    let mut left = MOST_STATEMENTS;
    let mut statements = Vec::with_capacity(pairs.len());
    for pair in &pairs {
        let collisions = &pair.conflict.collisions;
        let shown = collisions.len().min(left);
        left -= shown;
        let of_pair = collisions[..shown].iter();
        let dialect = evolution.dialect();
        statements.push(of_pair.map(|it| both(project, it, dialect)).collect());
    }
    found.statements = Packed::pack(&statements);
    let document = |pair: SurveyedPair| PairDocument {
        left: pair.left,
        right: pair.right,
        conflict: ConflictDocument::of(&pair.conflict),
    };
    found.pairs = pairs.into_iter().map(document).collect();
    found
}

fn pairs(project: &Project, evolution: &mut Evolution, heads: &[&str]) -> Vec<SurveyedPair> {
    if heads.len() < 2 {
        return Vec::new();
    }
    if heads.len() > EACH_PAIR {
        return survey(project, evolution, heads, FirstHead::Branch).pairs;
    }
    let place = |id: &str| {
        heads
            .iter()
            .position(|&head| head == id)
            .unwrap_or_default()
    };
    let found = conflicts(project, evolution, heads).into_iter();
    found
        .map(|conflict| SurveyedPair {
            left: place(&conflict.left),
            right: place(&conflict.right),
            conflict,
        })
        .collect()
}

/// What cannot be applied, then what has an order, then what nobody can tell.
fn gravity(conflict: &Conflict) -> usize {
    const NAMES: [&str; 3] = ["cannot_both_apply", "order_matters", "unknown"];
    let name = conflict.verdict.name();
    NAMES
        .iter()
        .position(|it| *it == name)
        .unwrap_or(NAMES.len())
}

fn both(project: &Project, collision: &Collision, dialect: Dialect) -> StatementPair {
    let code = |side: &Side| {
        let script = project.script(&side.revision)?;
        statement::at(&script.text, &side.span, side.line, dialect)
    };
    StatementPair {
        left: code(&collision.left),
        right: code(&collision.right),
    }
}

/// Puts the branch of the head `revision` behind `onto`. `database` are the rows of the version
/// table, as far as they are known.
pub(super) fn rebase(
    project: &Project,
    revision: &str,
    onto: &str,
    database: &[String],
) -> Result<Rebased, Box<Refusal>> {
    let refuse = |message: String, help: Option<&str>| {
        Box::new(Refusal {
            message,
            help: help.map(str::to_owned),
            ..Refusal::default()
        })
    };
    let history = project
        .history()
        .map_err(|_| refuse("the history has faults".to_owned(), None))?;
    let rebase = rebase::rebase(project, history, revision, Some(onto))
        .map_err(|error| refuse(error.to_string(), help(&error)))?;
    let script = project
        .script(&rebase.first)
        .ok_or_else(|| refuse(format!("there is no revision `{}`", rebase.first), None))?;
    let text = rebase.edit.apply(&script.text);
    let (line, before, after) = changed_line(script, &text);
    let recorded = rebase::recorded(history, &rebase.moved, database);
    Ok(Rebased {
        recorded: recorded.into_iter().map(str::to_owned).collect(),
        line: super::overview::number(line),
        before,
        after,
        file: TextFile {
            name: rebase
                .path
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned(),
            text,
        },
        first: rebase.first,
        path: rebase.path,
        onto: rebase.onto,
        moved: rebase.moved,
    })
}

/// The first line that differs, from 1, and what it says before and after. Where the change adds
/// a line, it says nothing before.
fn changed_line(script: &Script, changed: &str) -> (usize, Option<String>, String) {
    let before: Vec<&str> = script.text.lines().collect();
    let after: Vec<&str> = changed.lines().collect();
    let same = before
        .iter()
        .zip(&after)
        .take_while(|(one, other)| one == other);
    let place = same.count();
    let line = |lines: &[&str]| lines.get(place).map(|&it| it.to_owned());
    let was = if before.len() == after.len() {
        line(&before)
    } else {
        None
    };
    (place + 1, was, line(&after).unwrap_or_default())
}

fn help(error: &RebaseError) -> Option<&'static str> {
    match error {
        RebaseError::SeveralBeginnings { .. } | RebaseError::JoinedBefore { .. } => {
            Some("join the heads by a merge revision instead")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use limbeck_planner::source::File;

    use super::*;

    fn project(down_revision: &str) -> Project {
        let script = |id: &str, header: &str, sql: &str| {
            let text =
                format!("-- revision: {id}\n{header}-- message: {id}\n\n-- migrate:up\n{sql}\n");
            File::new(format!("versions/{id}.sql"), text)
        };
        Project::load(vec![
            script("a1", "", "CREATE TABLE t (id INTEGER);"),
            script("b2", down_revision, "ALTER TABLE t ADD COLUMN n TEXT;"),
            script(
                "c3",
                "-- down_revision: a1\n",
                "ALTER TABLE t ADD COLUMN n TEXT;",
            ),
        ])
    }

    #[test]
    fn statements_stand_beside_each_other() {
        let project = project("-- down_revision: a1\n");
        let history = project.history().expect("it is one");
        let mut evolution = Evolution::new(history, Dialect::Sqlite);
        let found = between_heads(&project, Some(&mut evolution));
        assert_eq!(found.pairs.len(), 1);
        assert_eq!(found.pairs[0].conflict.verdict, "cannot_both_apply");
        let statements = found.statements.unpack();
        let code = statements[0][0].left.as_ref().expect("it is there");
        assert_eq!(code.lines[0].text, "ALTER TABLE t ADD COLUMN n TEXT");
        assert_eq!(code.first_line, 6);
    }

    #[test]
    fn a_rebase_is_one_line() {
        let rebased = rebase(&project("-- down_revision: a1\n"), "b2", "c3", &[]).expect("it goes");
        assert_eq!(rebased.before.as_deref(), Some("-- down_revision: a1"));
        assert_eq!(rebased.after, "-- down_revision: c3");
        assert_eq!((rebased.line, rebased.file.name.as_str()), (2, "b2.sql"));
        let rebased = rebase(&project(""), "b2", "c3", &["b2".to_owned()]).expect("it goes");
        assert_eq!((rebased.before, rebased.line), (None, 2));
        assert_eq!(rebased.recorded, ["b2"]);
    }
}
