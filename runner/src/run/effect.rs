//! What can be undone of a statement, and what has to be written down about it.

use limbeck_planner::sql::{Conduct, SessionEffect, TransactionEffect, TransactionEnd};

/// What running a statement means for the record of how far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Inside a transaction it can be undone, and it leaves the transaction as it is.
    Undoable,
    /// It sets something in the session and does nothing to the database: it can be run again at
    /// any time, and some settings go with no transaction around them.
    Setting,
    /// It takes effect by itself: the database commits with it, or cannot have it inside a
    /// transaction, or it may do either.
    Lasting,
    /// It begins a transaction.
    Begin,
    /// It commits one.
    Commit(Next),
    /// It rolls one back.
    RollBack(Next),
}

/// What follows the end of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// None, until the next begins.
    Nothing,
    /// The next transaction, at once.
    Transaction,
}

impl From<Conduct> for Effect {
    fn from(conduct: Conduct) -> Self {
        let sets = matches!(
            conduct.session,
            SessionEffect::Setting | SessionEffect::Passing
        );
        match conduct.transaction {
            TransactionEffect::Begins => Self::Begin,
            TransactionEffect::Ends(end) => match end {
                TransactionEnd::Commit | TransactionEnd::Phase => Self::Commit(Next::Nothing),
                TransactionEnd::CommitAndBegin => Self::Commit(Next::Transaction),
                TransactionEnd::RollBack => Self::RollBack(Next::Nothing),
                TransactionEnd::RollBackAndBegin => Self::RollBack(Next::Transaction),
            },
            TransactionEffect::CommitsImplicitly | TransactionEffect::MayCommit => Self::Lasting,
            _ if sets => Self::Setting,
            TransactionEffect::RefusedInside | TransactionEffect::IgnoredInside => Self::Lasting,
            TransactionEffect::Ordinary | TransactionEffect::Savepoint => Self::Undoable,
        }
    }
}

#[cfg(test)]
mod tests {
    use limbeck_planner::sql::{Dialect, conduct};

    use super::*;

    fn of(sql: &str, dialect: Dialect) -> Effect {
        conduct(sql, dialect).into()
    }

    #[test]
    fn transactions() {
        let of = |sql| of(sql, Dialect::Postgresql);
        assert_eq!(of("begin"), Effect::Begin);
        assert_eq!(
            of("-- a\n/* b /* c */ */ START  /* d */ TRANSACTION"),
            Effect::Begin
        );
        assert_eq!(of("COMMIT WORK"), Effect::Commit(Next::Nothing));
        assert_eq!(of("END AND CHAIN"), Effect::Commit(Next::Transaction));
        assert_eq!(of("/* a */ rollback"), Effect::RollBack(Next::Nothing));
        assert_eq!(of("ROLLBACK TO SAVEPOINT a"), Effect::Undoable);
        assert_eq!(of("/* never closed"), Effect::Undoable);
    }

    #[test]
    fn what_can_be_undone() {
        for dialect in Dialect::ALL {
            assert_eq!(of("insert into a values (1)", dialect), Effect::Undoable);
        }
        let create = "CREATE TABLE a (b int)";
        assert_eq!(of(create, Dialect::Postgresql), Effect::Undoable);
        assert_eq!(of(create, Dialect::Sqlite), Effect::Undoable);
        assert_eq!(of(create, Dialect::Mysql), Effect::Lasting);
        let index = "CREATE INDEX CONCURRENTLY a ON b (c)";
        assert_eq!(of(index, Dialect::Postgresql), Effect::Lasting);
        assert_eq!(of("CALL a()", Dialect::Postgresql), Effect::Lasting);
        assert_eq!(of("CALL a()", Dialect::Mysql), Effect::Lasting);
        assert_eq!(of("VACUUM", Dialect::Sqlite), Effect::Lasting);
        assert_eq!(
            of("/*!40101 CREATE TABLE a (b int) */", Dialect::Mysql),
            Effect::Lasting
        );
        assert_eq!(
            of("# a\nUPDATE a SET b = 1", Dialect::Mysql),
            Effect::Undoable
        );
    }

    #[test]
    fn settings_of_the_session() {
        assert_eq!(
            of("SET search_path = a", Dialect::Postgresql),
            Effect::Setting
        );
        assert_eq!(of("SET LOCAL a = b", Dialect::Postgresql), Effect::Setting);
        assert_eq!(of("-- a\nUSE b", Dialect::Mysql), Effect::Setting);
        assert_eq!(
            of("SET TRANSACTION READ ONLY", Dialect::Mysql),
            Effect::Setting
        );
        assert_eq!(of("SET autocommit = 0", Dialect::Mysql), Effect::Lasting);
        assert_eq!(of("SET @a = (SELECT 1)", Dialect::Mysql), Effect::Undoable);
        let pragma = "PRAGMA foreign_keys = OFF";
        assert_eq!(of(pragma, Dialect::Sqlite), Effect::Setting);
        assert_eq!(
            of("PRAGMA user_version = 2", Dialect::Sqlite),
            Effect::Undoable
        );
    }
}
