use std::collections::BTreeSet;

use super::step::{Action, Step};
use crate::compare::{Change, compare, same_type};
use crate::operation::{Missing, Operation, Scope, TableChange};
use crate::replay::{Place, Replay};
use crate::schema::{Name, Object, QualifiedName, Schema, Table};

/// How much two tables must have in common to be taken for one, in hundredths.
const ALIKE: usize = 60;

/// Something that has another name in the other schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rename {
    /// A table.
    Table {
        /// Its name.
        from: QualifiedName,
        /// Its name afterwards, in the same namespace.
        to: QualifiedName,
    },
    /// A column.
    Column {
        /// Its table, by the name that the table has afterwards.
        table: QualifiedName,
        /// Its name.
        from: Name,
        /// Its name afterwards.
        to: Name,
    },
}

/// The renames that the two schemas look like: a table that goes while another comes with most of
/// its columns, a column that goes while another of its type comes in the same table.
///
/// Nobody knows but whoever wrote the schema, so they are to be asked about. Each name is in one
/// rename at most. In the order of names; the renames of tables come first, and those of columns
/// take them for granted.
pub fn probable_renames(from: &Schema, to: &Schema) -> Vec<Rename> {
    let mut renames = probable_table_renames(from, to);
    let (renamed, _) = apply(from, &renames);
    renames.extend(probable_column_renames(&renamed, to));
    renames
}

fn probable_table_renames(from: &Schema, to: &Schema) -> Vec<Rename> {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for difference in compare(from, to) {
        match (difference.object, difference.change) {
            (Object::Table(name), Change::OnlyLeft) => gone.push(name),
            (Object::Table(name), Change::OnlyRight) => new.push(name),
            _ => {}
        }
    }
    let mut pairs: Vec<(usize, QualifiedName, QualifiedName)> = Vec::new();
    for one in &gone {
        for other in &new {
            let (Some(left), Some(right)) = (from.table(one), to.table(other)) else {
                continue;
            };
            let likeness = likeness(left, right, from);
            if likeness >= ALIKE && one.namespace == other.namespace {
                pairs.push((likeness, one.clone(), other.clone()));
            }
        }
    }
    let mut renames: Vec<Rename> = best(pairs)
        .into_iter()
        .map(|(from, to)| Rename::Table { from, to })
        .collect();
    renames.sort();
    renames
}

/// How many of the columns of two tables are the same, in hundredths of all.
fn likeness(left: &Table, right: &Table, schema: &Schema) -> usize {
    let dialect = schema.dialect();
    let common = left.columns.iter().filter(|column| {
        right
            .column(&column.name)
            .is_some_and(|other| same_type(&column.data_type, &other.data_type, dialect))
    });
    let all = left.columns.len().max(right.columns.len());
    if all == 0 {
        return 0;
    }
    common.count() * 100 / all
}

fn probable_column_renames(from: &Schema, to: &Schema) -> Vec<Rename> {
    let dialect = from.dialect();
    let mut gone: BTreeSet<(QualifiedName, Name)> = BTreeSet::new();
    let mut new: BTreeSet<(QualifiedName, Name)> = BTreeSet::new();
    for difference in compare(from, to) {
        if let Object::Column { table, column } = difference.object {
            match difference.change {
                Change::OnlyLeft => gone.insert((table, column)),
                Change::OnlyRight => new.insert((table, column)),
                Change::Differs { .. } => false,
            };
        }
    }
    let mut renames = Vec::new();
    let tables: BTreeSet<QualifiedName> = gone.iter().map(|(table, _)| table.clone()).collect();
    for table in tables {
        let (Some(left), Some(right)) = (from.table(&table), to.table(&table)) else {
            continue;
        };
        let mut pairs = Vec::new();
        for (_, one) in gone.iter().filter(|(of, _)| *of == table) {
            for (_, other) in new.iter().filter(|(of, _)| *of == table) {
                let (Some(old), Some(fresh)) = (left.column(one), right.column(other)) else {
                    continue;
                };
                if same_type(&old.data_type, &fresh.data_type, dialect) {
                    let likeness = similarity(one.key(), other.key());
                    pairs.push((likeness, one.clone(), other.clone()));
                }
            }
        }
        renames.extend(best(pairs).into_iter().map(|(from, to)| Rename::Column {
            table: table.clone(),
            from,
            to,
        }));
    }
    renames.sort();
    renames
}

/// The pairs that are most alike, each name in one of them at most.
fn best<T: Ord + Clone>(mut pairs: Vec<(usize, T, T)>) -> Vec<(T, T)> {
    pairs.sort_by(|(one, left, right), (other, first, second)| {
        other
            .cmp(one)
            .then_with(|| (left, right).cmp(&(first, second)))
    });
    let mut chosen: Vec<(T, T)> = Vec::new();
    for (_, from, to) in pairs {
        let is_free = chosen
            .iter()
            .all(|(left, right)| *left != from && *right != to);
        if is_free {
            chosen.push((from, to));
        }
    }
    chosen
}

/// How alike two names are, in hundredths: how many of their words are the same, or how many of
/// their pairs of letters, whichever is more (Dice's coefficient).
fn similarity(one: &str, other: &str) -> usize {
    let pairs =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let words = |text: &str| -> Vec<String> { text.split('_').map(str::to_owned).collect() };
    let by_letters = overlap(&pairs(one), pairs(other));
    by_letters.max(overlap(&words(one), words(other)))
}

/// The share of two lists that is in both, in hundredths.
fn overlap<Item: PartialEq>(one: &[Item], mut other: Vec<Item>) -> usize {
    let all = one.len() + other.len();
    let is_common = |item: &&Item| match other.iter().position(|it| it == *item) {
        Some(position) => {
            other.swap_remove(position);
            true
        }
        None => false,
    };
    let common = one.iter().filter(is_common).count();
    (common * 200).checked_div(all).unwrap_or(0)
}

/// The schema with its things renamed, and the steps that rename them. A rename of what is not there
/// is left out.
pub(crate) fn apply(schema: &Schema, renames: &[Rename]) -> (Schema, Vec<Step>) {
    let mut replay = Replay::new(schema.clone());
    let mut steps = Vec::new();
    for rename in renames {
        let (table, change) = match rename {
            Rename::Table { from, to } => {
                if replay.schema().table(from).is_none() {
                    continue;
                }
                (from, TableChange::Rename(to.clone()))
            }
            Rename::Column { table, from, to } => {
                let table_of = replay.schema().table(table);
                if table_of.is_none_or(|table| table.column(from).is_none()) {
                    continue;
                }
                let change = TableChange::RenameColumn {
                    column: from.clone(),
                    to: to.clone(),
                    missing: Missing::Refuse,
                };
                (table, change)
            }
        };
        let operation = Operation::AlterTable {
            table: table.clone(),
            missing: Missing::Refuse,
            scope: Scope::WithChildren,
            changes: vec![change],
        };
        replay.apply(&operation, Place::NONE);
        steps.push(Step {
            action: Action::Operation(Box::new(operation)),
            notes: Vec::new(),
        });
    }
    (replay.into_schema(), steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_by_their_words_or_pairs_of_letters() {
        assert_eq!(similarity("email", "email"), 100);
        assert_eq!(similarity("email", "phone"), 0);
        assert!(similarity("email", "email_address") > similarity("email", "mail_id"));
        assert_eq!(similarity("", "a"), 0);
    }
}
