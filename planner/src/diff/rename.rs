use std::collections::{BTreeMap, BTreeSet};

use super::step::{Action, Step};
use crate::compare::{Change, compare, same_type};
use crate::operation::{Missing, Operation, Scope, TableChange};
use crate::replay::{Place, Replay};
use crate::schema::{Column, Name, NameKind, Object, QualifiedName, Schema, Table};

/// How much two tables, or the names of two columns, must have in common to be taken for one, in
/// hundredths.
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
/// its columns, a column that goes while another of its type, or with a name like its own, comes in the
/// same table.
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

/// How much the columns of two tables have in common, in hundredths: whoever renames a table may change
/// the types of columns, and give some of them other names, too.
fn likeness(left: &Table, right: &Table, schema: &Schema) -> usize {
    const SAME: usize = 8;
    const OTHER_TYPE: usize = 6;
    const OTHER_NAME: usize = 3;
    let dialect = schema.dialect();
    let common = left.columns.iter().enumerate().map(|(place, column)| {
        let is_alike = |other: &Column| same_type(&column.data_type, &other.data_type, dialect);
        match right.column(&column.name) {
            Some(other) if is_alike(other) => SAME,
            Some(_) => OTHER_TYPE,
            None => match right.columns.get(place) {
                Some(other) if left.column(&other.name).is_none() && is_alike(other) => OTHER_NAME,
                _ => 0,
            },
        }
    });
    let all = left.columns.len().max(right.columns.len());
    (common.sum::<usize>() * 100)
        .checked_div(all * SAME)
        .unwrap_or(0)
}

fn probable_column_renames(from: &Schema, to: &Schema) -> Vec<Rename> {
    let dialect = from.dialect();
    let mut gone: BTreeMap<QualifiedName, BTreeSet<Name>> = BTreeMap::new();
    let mut new: BTreeMap<QualifiedName, BTreeSet<Name>> = BTreeMap::new();
    for difference in compare(from, to) {
        if let Object::Column { table, column } = difference.object {
            match difference.change {
                Change::OnlyLeft => gone.entry(table).or_default().insert(column),
                Change::OnlyRight => new.entry(table).or_default().insert(column),
                Change::Differs { .. } => false,
            };
        }
    }
    let mut renames = Vec::new();
    for (table, gone) in gone {
        let (Some(left), Some(right)) = (from.table(&table), to.table(&table)) else {
            continue;
        };
        let mut pairs = Vec::new();
        for one in &gone {
            for other in new.get(&table).into_iter().flatten() {
                let (Some(old), Some(fresh)) = (left.column(one), right.column(other)) else {
                    continue;
                };
                let likeness = similarity(one.key(), other.key());
                let is_same_type = same_type(&old.data_type, &fresh.data_type, dialect);
                if is_same_type {
                    // Before any with another type.
                    pairs.push((100 + likeness, one.clone(), other.clone()));
                } else if likeness >= ALIKE {
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
    let (mut left, mut right) = (BTreeSet::new(), BTreeSet::new());
    pairs
        .into_iter()
        .filter(|(_, from, to)| {
            let is_free = !left.contains(from) && !right.contains(to);
            if is_free {
                left.insert(from.clone());
                right.insert(to.clone());
            }
            is_free
        })
        .map(|(_, from, to)| (from, to))
        .collect()
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
///
/// A name that one thing passes on to another is freed before it is taken. Where names go round in a
/// circle, one of the things has a name of its own meanwhile.
pub(crate) fn apply(schema: &Schema, renames: &[Rename]) -> (Schema, Vec<Step>) {
    let mut replay = Replay::new(schema.clone());
    let mut steps = Vec::new();
    // Those of tables and of columns stay in their order: they name each other's tables.
    for group in renames.chunk_by(Rename::is_beside) {
        for rename in in_order(replay.schema(), group) {
            let (table, change) = match rename {
                Rename::Table { from, to } => (from, TableChange::Rename(to)),
                Rename::Column { table, from, to } => {
                    let change = TableChange::RenameColumn {
                        column: from,
                        to,
                        missing: Missing::Refuse,
                    };
                    (table, change)
                }
            };
            let operation = Operation::AlterTable {
                table,
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
    }
    (replay.into_schema(), steps)
}

/// The renames of a group whose things are there, each behind the one that frees its name.
fn in_order(schema: &Schema, group: &[Rename]) -> Vec<Rename> {
    let there = group.iter().filter(|rename| rename.is_there(schema));
    let mut by_old: BTreeMap<Rename, Rename> = there.map(|it| (it.old(), it.clone())).collect();
    let mut ordered = Vec::new();
    while let Some((first, _)) = by_old.first_key_value() {
        // From name to name, up to one that nobody has or that has been passed on.
        let mut path = vec![first.clone()];
        let mut seen: BTreeSet<Rename> = path.iter().cloned().collect();
        let mut goes_round = None;
        while let Some(rename) = path.last().and_then(|old| by_old.get(old)) {
            let taken = rename.new_as_old();
            if !seen.insert(taken.clone()) {
                goes_round = Some(taken);
                break;
            }
            path.push(taken);
        }
        let mut last = None;
        if let Some(rename) = goes_round.and_then(|old| by_old.remove(&old)) {
            let meanwhile = rename.meanwhile(schema);
            ordered.push(rename.with_new(&meanwhile));
            last = Some(rename.with_old(&meanwhile));
        }
        let renamed = path.iter().rev().filter_map(|old| by_old.remove(old));
        ordered.extend(renamed);
        ordered.extend(last);
    }
    ordered
}

impl Rename {
    /// Whether both are of tables, or of columns.
    const fn is_beside(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Table { .. }, Self::Table { .. }) | (Self::Column { .. }, Self::Column { .. })
        )
    }

    fn is_there(&self, schema: &Schema) -> bool {
        match self {
            Self::Table { from, .. } => schema.table(from).is_some(),
            Self::Column { table, from, .. } => schema
                .table(table)
                .is_some_and(|table| table.column(from).is_some()),
        }
    }

    /// What has its name before, as a rename to itself.
    fn old(&self) -> Self {
        match self {
            Self::Table { from, .. } => Self::Table {
                from: from.clone(),
                to: from.clone(),
            },
            Self::Column { table, from, .. } => Self::Column {
                table: table.clone(),
                from: from.clone(),
                to: from.clone(),
            },
        }
    }

    /// What has its name before it gets it, as a rename to itself.
    fn new_as_old(&self) -> Self {
        self.reversed().old()
    }

    fn with_new(&self, name: &Name) -> Self {
        match self {
            Self::Table { from, .. } => Self::Table {
                from: from.clone(),
                to: from.with_name(name.clone()),
            },
            Self::Column { table, from, .. } => Self::Column {
                table: table.clone(),
                from: from.clone(),
                to: name.clone(),
            },
        }
    }

    fn with_old(&self, name: &Name) -> Self {
        self.reversed().with_new(name).reversed()
    }

    /// A name that nothing has.
    fn meanwhile(&self, schema: &Schema) -> Name {
        let (own, kind) = match self {
            Self::Table { from, .. } => (from.name.as_str(), NameKind::Relation),
            Self::Column { from, .. } => (from.as_str(), NameKind::Part),
        };
        let mut text = format!("{own}_renamed");
        loop {
            let name = Name::stored(&text, kind, schema.dialect());
            let is_free = match self {
                Self::Table { from, .. } => {
                    schema.relation(&from.with_name(name.clone())).is_none()
                }
                Self::Column { table, .. } => schema
                    .table(table)
                    .is_none_or(|table| table.column(&name).is_none()),
            };
            if is_free {
                return name;
            }
            text.push('_');
        }
    }
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
