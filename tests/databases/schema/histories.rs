//! Histories that together make, change and drop every kind of object in every way that the model
//! knows.

use anyhow::{Result, ensure};
use limbeck_tests::databases::{Database, MariaDb, Postgresql, Sqlite};

use super::history::History;
use super::walk::Walk;

const OF_A_QUERY: &str = "the columns of a table that is made of a query are not worked out";
const OF_A_BLOCK: &str = "it is a block that may do any of what stands in it";

/// Walks through a history, of which nothing is uncertain but for these reasons.
fn walk(database: &dyn Database, name: &str, reasons: &[&str]) -> Result<()> {
    let history = History::read(database.dialect(), name)?;
    let walked = Walk::through(database, &history)?;
    ensure!(
        walked.refused.is_none(),
        "{:?} has no way back",
        walked.refused
    );
    ensure!(walked.states == 2 * history.steps.len());
    let found: Vec<&str> = walked.reasons.iter().map(String::as_str).collect();
    ensure!(found == reasons, "{found:#?} is uncertain");
    Ok(())
}

macro_rules! walks {
    ($database:ident: $($name:ident $([$($reason:expr),*])?),+ $(,)?) => {
        $(
            #[test]
            fn $name() -> Result<()> {
                walk(&$database::create()?, stringify!($name), &[$($($reason),*)?])
            }
        )+
    };
}

mod postgresql {
    use super::*;

    walks! {
        Postgresql:
        columns, constraints, families, indexes, names, namespaces, others [OF_A_BLOCK], routines,
        sequences, types, views [OF_A_QUERY],
    }
}

mod mariadb {
    use super::*;

    walks! { MariaDb: columns, constraints, names, programs, tables [OF_A_QUERY] }
}

mod sqlite {
    use super::*;

    walks! { Sqlite: names, programs [OF_A_QUERY], tables }
}
