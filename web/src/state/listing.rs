//! Which objects of a schema are listed, and how.

use std::collections::HashSet;

use super::search::contains;
use crate::worker::{ObjectEntry, ObjectKind};

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListRow {
    /// The head of a group.
    Group {
        /// The group.
        kind: ObjectKind,
        /// How many objects of it are listed.
        count: usize,
        /// Whether they are hidden.
        is_folded: bool,
    },
    /// An object.
    Object {
        /// Its place among all.
        place: usize,
        /// What of it was found, where that is not its name.
        member: Option<String>,
        /// Its place in its group, from 1.
        number: usize,
        /// How many there are in its group.
        of: usize,
    },
}

/// The rows of the list, and how many objects were found.
///
/// Every word of the query must be found in the name of an object or in that of something in it. What
/// is searched for unfolds the groups.
pub fn rows(
    objects: &[ObjectEntry],
    query: &str,
    is_listed: impl Fn(&ObjectEntry) -> bool,
    folded: &HashSet<ObjectKind>,
) -> (Vec<ListRow>, usize) {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let found: Vec<(usize, &ObjectEntry, Found)> = objects
        .iter()
        .enumerate()
        .filter(|(_, object)| is_listed(object))
        .filter_map(|(place, object)| Some((place, object, found_by(object, &words)?)))
        .collect();
    let count = found.len();
    let mut rows = Vec::with_capacity(count + 8);
    for group in found.chunk_by(|one, other| one.1.kind == other.1.kind) {
        let kind = group[0].1.kind;
        let is_folded = folded.contains(&kind) && words.is_empty();
        rows.push(ListRow::Group {
            kind,
            count: group.len(),
            is_folded,
        });
        if is_folded {
            continue;
        }
        rows.extend(
            group
                .iter()
                .enumerate()
                .map(|(index, (place, _, by))| ListRow::Object {
                    place: *place,
                    member: match by {
                        Found::Name => None,
                        Found::Member(member) => Some(member.clone()),
                    },
                    number: index + 1,
                    of: group.len(),
                }),
        );
    }
    (rows, count)
}

/// By what an object is found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    /// Its name.
    Name,
    /// The name of something in it.
    Member(String),
}

/// By what words find an object: its name, or the first of its parts that has a word that the name has
/// not. `None` where a word is nowhere.
fn found_by(object: &ObjectEntry, words: &[String]) -> Option<Found> {
    let mut by = Found::Name;
    for word in words {
        if contains(&object.name, word) {
            continue;
        }
        let found = object.members.iter().find(|it| contains(it, word))?;
        if by == Found::Name {
            by = Found::Member(found.clone());
        }
    }
    Some(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(kind: ObjectKind, name: &str, members: &[&str]) -> ObjectEntry {
        ObjectEntry {
            key: name.to_owned(),
            kind,
            name: name.to_owned(),
            note: String::new(),
            sign: None,
            is_uncertain: false,
            members: members.iter().map(|it| (*it).to_owned()).collect(),
        }
    }

    fn shown(objects: &[ObjectEntry], query: &str, folded: &HashSet<ObjectKind>) -> String {
        let (rows, _) = rows(objects, query, |_| true, folded);
        let texts: Vec<String> = rows
            .into_iter()
            .map(|row| match row {
                ListRow::Group { kind, count, .. } => format!("{} {count}:", kind.title()),
                ListRow::Object { place, member, .. } => match member {
                    Some(member) => format!("{}/{member}", objects[place].name),
                    None => objects[place].name.clone(),
                },
            })
            .collect();
        texts.join(" ")
    }

    #[test]
    fn objects_are_found_by_their_names_and_parts() {
        let objects = [
            object(ObjectKind::Table, "customer", &["id", "email"]),
            object(ObjectKind::Table, "purchase", &["id", "customer_id"]),
            object(ObjectKind::View, "revenue", &[]),
        ];
        let none = HashSet::new();
        assert_eq!(
            shown(&objects, "", &none),
            "Tables 2: customer purchase Views 1: revenue"
        );
        assert_eq!(
            shown(&objects, "CUSTOMER", &none),
            "Tables 2: customer purchase/customer_id"
        );
        assert_eq!(
            shown(&objects, "cust mail", &none),
            "Tables 1: customer/email"
        );
        assert_eq!(shown(&objects, "nothing", &none), "");
    }

    #[test]
    fn a_folded_group_is_open_while_something_is_searched() {
        let objects = [object(ObjectKind::Table, "customer", &[])];
        let folded = HashSet::from([ObjectKind::Table]);
        assert_eq!(shown(&objects, "", &folded), "Tables 1:");
        assert_eq!(shown(&objects, "cust", &folded), "Tables 1: customer");
    }
}
