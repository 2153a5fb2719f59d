use thiserror::Error;

use crate::diff::Rename;
use crate::schema::{Name, NameKind, QualifiedName, Quoting, Schema};
use crate::sql::Dialect;

/// What somebody said of a rename.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// It is one.
    Yes(Rename),
    /// One thing goes, and another comes.
    No(Rename),
}

/// Why a text names no rename.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// It is not two names.
    #[error("`{text}` does not name a rename")]
    NotTwoNames {
        /// What was typed.
        text: String,
    },
    /// The old name is nobody's.
    #[error("there is no table or column `{name}`")]
    NothingThere {
        /// The old name, as it was typed.
        name: String,
    },
}

impl Answer {
    /// The rename that it is about.
    pub const fn rename(&self) -> &Rename {
        match self {
            Self::Yes(rename) | Self::No(rename) => rename,
        }
    }

    /// Whether it is one.
    pub const fn is_yes(&self) -> bool {
        matches!(self, Self::Yes(_))
    }
}

/// Reads what was said of renames, each as [`Rename::parse`] takes it: those that are some, and those
/// that are none.
///
/// A column may be typed before its table. Those of tables come first, as they are to be made.
pub fn read_answers(
    from: &Schema,
    renames: &[String],
    others: &[String],
) -> Result<Vec<Answer>, AnswerError> {
    let tables_of = |texts: &[String]| -> Vec<Rename> {
        texts
            .iter()
            .filter_map(|text| Rename::parse(text, from, &[]).ok())
            .filter(|rename| matches!(rename, Rename::Table { .. }))
            .collect()
    };
    let renamed = tables_of(renames);
    // Who denies a table's rename denies those of its columns, which are asked about with it.
    let mut asked_about = renamed.clone();
    asked_about.extend(tables_of(others));
    let renames = renames
        .iter()
        .map(|text| Rename::parse(text, from, &renamed).map(Answer::Yes));
    let others = others
        .iter()
        .map(|text| Rename::parse(text, from, &asked_about).map(Answer::No));
    let mut answers = renames.chain(others).collect::<Result<Vec<_>, _>>()?;
    answers.sort();
    Ok(answers)
}

impl Rename {
    /// The rename that leads back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        match self {
            Self::Table { from, to } => Self::Table {
                from: to.clone(),
                to: from.clone(),
            },
            Self::Column { table, from, to } => Self::Column {
                table: table.clone(),
                from: to.clone(),
                to: from.clone(),
            },
        }
    }

    /// As it is typed: `account:user_account`, `account.email:mail`. What is no plain word has quotes,
    /// so that [`Rename::parse`] reads the same names.
    pub fn text(&self) -> String {
        match self {
            Self::Table { from, to } => format!("{}:{}", typed_table(from), typed(&to.name)),
            Self::Column { table, from, to } => {
                format!("{}.{}:{}", typed_table(table), typed(from), typed(to))
            }
        }
    }

    /// Reads `old:new`, where `old` is the name of a table, or of a column behind that of its table
    /// and a dot. Where `tables` renames the table, either of its names will do.
    ///
    /// Names are written as in SQL: a bare word means what the database makes of it.
    pub fn parse(text: &str, from: &Schema, tables: &[Self]) -> Result<Self, AnswerError> {
        let dialect = from.dialect();
        let not_two_names = || AnswerError::NotTwoNames {
            text: text.to_owned(),
        };
        let (old, new) = cut(text, ':').ok_or_else(not_two_names)?;
        let old_parts = parts(old, dialect).ok_or_else(not_two_names)?;
        let new_parts = parts(new, dialect).ok_or_else(not_two_names)?;
        let new = new_parts.last().ok_or_else(not_two_names)?;
        let table = |parts: &[Part]| -> Option<QualifiedName> {
            let (name, namespace) = match parts {
                [name] => (name, None),
                [namespace, name] => (name, Some(namespace.name(NameKind::Relation, dialect))),
                _ => return None,
            };
            let name = QualifiedName {
                namespace,
                name: name.name(NameKind::Relation, dialect),
            };
            // A name that one table passes on to another is that of the table that has it.
            if from.table(&name).is_some() {
                return Some(name);
            }
            let earlier = tables.iter().find_map(|rename| match rename {
                Self::Table { from, to } if *to == name => Some(from.clone()),
                _ => None,
            });
            earlier.filter(|it| from.table(it).is_some())
        };
        if let Some((column, of)) = old_parts.split_last()
            && let Some(name) = table(of)
        {
            let column = column.name(NameKind::Part, dialect);
            if from
                .table(&name)
                .is_some_and(|it| it.column(&column).is_some())
            {
                let later = tables.iter().find_map(|rename| match rename {
                    Self::Table { from, to } if *from == name => Some(to.clone()),
                    _ => None,
                });
                return Ok(Self::Column {
                    table: later.unwrap_or(name),
                    from: column,
                    to: new.name(NameKind::Part, dialect),
                });
            }
        }
        match table(&old_parts) {
            Some(name) => Ok(Self::Table {
                to: name.with_name(new.name(NameKind::Relation, dialect)),
                from: name,
            }),
            None => Err(AnswerError::NothingThere {
                name: old.to_owned(),
            }),
        }
    }
}

fn typed_table(name: &QualifiedName) -> String {
    match &name.namespace {
        Some(namespace) => format!("{}.{}", typed(namespace), typed(&name.name)),
        None => typed(&name.name),
    }
}

fn typed(name: &Name) -> String {
    let text = name.to_string();
    let is_plain = |character: char| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_'
    };
    if text.chars().all(is_plain) {
        text
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

/// A part of a name, as it was typed.
struct Part {
    text: String,
    quoting: Quoting,
}

impl Part {
    fn name(&self, kind: NameKind, dialect: Dialect) -> Name {
        Name::new(&self.text, self.quoting, kind, dialect)
    }
}

/// The parts of a name, between dots.
fn parts(text: &str, dialect: Dialect) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    loop {
        let (part, later) = match cut(rest, '.') {
            Some((part, later)) => (part, Some(later)),
            None => (rest, None),
        };
        parts.push(part_of(part.trim(), dialect)?);
        match later {
            Some(later) => rest = later,
            None => return Some(parts),
        }
    }
}

fn part_of(text: &str, dialect: Dialect) -> Option<Part> {
    let quote = text.chars().next()?;
    let closing = match (quote, dialect) {
        ('"', _) | ('`', Dialect::Mysql | Dialect::Sqlite) => Some(quote),
        ('[', Dialect::Sqlite) => Some(']'),
        _ => None,
    };
    let Some(closing) = closing else {
        return Some(Part {
            text: text.to_owned(),
            quoting: Quoting::Bare,
        });
    };
    let inner = text.strip_prefix(quote)?.strip_suffix(closing)?;
    let doubled: String = [closing, closing].into_iter().collect();
    (!inner.is_empty()).then(|| Part {
        text: inner.replace(&doubled, &closing.to_string()),
        quoting: Quoting::Quoted,
    })
}

/// What is before and behind the first `separator` that does not stand in quotes.
fn cut(text: &str, separator: char) -> Option<(&str, &str)> {
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match quote {
            Some(open) if character == open => quote = None,
            None if matches!(character, '"' | '`') => quote = Some(character),
            None if character == '[' => quote = Some(']'),
            None if character == separator => {
                return Some((&text[..at], &text[at + separator.len_utf8()..]));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::read;
    use crate::replay::{Place, Replay};

    fn schema(sql: &[&str], dialect: Dialect) -> Schema {
        let mut replay = Replay::empty(dialect);
        for statement in sql {
            replay.apply_all(&read(statement, dialect), Place::NONE);
        }
        replay.into_schema()
    }

    #[test]
    fn a_table_or_a_column() {
        let schema = schema(
            &[
                "CREATE TABLE account (id int, email text)",
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id int, \"Odd.Name\" text)",
            ],
            Dialect::Postgresql,
        );
        let text = |typed: &str| match Rename::parse(typed, &schema, &[]) {
            Ok(rename @ Rename::Table { .. }) => format!("table {}", rename.text()),
            Ok(rename @ Rename::Column { .. }) => format!("column {}", rename.text()),
            Err(error) => error.to_string(),
        };
        assert_eq!(text("account:user_account"), "table account:user_account");
        assert_eq!(text("ACCOUNT:User"), "table account:user");
        assert_eq!(text("account:\"User\""), "table account:\"User\"");
        assert_eq!(text("account.email:mail"), "column account.email:mail");
        assert_eq!(
            text("account.email:account.mail"),
            "column account.email:mail"
        );
        assert_eq!(text("shop.item:thing"), "table shop.item:thing");
        assert_eq!(text("shop.item:shop.thing"), "table shop.item:thing");
        assert_eq!(
            text("shop.item.\"Odd.Name\":name"),
            "column shop.item.\"Odd.Name\":name"
        );
        let odd = text("shop.item.\"Odd.Name\":\"a \"\"b\"\" c\"");
        let typed = odd.strip_prefix("column ").expect("it is a column");
        assert_eq!(text(typed), odd);
        assert_eq!(
            text("nothing:else"),
            "there is no table or column `nothing`"
        );
        assert_eq!(
            text("account.nothing:else"),
            "there is no table or column `account.nothing`"
        );
        for wrong in ["account", "", ":", "account:", ":a", "a.:b", "\"account:b"] {
            assert_eq!(text(wrong), format!("`{wrong}` does not name a rename"));
        }
    }

    #[test]
    fn what_is_asked_about_can_be_denied() {
        let schema = schema(&["CREATE TABLE a (x int)"], Dialect::Sqlite);
        let typed = ["b.x:y".to_owned(), "a:b".to_owned()];
        let answers = read_answers(&schema, &[], &typed).expect("both were asked about");
        let texts: Vec<String> = answers.iter().map(|it| it.rename().text()).collect();
        assert_eq!(texts, ["a:b", "b.x:y"]);
        let wrong = read_answers(&schema, &typed[..1], &typed[1..]);
        assert_eq!(
            wrong,
            Err(AnswerError::NothingThere {
                name: "b.x".to_owned()
            })
        );
    }

    #[test]
    fn a_column_of_a_table_that_is_renamed_too() {
        let schema = schema(&["CREATE TABLE a (x int)"], Dialect::Sqlite);
        let table = Rename::parse("a:b", &schema, &[]).expect("the table is there");
        for typed in ["a.x:y", "b.x:y", "`a`.[X]:y"] {
            let column = Rename::parse(typed, &schema, std::slice::from_ref(&table));
            assert_eq!(
                column.expect("the column is there").text(),
                format!("b.{}:y", if typed.contains('X') { "\"X\"" } else { "x" })
            );
        }
    }
}
