use super::cursor::{Cursor, Outcome};
use crate::schema::{DataType, Expression, Name};
use crate::sql::Dialect;
use crate::sql::lexer::LexemeKind;

/// One of the things in a routine's parentheses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Argument {
    /// `IN`, `OUT`, `INOUT`, `VARIADIC` or `TABLE`.
    pub(crate) mode: String,
    /// Its name, where it has one.
    pub(crate) name: Option<Name>,
    /// Its type.
    pub(crate) data_type: DataType,
    /// What it is where nothing is given.
    pub(crate) default: Option<Expression>,
}

impl Argument {
    /// Whether the routine takes it; it may give it back as well.
    pub(crate) fn is_taken(&self) -> bool {
        self.mode != "OUT" && self.mode != "TABLE"
    }
}

/// The arguments in `text`, which stands in a routine's parentheses; `None` where they cannot be
/// read.
pub(crate) fn arguments(text: &str, dialect: Dialect) -> Option<Vec<Argument>> {
    let mut cursor = Cursor::new(text, dialect);
    let arguments = cursor.arguments().ok()?;
    cursor.is_at_end().then_some(arguments)
}

impl Cursor<'_> {
    /// Arguments, separated by commas, or by `ORDER BY` in an aggregate.
    pub(super) fn arguments(&mut self) -> Outcome<Vec<Argument>> {
        let mut arguments = Vec::new();
        if self.is_at_end() || self.is_at_sign(")") {
            return Ok(arguments);
        }
        if self.take_sign("*") {
            return Ok(arguments);
        }
        loop {
            if self.take("ORDER BY") {
                continue;
            }
            arguments.push(self.argument()?);
            if !self.take_sign(",") && !self.is_at("ORDER BY") {
                return Ok(arguments);
            }
        }
    }

    fn argument(&mut self) -> Outcome<Argument> {
        let mut mode = self.argument_mode().unwrap_or("IN");
        let start = self.position();
        let (name, data_type) = if self.dialect == Dialect::Mysql {
            (Some(self.part()?), self.data_type()?)
        } else {
            let data_type = self.data_type()?;
            if self.is_argument_end(0) {
                (None, data_type)
            } else {
                // What was read was the argument's name.
                self.return_to(start);
                let name = self.part()?;
                // A mode can stand behind the name.
                mode = self.argument_mode().unwrap_or(mode);
                (Some(name), self.data_type()?)
            }
        };
        let mut default = None;
        if self.take("DEFAULT") || self.take_sign("=") || self.take_sign(":=") {
            let text = self.text_until(|_| false)?;
            default = Some(Expression::new(text));
        }
        // A character set and the like (MySQL) belong to the type.
        while self.dialect == Dialect::Mysql && !self.is_argument_end(0) && !self.is_at_end() {
            self.skip_balanced();
        }
        Ok(Argument {
            mode: mode.to_owned(),
            name,
            data_type,
            default,
        })
    }

    /// A mode, if one stands here, and not an argument of that name.
    fn argument_mode(&mut self) -> Option<&'static str> {
        const MODES: [&str; 5] = ["INOUT", "IN", "OUT", "VARIADIC", "TABLE"];
        let mode = MODES.into_iter().find(|mode| self.is_at(mode))?;
        if self.is_argument_end(1) {
            return None;
        }
        self.skip();
        // `IN OUT` is `INOUT`.
        if mode == "IN" && self.is_at("OUT") && !self.is_argument_end(1) {
            self.skip();
            return Some("INOUT");
        }
        Some(mode)
    }

    fn is_argument_end(&self, offset: usize) -> bool {
        let mut ahead = self.clone();
        for _ in 0..offset {
            ahead.skip();
        }
        ahead.is_at_end()
            || ahead.is_at_sign(",")
            || ahead.is_at_sign(")")
            || ahead.is_at_sign("=")
            || ahead.is_at_sign(":=")
            || ahead.is_at("DEFAULT")
            || ahead.is_at("ORDER BY")
            || ahead.kind() == Some(LexemeKind::Bracket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_have_modes_names_types_and_defaults() {
        let read = |text| {
            let all = arguments(text, Dialect::Postgresql).unwrap();
            let shown: Vec<String> = all
                .iter()
                .map(|it| {
                    let name = it.name.as_ref().map_or("-", |name| name.as_str());
                    let default = it.default.as_ref().map_or("-", |it| &it.text);
                    format!("{} {name} {} {default}", it.mode, it.data_type)
                })
                .collect();
            shown.join("; ")
        };
        assert_eq!(read("integer, text"), "IN - integer -; IN - text -");
        assert_eq!(
            read("a integer DEFAULT 1 + 2, OUT b text, c IN OUT numeric(1, 2)"),
            "IN a integer 1 + 2; OUT b text -; INOUT c numeric(1, 2) -"
        );
        assert_eq!(read("VARIADIC d text[] = '{}'"), "VARIADIC d text[] '{}'");
        assert_eq!(
            read("timestamp with time zone"),
            "IN - timestamp with time zone -"
        );
        assert_eq!(read("out integer"), "OUT - integer -");
        assert_eq!(
            read("double precision, x double precision"),
            "IN - double precision -; IN x double precision -"
        );
        assert_eq!(read(""), "");
        assert!(arguments("a b c d", Dialect::Postgresql).is_none());
    }

    #[test]
    fn arguments_of_mysql_have_names() {
        let all = arguments(
            "IN a INT, OUT b VARCHAR(10) CHARSET utf8mb4, c DATE",
            Dialect::Mysql,
        );
        let all = all.unwrap();
        assert_eq!(all.len(), 3);
        assert_eq!(all[1].mode, "OUT");
        assert_eq!(all[1].data_type.text, "VARCHAR(10)");
    }
}
