//! The same history, written for Limbeck and for Alembic.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use super::history::{History, Revision};

/// The folder of Limbeck's project.
pub(super) const LIMBECK: &str = "limbeck";
/// The folder of Alembic's project.
pub(super) const ALEMBIC: &str = "alembic";

const LIMBECK_CONFIGURATION: &str = r#"url = "postgresql://localhost/bench"
version_locations = ["migrations/versions"]
"#;

const ALEMBIC_CONFIGURATION: &str = "[alembic]
script_location = migrations
sqlalchemy.url = postgresql://localhost/bench
";

const ALEMBIC_ENVIRONMENT: &str = r#"from alembic import context

context.configure(dialect_name="postgresql", literal_binds=True)
with context.begin_transaction():
    context.run_migrations()
"#;

/// Writes both projects below `folder`, in place of what was there.
pub(super) fn write(history: &History, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    put(
        &folder.join(LIMBECK).join("limbeck.toml"),
        LIMBECK_CONFIGURATION,
    )?;
    let alembic = folder.join(ALEMBIC);
    put(&alembic.join("alembic.ini"), ALEMBIC_CONFIGURATION)?;
    put(&alembic.join("migrations/env.py"), ALEMBIC_ENVIRONMENT)?;
    for revision in &history.revisions {
        let file = format!("migrations/versions/{}_create_table", revision.id);
        put(
            &folder.join(LIMBECK).join(format!("{file}.sql")),
            &native(revision),
        )?;
        put(&alembic.join(format!("{file}.py")), &python(revision))?;
    }
    Ok(())
}

/// Fails unless both made as many tables, and named as many revisions.
pub(super) fn expect_same_work(limbeck: &Path, alembic: &Path) -> Result<()> {
    let read = |path: &Path| {
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    };
    let (limbeck, alembic) = (read(limbeck)?, read(alembic)?);
    for text in ["CREATE TABLE t_", "-- Running upgrade ", "(head)"] {
        let (here, there) = (limbeck.matches(text).count(), alembic.matches(text).count());
        ensure!(
            here == there,
            "Limbeck and Alembic did different work: `{text}` stands {here} and {there} times"
        );
    }
    Ok(())
}

fn native(revision: &Revision) -> String {
    let Revision { id, down_revisions } = revision;
    let down_revisions = down_revisions.join(", ");
    format!(
        "-- revision: {id}
-- down_revision: {down_revisions}
-- created: 2026-11-22 14:00:00+00:00
-- message: create table

-- migrate:up
CREATE TABLE t_{id} (
    id INTEGER NOT NULL,
    name VARCHAR(80) NOT NULL,
    note TEXT,
    PRIMARY KEY (id)
);

-- migrate:down
DROP TABLE t_{id};
"
    )
}

/// As `alembic revision --autogenerate` writes it.
fn python(revision: &Revision) -> String {
    let Revision { id, down_revisions } = revision;
    let down_revision = match down_revisions.as_slice() {
        [] => "None".to_owned(),
        [one] => format!("'{one}'"),
        several => format!("('{}')", several.join("', '")),
    };
    format!(
        r#""""create table

Revision ID: {id}
Revises: {}
Create Date: 2026-11-22 14:00:00+00:00

"""
from alembic import op
import sqlalchemy as sa

revision = '{id}'
down_revision = {down_revision}
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        't_{id}',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=80), nullable=False),
        sa.Column('note', sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint('id'),
    )


def downgrade() -> None:
    op.drop_table('t_{id}')
"#,
        down_revisions.join(", ")
    )
}

fn put(path: &Path, text: &str) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
    }
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
