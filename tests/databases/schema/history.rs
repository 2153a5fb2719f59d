use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use limbeck_tests::projects::TestProject;

/// A line of revisions, in the order in which they run.
pub(super) struct History {
    pub(super) steps: Vec<Step>,
}

/// A revision.
pub(super) struct Step {
    pub(super) id: String,
    /// The statements of its upgrade.
    pub(super) up: String,
    /// The statements of its downgrade.
    pub(super) down: String,
    /// The script's name and text.
    pub(super) file: (String, String),
}

impl History {
    /// The history in `schema/<dialect>/<name>`, whose scripts are in the order of their names.
    pub(super) fn read(dialect: &str, name: &str) -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("databases/schema")
            .join(dialect)
            .join(name);
        let mut steps = Vec::new();
        for path in files(&folder)? {
            let text = fs::read_to_string(&path)?;
            let file = path.file_name().context("a file has a name")?;
            let name = file.to_string_lossy().into_owned();
            steps.push(Step::parse(name, &text)?);
        }
        ensure!(!steps.is_empty(), "{} is empty", folder.display());
        Ok(Self { steps })
    }

    /// Writes the scripts into a project.
    pub(super) fn write(&self, project: &TestProject) -> Result<()> {
        for step in &self.steps {
            project.write(&step.file.0, &step.file.1)?;
        }
        Ok(())
    }
}

impl Step {
    fn parse(name: String, text: &str) -> Result<Self> {
        let id = text
            .lines()
            .find_map(|line| line.strip_prefix("-- revision: "));
        let id = id.context("a script has a revision")?.to_owned();
        let (_, up) = text.split_once("-- migrate:up").context("no upgrade")?;
        let (up, down) = up.split_once("-- migrate:down").context("no downgrade")?;
        // The rest of the marker's line says how the section runs.
        let statements = |section: &str| {
            let (_, statements) = section.split_once('\n').unwrap_or_default();
            statements.to_owned()
        };
        Ok(Self {
            id,
            up: statements(up),
            down: statements(down),
            file: (name, text.to_owned()),
        })
    }
}

/// The SQL files of a folder, by name.
pub(super) fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "sql") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
