//! What goes wrong with a database, as sentences with hints.

use super::{DatabaseError, Refusal, Remedy};
use crate::error::{CommandError, ErrorKind};
use crate::url::FileAccess;

impl From<DatabaseError> for CommandError {
    fn from(error: DatabaseError) -> Self {
        let message = error.to_string();
        match error {
            DatabaseError::Unreachable { address, .. } => {
                Self::new(ErrorKind::DatabaseUnreachable, message)
                    .fact("address", address)
                    .hint("see whether the server runs, and whether host and port are right")
            }
            DatabaseError::Unsafe { address, .. } => Self::new(
                ErrorKind::DatabaseUnreachable,
                message,
            )
            .fact("address", address)
            .hint(
                "name whom to trust in the database URL (`sslrootcert` or `ssl_ca`), or let \
                         it ask for less (`sslmode`, `ssl_mode`)",
            ),
            DatabaseError::OtherServer { address, .. } => {
                Self::new(ErrorKind::DatabaseUnreachable, message)
                    .fact("address", address)
                    .hint("see whether the database URL's scheme, host and port go together")
            }
            DatabaseError::PasswordRefused { username, .. } => {
                Self::new(ErrorKind::PasswordRefused, message)
                    .fact("username", username)
                    .hint("check the user name and the password of the database URL")
                    .hint(
                        "write `@`, `:`, `/`, `?` and `%` inside a password as \
                         `%40`, `%3A`, `%2F`, `%3F` and `%25`",
                    )
            }
            DatabaseError::NoRight { username, .. } => Self::new(ErrorKind::NoRight, message)
                .fact("username", username)
                .hint("give the user the right (`GRANT`), or name another user in the URL"),
            DatabaseError::NoSuchDatabase { database } => {
                Self::new(ErrorKind::DatabaseNotFound, message)
                    .hint("create it, with `CREATE DATABASE`, or mend the URL")
                    .fact("database", database)
            }
            DatabaseError::NoSuchFile { path, access } => {
                Self::new(ErrorKind::DatabaseNotFound, message)
                    .fact("path", path.display().to_string())
                    .hint(match access {
                        FileAccess::Create => {
                            "`limbeck upgrade head` makes it; check the path if it should be there"
                        }
                        FileAccess::ReadWrite | FileAccess::ReadOnly => {
                            "check the path, or leave `mode` out of the database URL for `limbeck \
                             upgrade head` to make it"
                        }
                    })
            }
            DatabaseError::NoSuchFolder { path } => Self::new(ErrorKind::DatabaseNotFound, message)
                .fact("path", path.display().to_string())
                .hint("make the folder, or mend the database URL"),
            DatabaseError::CannotOpen { path, .. } => Self::new(ErrorKind::Database, message)
                .fact("path", path.display().to_string())
                .hint("see whether the file is an SQLite database and whether you may read it"),
            DatabaseError::Locked { path } => Self::new(ErrorKind::Database, message)
                .fact("path", path.display().to_string())
                .hint("run the command again when the other program is done with its transaction"),
            DatabaseError::ReadOnly { path } => Self::new(ErrorKind::DatabaseReadOnly, message)
                .fact("path", path.display().to_string())
                .hint("check the permissions of the file and of its folder: SQLite writes to both"),
            DatabaseError::ReadOnlyFolder { path } => {
                Self::new(ErrorKind::DatabaseReadOnly, message)
                    .fact("path", path.display().to_string())
                    .hint("check the permissions of the folder: the file is to be made in it")
            }
            DatabaseError::Url { .. } => Self::new(ErrorKind::DatabaseUrl, message)
                .hint("see the database URLs in docs/running.md"),
            DatabaseError::Lost { .. } => Self::new(ErrorKind::DatabaseUnreachable, message)
                .hint("run the command again: it takes up from where the database is"),
            DatabaseError::NoVersionTableSchema { schema } => {
                Self::new(ErrorKind::Database, message)
                    .fact("schema", schema)
                    .hint(
                        "make it, or name another one, or none, in limbeck.toml: \
                         `version_table_schema`",
                    )
            }
            DatabaseError::NoRoomForId { revision, .. } => Self::new(ErrorKind::Database, message)
                .fact("revision", revision)
                .hint(
                    "make the column `version_num` wider, or give the revision a shorter id: in its \
                     script, and in the scripts that name it",
                ),
            DatabaseError::Refusal(refusal) => refused(&refusal),
        }
    }
}

/// What helps against a refusal that came outside of a run's steps.
fn refused(refusal: &Refusal) -> CommandError {
    let mut mapped = CommandError::new(ErrorKind::Database, refusal.message.clone());
    if refusal.code.as_deref() == Some("SQLite 5") {
        mapped.hints.push(
            "another program has the file locked: wait until its transaction is done".to_owned(),
        );
    }
    match refusal.remedy() {
        Remedy::Right => {
            mapped.kind = ErrorKind::NoRight;
            mapped.hints.push(
                "give the user the right (`GRANT`), or name another user in the URL".to_owned(),
            );
        }
        Remedy::Writable => {
            mapped.kind = ErrorKind::DatabaseReadOnly;
            mapped
                .hints
                .push("name a database that takes writes, and no replica".to_owned());
        }
        Remedy::ScriptOrData => {}
    }
    mapped.notes.extend(refusal.notes());
    mapped.facts.extend(refusal.facts());
    mapped
}
