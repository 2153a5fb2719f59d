//! For random pairs of schemas of each dialect: what is written leads from the one to the other by
//! the model's own rules, in both directions. Real databases are asked elsewhere, and less often.

use limbeck_planner::compare::compare;
use limbeck_planner::declared::declare;
use limbeck_planner::diff::{Note, definition, diff};
use limbeck_planner::operation::read;
use limbeck_planner::replay::{Place, Replay};
use limbeck_planner::schema::Schema;
use limbeck_planner::source::File;
use limbeck_planner::sql::{Dialect, split};
use proptest::prelude::*;

use crate::random_schema::{RandomSchema, schemas};

fn declared(schema: &RandomSchema, dialect: Dialect) -> Schema {
    let sql = schema.sql(dialect);
    let mut replay = Replay::empty(dialect);
    for piece in split(&sql, 0..sql.len(), dialect).pieces {
        let statement = &sql[piece.span];
        let faults = replay.apply_all(&read(statement, dialect), Place::NONE);
        assert!(faults.is_empty(), "{faults:?}\n{statement}");
    }
    replay.into_schema()
}

fn leads_there(
    start: &RandomSchema,
    target: &RandomSchema,
    dialect: Dialect,
) -> Result<(), TestCaseError> {
    let (from, to) = (declared(start, dialect), declared(target, dialect));
    for (from, to) in [(&from, &to), (&to, &from)] {
        let generated = diff(from, to, &[]);
        let notes = generated.steps.iter().flat_map(|step| &step.notes);
        let unfinished = notes.filter(|note| {
            matches!(note, Note::Decide(text)
                if text.starts_with("a database would refuse") || text.starts_with("these differ"))
        });
        let unfinished: Vec<&Note> = unfinished.collect();
        prop_assert!(
            unfinished.is_empty(),
            "{unfinished:#?}\n{}\nfrom {}\nto {}",
            generated.sql(dialect),
            start.sql(dialect),
            target.sql(dialect)
        );
    }
    defines_itself(&to)
}

/// What a schema is written as declares the same schema.
fn defines_itself(schema: &Schema) -> Result<(), TestCaseError> {
    let text = definition(schema).sql(schema.dialect());
    let file = File::new("schema.sql", text.as_str());
    let again = declare(vec![file], schema.dialect(), None);
    prop_assert!(
        again.diagnostics.is_empty(),
        "{:#?}\n{text}",
        again.diagnostics
    );
    let differences = compare(schema, &again.schema);
    prop_assert!(differences.is_empty(), "{differences:#?}\n{text}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn postgresql(start in schemas(Dialect::Postgresql), target in schemas(Dialect::Postgresql)) {
        leads_there(&start, &target, Dialect::Postgresql)?;
    }

    #[test]
    fn mysql(start in schemas(Dialect::Mysql), target in schemas(Dialect::Mysql)) {
        leads_there(&start, &target, Dialect::Mysql)?;
    }

    #[test]
    fn sqlite(start in schemas(Dialect::Sqlite), target in schemas(Dialect::Sqlite)) {
        leads_there(&start, &target, Dialect::Sqlite)?;
    }
}
