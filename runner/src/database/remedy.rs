//! What a database's refusal asks for.

use super::Refusal;

/// What has to change before a statement that was refused can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// The statement, or what is in the database.
    ScriptOrData,
    /// What the user may do.
    Right,
    /// Whether the database takes writes.
    Writable,
}

impl Refusal {
    /// What has to change, as its code tells: [PostgreSQL's][1], [MySQL's][2] and [SQLite's][3].
    ///
    /// [1]: https://www.postgresql.org/docs/current/errcodes-appendix.html
    /// [2]: https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
    /// [3]: https://www.sqlite.org/rescode.html
    pub fn remedy(&self) -> Remedy {
        let code = self.code.as_deref().unwrap_or_default();
        match self.number() {
            "42501" | "1044" | "1142" | "1143" | "1227" | "1370" | "1419" => Remedy::Right,
            "25006" | "1792" | "1836" => Remedy::Writable,
            // It names the server's option that is in the way.
            "1290" if self.message.contains("read-only") || self.message.contains("read_only") => {
                Remedy::Writable
            }
            // Its extended codes have the first one in their low byte.
            _ if sqlite_code(code).is_some_and(|code| code & 0xff == SQLITE_READONLY) => {
                Remedy::Writable
            }
            _ => Remedy::ScriptOrData,
        }
    }
}

const SQLITE_READONLY: u32 = 8;

fn sqlite_code(code: &str) -> Option<u32> {
    code.strip_prefix("SQLite ")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_tells_what_has_to_change() {
        let remedy = |code: &str| {
            let code = Some(code.to_owned());
            let refusal = Refusal {
                code,
                ..Refusal::default()
            };
            refusal.remedy()
        };
        assert_eq!(remedy("42501"), Remedy::Right);
        assert_eq!(remedy("1142 (SQLSTATE 42000)"), Remedy::Right);
        assert_eq!(remedy("25006"), Remedy::Writable);
        assert_eq!(remedy("SQLite 8"), Remedy::Writable);
        assert_eq!(remedy("SQLite 1032"), Remedy::Writable);
        assert_eq!(remedy("SQLite 1"), Remedy::ScriptOrData);
        assert_eq!(remedy("42P01"), Remedy::ScriptOrData);
    }
}
