use std::fs;
use std::path::{Component, Path, PathBuf};

use clap::Args;

use crate::config::{self, FILE_NAME};
use crate::context::Context;
use crate::error::{CommandError, ErrorKind};

/// Start a project: write `limbeck.toml` here and make `DIR/versions/`
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder that is to hold the scripts
    #[arg(value_name = "DIR", default_value = "migrations")]
    folder: PathBuf,
}

pub fn run(context: &Context, arguments: &InitArguments) -> Result<(), CommandError> {
    let config = match &context.config {
        Some(named) if named.is_dir() => named.join(FILE_NAME),
        Some(named) => named.clone(),
        None => PathBuf::from(FILE_NAME),
    };
    let versions = arguments.folder.join("versions");
    let already = fs::read_dir(&versions).is_ok_and(|mut entries| entries.next().is_some());
    if already && config.exists() {
        return Err(CommandError::new(
            ErrorKind::File,
            format!("`{}` exists and is not empty", versions.display()),
        )
        .hint("the project is there already: `limbeck history` shows it"));
    }
    if config.exists() {
        refuse_another(context, &config, &versions)?;
    }
    let made = !versions.is_dir();
    fs::create_dir_all(&versions).map_err(|error| CommandError::file("make", &versions, &error))?;
    if made {
        context
            .output
            .message(&format!("Made {}", versions.display()));
    }
    if config.exists() {
        context
            .output
            .message(&format!("Left {} as it is", config.display()));
        return Ok(());
    }
    let text = template(&versions);
    crate::write::new_file(&config, &text)?;
    context.output.message(&format!(
        "Wrote {}: name your database in it, then `limbeck revision -m MESSAGE`",
        config.display()
    ));
    Ok(())
}

/// Refuses a folder that the configuration which is there does not name: no command would see it.
fn refuse_another(context: &Context, file: &Path, versions: &Path) -> Result<(), CommandError> {
    let config = config::load(Some(file), context.section.as_deref())?;
    let here = std::env::current_dir()
        .map_err(|error| CommandError::file("enter", Path::new("."), &error))?;
    let locations = &config.settings.version_locations;
    let versions_here = plain(&here.join(versions));
    if locations
        .iter()
        .any(|location| plain(&config.root.join(location)) == versions_here)
    {
        return Ok(());
    }
    Err(CommandError::new(
        ErrorKind::Configuration,
        format!(
            "`{}` is there already, and its scripts are in {}",
            file.display(),
            locations
                .iter()
                .map(|location| format!("`{location}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    )
    .hint(format!(
        "to have scripts there, too, add `{}` to its `version_locations`",
        versions.display()
    )))
}

/// A path without `.` in it.
fn plain(path: &Path) -> PathBuf {
    path.components()
        .filter(|part| !matches!(part, Component::CurDir))
        .collect()
}

fn template(versions: &Path) -> String {
    let versions = versions.to_string_lossy().replace('\\', "/");
    let versions = toml::Value::String(versions.trim_start_matches("./").to_owned());
    format!(
        "# The database. LIMBECK_DATABASE_URL and --url go before it, so that a password need not\n\
         # stand here: postgresql://user@host/name, mysql://user@host/name, sqlite:///file.db\n\
         url = \"sqlite:///app.db\"\n\
         \n\
         # The folders that hold the scripts, relative to this file.\n\
         version_locations = [{versions}]\n\
         \n\
         # The table that records where the database is; Alembic's own, so that both can be used.\n\
         # version_table = \"alembic_version\"\n\
         # version_table_schema = \"public\"\n\
         \n\
         # How steps are grouped into transactions: \"step\", \"all\" or \"none\".\n\
         # transaction = \"step\"\n\
         \n\
         # How many seconds a run waits for another one on the same database.\n\
         # lock_timeout = 60\n\
         \n\
         # The time zone of a new script's `created` line.\n\
         # timezone = \"UTC\"\n\
         \n\
         # A section such as [staging] has keys that come first under `limbeck -n staging`.\n"
    )
}
