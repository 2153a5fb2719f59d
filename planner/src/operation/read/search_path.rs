use super::cursor::{Cursor, Outcome, unreadable};
use crate::operation::Operation;
use crate::schema::{Name, NameKind, Quoting};

impl Cursor<'_> {
    /// `SET [SESSION|LOCAL] search_path …` or `SET SCHEMA …`, behind `SET`. `None` for any other
    /// setting.
    pub(super) fn set_search_path(&mut self) -> Outcome<Option<Operation>> {
        self.take("SESSION|LOCAL");
        if self.take("SCHEMA") {
            let path = vec![self.path_member()?];
            return Ok(Some(Operation::SetSearchPath(path)));
        }
        if !self.take("SEARCH_PATH") {
            return Ok(None);
        }
        if !self.take("TO") {
            self.expect_sign("=")?;
        }
        if self.take("DEFAULT") {
            return Ok(Some(Operation::ResetSearchPath));
        }
        let path = self.list(Self::path_member)?;
        let path = path.into_iter().filter(|name| !name.as_str().is_empty());
        Ok(Some(Operation::SetSearchPath(path.collect())))
    }

    fn path_member(&mut self) -> Outcome<Name> {
        if self.is_at_string() {
            let value = self.string()?;
            let kind = NameKind::Relation;
            return Ok(Name::new(&value, Quoting::Quoted, kind, self.dialect));
        }
        self.name(NameKind::Relation)
    }

    /// `SELECT [pg_catalog.]set_config('search_path', …, …)`, as dumps have it. `None` for any
    /// other statement.
    pub(super) fn select_search_path(&mut self) -> Option<Operation> {
        let start = self.position();
        let operation = self.set_config().ok();
        self.return_to(start);
        operation
    }

    fn set_config(&mut self) -> Outcome<Operation> {
        self.expect("SELECT")?;
        if self.take("PG_CATALOG") {
            self.expect_sign(".")?;
        }
        self.expect("SET_CONFIG")?;
        self.expect_sign("(")?;
        if self.string()? != "search_path" {
            return unreadable("search_path");
        }
        self.expect_sign(",")?;
        let value = self.string()?;
        let mut inside = Cursor::new(&value, self.dialect);
        let path = if inside.is_at_end() {
            Vec::new()
        } else {
            inside.list(Cursor::path_member)?
        };
        Ok(Operation::SetSearchPath(path))
    }
}
