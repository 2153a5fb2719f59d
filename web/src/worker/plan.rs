//! Plans as the page asks for them: with the direction that follows from the choice.

use limbeck_planner::document::{DiagnosticDocument, PlanDocument};
use limbeck_planner::export::{OfflineOptions, OfflineScript, offline_script, offline_sql};
use limbeck_planner::history::History;
use limbeck_planner::plan::{
    self, Direction, Order, Plan, PlanError, VersionOperation, VersionTable,
};
use limbeck_planner::project::Project;
use limbeck_planner::source::{LineIndex, SectionTransaction};
use limbeck_planner::target::TargetError;

use super::code::{self, Code, Limits};
use super::overview::number;
use super::protocol::{Field, PlanChoice, PlanView, Refusal, StepView, TextFile};
use super::script::highlight;

/// The plan that `choice` asks for, and how it is to be written down.
pub(super) fn make(
    project: &Project,
    version_table: &VersionTable,
    choice: &PlanChoice,
) -> Result<(Plan, OfflineOptions), Box<Refusal>> {
    let history = project.history().map_err(|_| Box::new(unsound()))?;
    let current = current(history, &choice.current)?;
    let plan = from(project, history, &current, choice);
    let plan = plan.map_err(|refusal| {
        Box::new(Refusal {
            current,
            ..*refusal
        })
    })?;
    let options = OfflineOptions {
        transaction: choice.transaction,
        version_table: version_table.clone(),
    };
    Ok((plan, options))
}

/// The plan from the rows `current`.
fn from(
    project: &Project,
    history: &History,
    current: &[String],
    choice: &PlanChoice,
) -> Result<Plan, Box<Refusal>> {
    let order = order(history, current, choice.target.trim()).map_err(|error| {
        Box::new(Refusal {
            range: range(&error),
            ..refuse_target(&error, &choice.target, Field::Target)
        })
    })?;
    Plan::build(project, order, choice.dialect).map_err(|error| Box::new(refuse_plan(&error)))
}

/// The version table's rows that a person means, in the order in which they were typed.
///
/// Nothing and `base` are no rows; a full id is itself, as the table would have it; anything else
/// means what it means to an offline script's start. `heads` are the rows of a database that has
/// everything.
pub(super) fn current(history: &History, typed: &str) -> Result<Vec<String>, Box<Refusal>> {
    let refuse = |error| Box::new(refuse_target(&error, typed, Field::Current));
    let mut rows: Vec<String> = Vec::new();
    for word in typed
        .split([',', ' ', '\t', '\n'])
        .filter(|word| !word.is_empty())
    {
        let found = if word == "heads" || word.ends_with("@heads") {
            plan::upgrade(history, &[], word).map_err(refuse)?.to
        } else if history.get(word).is_some() {
            vec![word.to_owned()]
        } else {
            plan::starting_point(history, word).map_err(refuse)?
        };
        for row in found {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// The steps towards `target`, whichever way they go.
///
/// `base` and a number of steps say the way. Anything else is above or below: an upgrade to
/// something that is applied has no steps, and then it is a downgrade that is meant.
pub(super) fn order(
    history: &History,
    current: &[String],
    target: &str,
) -> Result<Order, TargetError> {
    match way(target) {
        Some(Direction::Upgrade) => plan::upgrade(history, current, target),
        Some(Direction::Downgrade) => plan::downgrade(history, current, target),
        None => {
            let upgrade = plan::upgrade(history, current, target)?;
            if !upgrade.steps.is_empty() {
                return Ok(upgrade);
            }
            match plan::downgrade(history, current, target) {
                Ok(downgrade) if !downgrade.steps.is_empty() => Ok(downgrade),
                _ => Ok(upgrade),
            }
        }
    }
}

/// The direction that a target alone decides.
fn way(target: &str) -> Option<Direction> {
    let place = target.rsplit('@').next().unwrap_or(target);
    let is_relative = |sign| {
        place.strip_prefix(sign).is_some_and(|steps: &str| {
            !steps.is_empty() && steps.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    if place == "head" || place == "heads" || is_relative('+') {
        Some(Direction::Upgrade)
    } else if place == "base" || is_relative('-') {
        Some(Direction::Downgrade)
    } else {
        None
    }
}

fn unsound() -> Refusal {
    Refusal {
        message: "the history has faults, so there is no order to run it in".to_owned(),
        help: Some("mend what Problems lists; the graph shows as much as there is".to_owned()),
        is_in_problems: true,
        ..Refusal::default()
    }
}

/// The ends of the plan that a range in the target asks for.
fn range(error: &TargetError) -> Option<(String, String)> {
    let TargetError::RangeNotAllowed { target } = error else {
        return None;
    };
    let (start, end) = target.split_once(':')?;
    let or = |text: &str, other: &str| match text.trim() {
        "" => other.to_owned(),
        text => text.to_owned(),
    };
    Some((or(start, "base"), or(end, "heads")))
}

/// The steps of a relative target with their sign, for an example of how to say more.
fn steps(typed: &str) -> &str {
    let sign = typed.rfind(['+', '-']);
    let steps = sign.map_or("", |sign| typed[sign..].trim());
    if steps.len() > 1 { steps } else { "+1" }
}

fn refuse_target(error: &TargetError, typed: &str, field: Field) -> Refusal {
    let example = format!("`label@{}`", steps(typed));
    let say_way = format!("say which way, as in {example}, or name the revision");
    let say_branch =
        format!("name the revision that it leads to, or say which branch, as in {example}");
    let from_each;
    let (help, candidates) = match error {
        TargetError::Ambiguous { candidates, .. } => ("type more of the id", &candidates[..]),
        TargetError::AmbiguousWalk { candidates, steps } => {
            // A branch leads the way up alone.
            let help = if *steps > 0 {
                say_way.as_str()
            } else {
                "name the revision to go down to"
            };
            (help, &candidates[..])
        }
        TargetError::RangeNotAllowed { .. } => (
            "here, a range is its two ends: where the plan starts, and where it leads",
            &[][..],
        ),
        TargetError::MultipleHeads { heads, .. } => (
            "name one of them, `<label>@head`, or `heads` for all",
            &heads[..],
        ),
        TargetError::AmbiguousStart { current } | TargetError::SeveralOnBranch { current, .. } => {
            from_each = current
                .iter()
                .map(|id| format!("{id}{}", steps(typed)))
                .collect::<Vec<_>>();
            (say_branch.as_str(), &from_each[..])
        }
        TargetError::NotFound { .. } if field == Field::Current => (
            "no script here declares it: open the folder that the database was upgraded from, or \
             one that is newer; where the table itself is wrong, `limbeck stamp --purge` mends it",
            &[][..],
        ),
        TargetError::NotFound { .. } | TargetError::NoSuchBranch { .. } => (
            "a target is an id or the beginning of one, a label, head, heads, base, +1, -1, \
             label@head or id+2",
            &[][..],
        ),
        TargetError::Incomplete { .. } => (
            "type an id or the beginning of one, a label, head, heads or base",
            &[][..],
        ),
        TargetError::TooFewRevisions { .. } | TargetError::WalkedTooFar { .. } => (
            "the history ends before that; ask for fewer steps, head or base",
            &[][..],
        ),
        TargetError::UnknownCurrent { .. } => (
            "open the folder that the database was upgraded from, or one that is newer",
            &[][..],
        ),
        _ => ("", &[][..]),
    };
    // A row of the version table is at fault, whatever the target was.
    let is_current = matches!(error, TargetError::UnknownCurrent { .. });
    Refusal {
        field: Some(if is_current { Field::Current } else { field }),
        message: error.to_string(),
        help: (!help.is_empty()).then(|| help.to_owned()),
        candidates: candidates.to_vec(),
        ..Refusal::default()
    }
}

fn refuse_plan(error: &PlanError) -> Refusal {
    let (help, candidates, diagnostics) = match error {
        PlanError::UnknownRevision { revision } => (
            "open the folder again: it has changed",
            vec![revision.clone()],
            &[][..],
        ),
        PlanError::NoWayBack { revision, .. } => (
            "write its `-- migrate:down` section, or choose a target above it",
            vec![revision.clone()],
            &[][..],
        ),
        PlanError::FaultyScripts { diagnostics } => (
            "mend them; nothing is planned on a guess",
            Vec::new(),
            &diagnostics[..],
        ),
        PlanError::UnreadFiles { diagnostics } => (
            "mend or move them; without them the plan may leave a revision out",
            Vec::new(),
            &diagnostics[..],
        ),
    };
    Refusal {
        message: error.to_string(),
        help: Some(help.to_owned()),
        candidates,
        is_in_problems: !diagnostics.is_empty(),
        diagnostics: diagnostics.iter().map(DiagnosticDocument::of).collect(),
        ..Refusal::default()
    }
}

/// The plan as it is shown; `row_of` knows the row of each id.
pub(super) fn view(
    plan: &Plan,
    options: &OfflineOptions,
    row_of: impl Fn(&str) -> u32,
) -> PlanView {
    let OfflineScript { sql, step_starts } = offline_script(plan, options);
    let lines = LineIndex::new(&sql);
    let steps = plan
        .steps
        .iter()
        .zip(step_starts)
        .map(|(step, start)| StepView {
            row: row_of(&step.order.revision),
            revision: step.order.revision.clone(),
            message: step.message.clone(),
            statements: number(step.statements.len()),
            is_outside_transaction: step.transaction == SectionTransaction::Outside,
            version_changes: step
                .order
                .version_operations
                .iter()
                .map(version_change)
                .collect(),
            sql_line: number(lines.position(start).0),
        })
        .collect();
    PlanView {
        direction: plan.direction.name().to_owned(),
        from: plan.from.clone(),
        to: plan.to.clone(),
        statements: number(plan.steps.iter().map(|step| step.statements.len()).sum()),
        steps,
        sql: code::lines(
            &sql,
            highlight(&sql, [], plan.dialect, Limits::SHOWN),
            Limits::SHOWN,
        ),
    }
}

/// The lines of the offline script from `first` on, as many as are shown.
pub(super) fn sql_lines(plan: &Plan, options: &OfflineOptions, first: u32) -> Code {
    let sql = offline_sql(plan, options);
    let lines_before = first.saturating_sub(1);
    let before = sql.split_inclusive('\n').take(lines_before as usize);
    let rest = &sql[before.map(str::len).sum()..];
    let runs = highlight(rest, [], plan.dialect, Limits::SHOWN);
    let code = code::lines(rest, runs, Limits::SHOWN);
    Code {
        first_line: lines_before + 1,
        total_lines: lines_before + code.total_lines,
        total_bytes: sql.len() as u64,
        ..code
    }
}

fn version_change(operation: &VersionOperation) -> String {
    match operation {
        VersionOperation::Insert { revision } => format!("+ {revision}"),
        VersionOperation::Delete { revision } => format!("− {revision}"),
        VersionOperation::Update { from, to } => format!("{from} → {to}"),
    }
}

/// The offline script as a file.
pub(super) fn sql_file(plan: &Plan, options: &OfflineOptions) -> TextFile {
    TextFile {
        name: format!("{}.sql", file_stem(plan)),
        text: offline_sql(plan, options),
    }
}

/// The plan file.
pub(super) fn plan_file(plan: &Plan) -> Result<TextFile, Box<Refusal>> {
    let mut text = serde_json::to_string_pretty(&PlanDocument::of(plan)).map_err(|error| {
        Box::new(Refusal {
            message: error.to_string(),
            ..Refusal::default()
        })
    })?;
    text.push('\n');
    Ok(TextFile {
        name: format!("{}.plan.json", file_stem(plan)),
        text,
    })
}

/// `upgrade-ae1027a6acf0-postgresql`: which way, where it leads, and for what.
fn file_stem(plan: &Plan) -> String {
    let place = match plan.to.as_slice() {
        [] => "base".to_owned(),
        [one] => one.clone(),
        several => format!("{}-heads", several.len()),
    };
    format!("{}-{place}-{}", plan.direction.name(), plan.dialect.name())
}

#[cfg(test)]
mod tests {
    use limbeck_planner::source::File;
    use limbeck_planner::sql::Dialect;

    use super::*;

    #[test]
    fn a_step_is_found_in_the_script_whatever_its_comments_say() {
        let project = Project::load(vec![
            File::new(
                "a1.sql",
                "-- revision: a1\n-- migrate:up\n-- Running totals\nSELECT 1;\n",
            ),
            File::new(
                "b2.sql",
                "-- revision: b2\n-- down_revision: a1\n-- migrate:up\nSELECT 2;\n",
            ),
        ]);
        let history = project.history().expect("it is sound");
        let order = plan::upgrade(history, &[], "head").expect("there is a head");
        let plan = Plan::build(&project, order, Dialect::Sqlite).expect("it is sound");
        let view = view(&plan, &OfflineOptions::default(), |_| 0);
        let named: Vec<&str> = view
            .steps
            .iter()
            .map(|step| view.sql.lines[step.sql_line as usize - 1].text.as_str())
            .collect();
        assert_eq!(named, ["BEGIN IMMEDIATE;", "BEGIN IMMEDIATE;"]);
        let behind: Vec<&str> = view
            .steps
            .iter()
            .map(|step| view.sql.lines[step.sql_line as usize + 1].text.as_str())
            .collect();
        assert_eq!(
            behind,
            ["-- Running upgrade  -> a1", "-- Running upgrade a1 -> b2"]
        );
    }

    #[test]
    fn lines_from_a_step_on_are_those_of_the_whole_script() {
        let project = Project::load(vec![
            File::new("a1.sql", "-- revision: a1\n-- migrate:up\nSELECT 1;\n"),
            File::new(
                "b2.sql",
                "-- revision: b2\n-- down_revision: a1\n-- migrate:up\nSELECT 'é'\n+ 2;\n",
            ),
        ]);
        let choice = PlanChoice {
            current: String::new(),
            target: "head".to_owned(),
            dialect: Dialect::Sqlite,
            transaction: plan::TransactionMode::default(),
        };
        let (plan, options) =
            make(&project, &VersionTable::default(), &choice).expect("a plan is made");
        let whole = view(&plan, &options, |_| 0);
        let first = whole.steps[1].sql_line;
        let lines = sql_lines(&plan, &options, first);
        assert_eq!(lines.first_line, first);
        assert_eq!(lines.lines, whole.sql.lines[first as usize - 1..]);
        assert_eq!(lines.total_lines, whole.sql.total_lines);
        assert_eq!(lines.total_bytes, whole.sql.total_bytes);
    }

    #[test]
    fn a_range_has_two_ends() {
        let ends = |target: &str| {
            range(&TargetError::RangeNotAllowed {
                target: target.to_owned(),
            })
        };
        let pair = |start: &str, end: &str| Some((start.to_owned(), end.to_owned()));
        assert_eq!(ends("a1:b2"), pair("a1", "b2"));
        assert_eq!(ends(":b2"), pair("base", "b2"));
        assert_eq!(ends("a1:"), pair("a1", "heads"));
    }

    #[test]
    fn an_example_goes_the_way_that_was_typed() {
        for (typed, example) in [("-1", "-1"), ("+2", "+2"), ("shop@-3", "-3"), ("ae", "+1")] {
            assert_eq!(steps(typed), example);
        }
    }

    #[test]
    fn some_targets_say_the_way() {
        for up in ["head", "heads", "shop@head", "+1", "shop@+2"] {
            assert_eq!(way(up), Some(Direction::Upgrade), "{up}");
        }
        for down in ["base", "shop@base", "-1", "shop@-2"] {
            assert_eq!(way(down), Some(Direction::Downgrade), "{down}");
        }
        for either in ["ae10", "ae10+2", "ae10-1", "shop", "", "+", "-x"] {
            assert_eq!(way(either), None, "{either}");
        }
    }
}
