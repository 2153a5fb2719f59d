use crate::history::{Follow, History};

/// Whether `revision` is applied in a database at the rows `current`; none where the history does
/// not have it. Rows that the history does not have count for nothing. Linear in what the rows
/// follow.
pub fn is_applied(history: &History, current: &[String], revision: &str) -> Option<bool> {
    let node = history.find(revision)?;
    let rows = current.iter().filter_map(|row| history.find(row));
    let applied = history.graph().ancestors(rows, Follow::Effective);
    Some(applied.contains(node.index()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Revision;

    #[test]
    fn what_the_rows_follow_is_applied() {
        let revision = |id: &str, parents: &[&str], depends_on: &[&str]| Revision {
            id: id.to_owned(),
            down_revisions: parents.iter().map(|it| (*it).to_owned()).collect(),
            depends_on: depends_on.iter().map(|it| (*it).to_owned()).collect(),
            ..Revision::default()
        };
        let history = History::build(vec![
            revision("a", &[], &[]),
            revision("b", &["a"], &[]),
            revision("c", &["a"], &[]),
            revision("x", &[], &["c"]),
        ])
        .expect("the history is sound");
        let applied = |current: &[&str], id| {
            let current: Vec<String> = current.iter().map(|&row| row.to_owned()).collect();
            is_applied(&history, &current, id)
        };
        assert_eq!(applied(&["b"], "b"), Some(true));
        assert_eq!(applied(&["b"], "a"), Some(true));
        assert_eq!(applied(&["b"], "c"), Some(false));
        assert_eq!(applied(&["x"], "c"), Some(true));
        assert_eq!(applied(&[], "a"), Some(false));
        assert_eq!(applied(&["gone", "c"], "a"), Some(true));
        assert_eq!(applied(&["b"], "gone"), None);
    }
}
