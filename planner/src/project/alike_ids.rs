//! Ids that a database takes for one.

use std::collections::HashMap;

use super::places::Places;
use crate::diagnostic::{Code, Diagnostic, Related, Severity};
use crate::source::Script;

/// A warning for each group of ids that differ in case alone. MySQL compares the version table's
/// rows without regard to it, unless the column has been given another collation: the second row
/// is refused, and what removes one row may remove the other's.
pub(super) fn in_mysql(scripts: &[Script]) -> Vec<Diagnostic> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: HashMap<String, usize> = HashMap::new();
    for (index, script) in scripts.iter().enumerate() {
        let group = *group_of
            .entry(script.revision.id.to_lowercase())
            .or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
        groups[group].push(index);
    }
    let mut places = Places::new(scripts);
    groups
        .iter()
        .filter(|group| group.len() > 1)
        .filter_map(|group| explain(scripts, group, &mut places))
        .collect()
}

/// Nothing where the ids are the very same: that is another fault.
fn explain(scripts: &[Script], group: &[usize], places: &mut Places<'_>) -> Option<Diagnostic> {
    let (&first, others) = group.split_first()?;
    let id = |index: usize| scripts[index].revision.id.as_str();
    let &other = others.iter().find(|&&other| id(other) != id(first))?;
    Some(Diagnostic {
        severity: Severity::Warning,
        code: Code::AlikeRevisions,
        message: format!(
            "MySQL takes `{}` and `{}` for one id, unless the version table minds case",
            id(first),
            id(other)
        ),
        location: Some(places.revision(first)),
        related: others
            .iter()
            .map(|&other| Related {
                location: places.revision(other),
                message: format!("`{}` is declared here", id(other)),
            })
            .collect(),
        help: Some("give one of them another id, and mend the scripts that follow it".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use crate::project::Project;
    use crate::source::File;
    use crate::sql::Dialect;

    fn project(ids: &[&str]) -> Project {
        let files = ids.iter().enumerate().map(|(index, id)| File {
            path: format!("{index}.sql"),
            bytes: format!("-- revision: {id}\n-- migrate:up\n-- migrate:down\n").into_bytes(),
        });
        Project::load(files.collect())
    }

    #[test]
    fn ids_that_differ_in_case_are_one_for_mysql_alone() {
        let project = project(&["x1", "y1", "X1"]);
        assert_eq!(project.check_sql(Dialect::Postgresql), []);
        let [diagnostic] = &project.check_sql(Dialect::Mysql)[..] else {
            panic!("one diagnostic");
        };
        assert_eq!(
            diagnostic.message,
            "MySQL takes `x1` and `X1` for one id, unless the version table minds case"
        );
        let at = |location: &crate::diagnostic::Location| (location.path.clone(), location.line);
        assert_eq!(
            diagnostic.location.as_ref().map(at),
            Some(("0.sql".to_owned(), 1))
        );
        assert_eq!(at(&diagnostic.related[0].location), ("2.sql".to_owned(), 1));
    }

    #[test]
    fn the_same_id_twice_is_told_once() {
        assert_eq!(project(&["x1", "x1"]).check_sql(Dialect::Mysql), []);
    }
}
