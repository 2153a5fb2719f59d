use std::path::{Path, PathBuf};

use jiff::Zoned;
use jiff::tz::TimeZone;
use limbeck_planner::history::Revision;
use limbeck_planner::source::{NewScript, NewSection, compose, file_name};
use limbeck_planner::target::{self, Placement};

use crate::config::Config;
use crate::error::{CommandError, ErrorKind};
use crate::project::OpenProject;

/// The length of the words in a new script's name, as Alembic has it.
const SLUG_LENGTH: usize = 40;

/// A revision that is to be written.
#[derive(Debug, Clone)]
pub struct NewRevision {
    /// Its id, and its place in the history.
    pub placement: Placement,
    /// What it is for.
    pub message: Option<String>,
    /// The version location that it goes into.
    pub version_path: Option<PathBuf>,
    /// What its upgrade does.
    pub upgrade: NewSection,
    /// What its downgrade does.
    pub downgrade: NewSection,
}

/// Writes the script of a new revision, and gives it with its path below the project.
pub fn write_script(
    project: &OpenProject,
    new: &NewRevision,
) -> Result<(Revision, String), CommandError> {
    let config = &project.config;
    if let Some(label) =
        new.placement.branch_labels.iter().find(|it| {
            !Revision::is_writable_name(it) || Revision::TARGET_WORDS.contains(&it.as_str())
        })
    {
        return Err(CommandError::new(
            ErrorKind::Usage,
            format!("`{label}` cannot be a branch label"),
        )
        .hint("labels have no white space and none of `@`, `-`, `+`, `:`, `,` and `/`"));
    }
    let revision = target::place(project.history()?, &new.placement)?;
    let location = location(
        project,
        &revision.down_revisions,
        new.version_path.as_deref(),
    )?;
    let message = new.message.as_deref().unwrap_or("empty message");
    let text = compose(&NewScript {
        revision: revision.id.clone(),
        down_revisions: revision.down_revisions.clone(),
        branch_labels: revision.branch_labels.clone(),
        depends_on: revision.depends_on.clone(),
        created: created(config)?,
        message: message.to_owned(),
        upgrade: new.upgrade.clone(),
        downgrade: new.downgrade.clone(),
    });
    let longest = config.settings.truncate_slug_length.unwrap_or(SLUG_LENGTH);
    let path = location.join(file_name(&revision.id, message, longest));
    std::fs::create_dir_all(&location)
        .map_err(|error| CommandError::file("make", &location, &error))?;
    super::new_file(&path, &text)?;
    let shown = path.strip_prefix(&config.root).unwrap_or(&path);
    Ok((revision, shown.to_string_lossy().replace('\\', "/")))
}

/// The id that is given, or a random one: twelve hexadecimal digits, as Alembic makes them.
pub fn new_id(given: Option<&str>) -> Result<String, CommandError> {
    let Some(id) = given else {
        let mut bytes = [0; 6];
        getrandom::fill(&mut bytes).map_err(|error| {
            CommandError::new(ErrorKind::Program, format!("no random numbers: {error}"))
                .hint("name the revision: `--rev-id ID`")
        })?;
        return Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect());
    };
    if !Revision::is_writable_name(id) || Revision::TARGET_WORDS.contains(&id) {
        return Err(
            CommandError::new(ErrorKind::Usage, format!("`{id}` cannot be an id"))
                .fact("revision", id)
                .hint("ids have no white space and none of `@`, `-`, `+`, `:`, `,` and `/`"),
        );
    }
    if id.chars().count() > Revision::LONGEST_ID {
        return Err(CommandError::new(
            ErrorKind::Usage,
            format!(
                "`{id}` cannot be an id: the version table has room for {} characters",
                Revision::LONGEST_ID
            ),
        )
        .fact("revision", id));
    }
    Ok(id.to_owned())
}

/// The folder that the script goes into: the one named, else that of its first parent, else the
/// only one there is.
fn location(
    project: &OpenProject,
    down_revisions: &[String],
    named: Option<&Path>,
) -> Result<PathBuf, CommandError> {
    let config = &project.config;
    let locations: Vec<PathBuf> = config
        .settings
        .version_locations
        .iter()
        .map(|location| config.root.join(location))
        .collect();
    if let Some(named) = named {
        let given = std::path::absolute(named)
            .map_err(|error| CommandError::file("find", named, &error))?;
        let given_below_root = config.root.join(named);
        let same = |location: &&PathBuf| {
            [&given, &given_below_root].into_iter().any(|given| {
                given.components().eq(location.components())
                    || std::fs::canonicalize(given).is_ok_and(|given| {
                        std::fs::canonicalize(location).is_ok_and(|it| it == given)
                    })
            })
        };
        return locations.iter().find(same).cloned().ok_or_else(|| {
            CommandError::new(
                ErrorKind::Usage,
                format!("`{}` is not among the version locations", named.display()),
            )
            .hint(format!(
                "they are {}",
                config.settings.version_locations.join(", ")
            ))
        });
    }
    if let [only] = locations.as_slice() {
        return Ok(only.clone());
    }
    let parent = down_revisions
        .first()
        .and_then(|id| project.planner.script(id))
        .and_then(|script| Some(project.path_on_disk(&script.path).parent()?.to_owned()));
    parent.ok_or_else(|| {
        CommandError::new(
            ErrorKind::Usage,
            "there are several version locations, and a new base belongs to none of them",
        )
        .hint(format!(
            "name one with `--version-path`: {}",
            config.settings.version_locations.join(", ")
        ))
    })
}

/// The time, as a script's header has it.
fn created(config: &Config) -> Result<String, CommandError> {
    let zone = match config.settings.timezone.as_deref() {
        None => TimeZone::UTC,
        Some(name) => TimeZone::get(name).map_err(|error| {
            CommandError::new(
                ErrorKind::Configuration,
                format!("`timezone` of the configuration: {error}"),
            )
            .hint("names are those of the IANA time zone database, as in `Europe/Vienna`")
        })?,
    };
    let now = Zoned::now().with_time_zone(zone);
    Ok(now.strftime("%Y-%m-%d %H:%M:%S%:z").to_string())
}
