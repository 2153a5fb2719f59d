use std::collections::{BTreeMap, BTreeSet};

use limbeck_planner::evolution::{Evolution, Origin};
use limbeck_planner::project::Project;
use limbeck_planner::schema::Object;
use limbeck_planner::sql::Dialect;

use super::difference::{Around, cause};
use super::object;
use super::view::{CauseView, ObjectView, SchemaError, SchemaView};
use super::{outline, summary};
use crate::worker::evolutions::Evolutions;
use crate::worker::overview::number;

/// So many changed objects are told of; the rest is a number.
const MOST_GROUPS: usize = 200;

/// So many statements of unknown effect are told of.
const MOST_CAUSES: usize = 2_000;

/// What the view of the schema shows of the open project.
#[derive(Debug)]
pub(in crate::worker) struct Schemas<'open> {
    pub(in crate::worker) project: &'open Project,
    pub(in crate::worker) evolutions: &'open mut Evolutions,
}

impl Schemas<'_> {
    /// The schema at a revision, or at the heads, with the object of this key.
    pub(in crate::worker) fn view(
        self,
        (row, revision): (Option<u32>, Option<&str>),
        dialect: Dialect,
        key: Option<&str>,
    ) -> Result<SchemaView, SchemaError> {
        let project = self.project;
        let evolution = self.evolutions.of(project, dialect);
        let evolution = evolution.ok_or(SchemaError::FaultyHistory)?;
        let around = around(evolution, project, revision)?;
        let owners = outline::changed(&around);
        let told: BTreeSet<Object> = owners
            .iter()
            .take(MOST_GROUPS)
            .filter_map(|owner| Some((*owner, around.owned.get(owner)?)))
            .flat_map(|(owner, parts)| parts.iter().chain([owner]).cloned())
            .filter(|object| around.changes.contains_key(object))
            .collect();
        let revisions: Vec<&str> = revision.into_iter().collect();
        let origins = evolution.origins(project, &revisions, &told);
        let mut changes = outline::changes(&around, &origins);
        let summary = match revision {
            Some(_) => summary::of(&changes),
            None => String::new(),
        };
        let further = changes.len().saturating_sub(MOST_GROUPS);
        changes.truncate(MOST_GROUPS);
        let causes = around.after.uncertainty().causes();
        let object = key.and_then(|key| find(evolution, project, revision, &around, key));
        Ok(SchemaView {
            row,
            objects: outline::entries(&around),
            summary,
            changes,
            further_changes: number(further),
            causes: causes
                .into_iter()
                .take(MOST_CAUSES)
                .map(cause)
                .collect::<Vec<CauseView>>(),
            object,
        })
    }

    /// One object of the schema at a revision, or at the heads.
    pub(in crate::worker) fn object(
        self,
        revision: Option<&str>,
        dialect: Dialect,
        key: &str,
    ) -> Option<ObjectView> {
        let project = self.project;
        let evolution = self.evolutions.of(project, dialect)?;
        let around = around(evolution, project, revision).ok()?;
        find(evolution, project, revision, &around, key)
    }
}

fn around(
    evolution: &mut Evolution,
    project: &Project,
    revision: Option<&str>,
) -> Result<Around, SchemaError> {
    let Some(revision) = revision else {
        let heads = project.history().map(|it| it.heads()).unwrap_or_default();
        let after = evolution.schema_at(project, &heads);
        return Ok(Around::new(None, after, Vec::new()));
    };
    let schemas = evolution
        .around(project, revision)
        .map(|(before, after)| (before.clone(), after.clone()));
    let (before, after) = schemas.ok_or_else(|| SchemaError::NoSuchRevision {
        revision: revision.to_owned(),
    })?;
    let differences = evolution.probable_changes(project, revision);
    Ok(Around::new(Some(before), after, differences))
}

fn find(
    evolution: &mut Evolution,
    project: &Project,
    revision: Option<&str>,
    around: &Around,
    key: &str,
) -> Option<ObjectView> {
    let object = object::find(around, key)?;
    let heads = project.history().map(|it| it.heads()).unwrap_or_default();
    let revisions = match revision {
        Some(revision) => vec![revision],
        None => heads,
    };
    let wanted = object::with_parts(around, &object);
    let origins: BTreeMap<Object, Origin> = evolution.origins(project, &revisions, &wanted);
    Some(object::view(around, &origins, &object))
}
