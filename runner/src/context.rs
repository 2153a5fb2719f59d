//! What every command starts from: the global options, and what they lead to.

use std::path::PathBuf;

use limbeck_planner::history::History;
use limbeck_planner::sql::Dialect;

use crate::config::{self, Config, URL_VARIABLE};
use crate::database::{Look, Session, VersionRows};
use crate::error::{CommandError, ErrorKind};
use crate::output::Output;
use crate::project::OpenProject;
use crate::run;
use crate::url::{DatabaseUrl, Password};

/// The global options of one invocation.
#[derive(Debug, Clone)]
pub struct Context {
    /// The configuration file that was named.
    pub config: Option<PathBuf>,
    /// The section of the configuration that was named.
    pub section: Option<String>,
    /// The database URL that was given.
    pub url: Option<Password>,
    /// Where words go.
    pub output: Output,
}

impl Context {
    /// Reads the configuration.
    pub fn config(&self) -> Result<Config, CommandError> {
        config::load(self.config.as_deref(), self.section.as_deref())
    }

    /// Reads the configuration, if there is one or one was named.
    pub fn find_config(&self) -> Result<Option<Config>, CommandError> {
        match self.config() {
            Ok(config) => Ok(Some(config)),
            Err(error)
                if error.kind == ErrorKind::Configuration
                    && error.place.is_none()
                    && self.config.is_none()
                    && self.section.is_none()
                    && std::env::var_os(config::FILE_VARIABLE).is_none() =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Reads the configuration; where there is none, a folder of scripts needs none to be shown.
    pub fn shown_config(&self) -> Result<Config, CommandError> {
        match self.find_config()? {
            Some(config) => Ok(config),
            None => config::scripts_here().map_or_else(|| self.config(), Ok),
        }
    }

    /// Reads the configuration and every script.
    pub fn project(&self) -> Result<OpenProject, CommandError> {
        OpenProject::open(self.config()?)
    }

    /// The database that is meant, if any is: `--url`, else `LIMBECK_DATABASE_URL`, else the
    /// configuration's.
    pub fn find_database(&self, config: &Config) -> Result<Option<DatabaseUrl>, CommandError> {
        let given = self.url.clone().or_else(|| {
            let url = std::env::var(URL_VARIABLE).ok()?;
            (!url.trim().is_empty()).then(|| Password::new(url))
        });
        let (text, relative_to) = match given {
            Some(url) => (url, None),
            None => match &config.settings.url {
                Some(url) if !url.reveal().trim().is_empty() => (url.clone(), Some(&config.root)),
                _ => return Ok(None),
            },
        };
        let url: DatabaseUrl = text
            .reveal()
            .parse()
            .map_err(|error: crate::url::UrlError| {
                CommandError::new(ErrorKind::DatabaseUrl, error.to_string()).hint(error.hint())
            })?;
        Ok(Some(match relative_to {
            Some(root) => url.relative_to(root),
            None => url,
        }))
    }

    /// The database that is meant.
    pub fn database(&self, config: &Config) -> Result<DatabaseUrl, CommandError> {
        self.find_database(config)?.ok_or_else(|| {
            CommandError::new(ErrorKind::DatabaseUrl, "no database is named").hint(format!(
                "give `--url URL`, set `{URL_VARIABLE}`, or add `url` to the configuration"
            ))
        })
    }

    /// The dialect that is meant: the one given, else the database's.
    pub fn dialect(
        &self,
        config: &Config,
        given: Option<Dialect>,
    ) -> Result<Dialect, CommandError> {
        if let Some(dialect) = given {
            return Ok(dialect);
        }
        match self.find_database(config)? {
            Some(url) => Ok(url.dialect()),
            None => Err(CommandError::new(
                ErrorKind::DatabaseUrl,
                "neither a dialect nor a database is named",
            )
            .hint("give `--dialect postgresql`, `mysql` or `sqlite`")),
        }
    }

    /// The revisions that the database records, read without changing anything.
    ///
    /// An SQLite file that does not exist yet records none. The history tells whether a step that
    /// an earlier run left unfinished still is.
    pub async fn current(
        &self,
        config: &Config,
        history: Option<&History>,
    ) -> Result<Vec<String>, CommandError> {
        let url = self.database(config)?;
        let Some(look) = Look::at(&url, &config.settings.version_table()).await? else {
            if let DatabaseUrl::File(file) = &url {
                self.output.warning(&format!(
                    "the database file `{}` does not exist yet",
                    file.path.display()
                ));
            }
            return Ok(Vec::new());
        };
        let Look {
            mut session,
            rows,
            current,
        } = look;
        self.warn_of_unfinished(&mut session, &rows, &current, history)
            .await?;
        session.close().await;
        Ok(current)
    }

    /// Says what an earlier run left unfinished. Where the database is can be told all the same.
    pub async fn warn_of_unfinished(
        &self,
        session: &mut Session,
        rows: &VersionRows,
        current: &[String],
        history: Option<&History>,
    ) -> Result<(), CommandError> {
        match run::unfinished(session, rows, current, history).await {
            Ok(None) => {}
            Ok(Some(unfinished)) => self.output.warning(&unfinished),
            Err(error) if error.kind == ErrorKind::InterruptedEarlier => {
                self.output.warning(&error.message);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
