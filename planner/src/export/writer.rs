use super::guard::Guard;
use crate::plan::VersionOperation;
use crate::sql::Dialect;

/// A script that is being written, with what is true of the session at its end.
#[derive(Debug)]
pub(super) struct Writer<'plan> {
    pub(super) out: String,
    pub(super) guard: Guard<'plan>,
    transaction: Transaction,
    /// The last change of the version rows, as long as its transaction has not ended.
    unconfirmed: Option<VersionOperation>,
}

/// Whether a transaction is open at the place that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transaction {
    Open,
    Closed,
}

impl<'plan> Writer<'plan> {
    pub(super) fn new(guard: Guard<'plan>) -> Self {
        Self {
            out: String::new(),
            guard,
            transaction: Transaction::Closed,
            unconfirmed: None,
        }
    }

    /// How the script is run.
    pub(super) fn write_usage(&mut self) {
        let client = match self.guard.dialect {
            Dialect::Postgresql => "psql -v ON_ERROR_STOP=1 -f FILE DATABASE",
            Dialect::Mysql => "mysql DATABASE < FILE",
            Dialect::Sqlite => "sqlite3 -bail DATABASE < FILE",
        };
        self.line(&format!("-- Run it with: {client}"));
        self.blank_line();
    }

    /// The version table where it may be missing, and the guard of the rows `from`.
    pub(super) fn write_start(&mut self, from: &[String]) {
        if from.is_empty() {
            self.create_table();
        }
        self.line(
            "-- The guard: it stops the script, changing nothing, on a database that is elsewhere",
        );
        self.out.push_str(self.guard.prepare());
        let start = self.guard.start(from);
        self.out.push_str(&start);
        self.blank_line();
    }

    /// The same for a script that starts from any rows.
    pub(super) fn write_start_anywhere(&mut self) {
        self.create_table();
        if !self.guard.prepare().is_empty() {
            self.out.push_str(self.guard.prepare());
            self.blank_line();
        }
    }

    fn create_table(&mut self) {
        let create = self.guard.table.create_sql(self.guard.dialect);
        self.line(&format!("{create};"));
        self.blank_line();
    }

    /// Begins a transaction where none is open.
    pub(super) fn begin(&mut self) {
        if self.transaction == Transaction::Open {
            return;
        }
        self.transaction = Transaction::Open;
        let begin = match self.guard.dialect {
            Dialect::Postgresql => "BEGIN;",
            Dialect::Mysql => "START TRANSACTION;",
            // It takes the write lock at once, so that no statement can fail for want of it.
            Dialect::Sqlite => "BEGIN IMMEDIATE;",
        };
        self.line(begin);
        self.blank_line();
    }

    /// Commits the transaction that is open, if one is.
    pub(super) fn commit(&mut self) {
        if self.transaction == Transaction::Closed {
            return;
        }
        self.transaction = Transaction::Closed;
        self.line("COMMIT;");
        self.blank_line();
        self.confirm();
    }

    /// Changes the version rows, all of them or none.
    pub(super) fn change_rows(&mut self, operations: &[VersionOperation]) {
        let Some(last) = operations.last() else {
            return;
        };
        let is_open = self.transaction == Transaction::Open;
        // On PostgreSQL, they are one statement.
        if operations.len() > 1 && self.guard.dialect != Dialect::Postgresql {
            self.begin();
        }
        let change = self.guard.change(operations);
        self.out.push_str(&change);
        self.blank_line();
        self.unconfirmed = Some(last.clone());
        if !is_open {
            self.commit();
            self.confirm();
        }
    }

    /// Sees to it that nothing runs behind a step that was rolled back.
    fn confirm(&mut self) {
        let confirm = self.unconfirmed.take();
        if let Some(confirm) = confirm.and_then(|last| self.guard.confirm(&last)) {
            self.out.push_str(&confirm);
            self.blank_line();
        }
    }

    pub(super) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    pub(super) fn blank_line(&mut self) {
        self.out.push('\n');
    }
}

/// `text` as it may stand in a line comment, whatever it is: a control character, such as a line's
/// end, becomes a space.
pub(super) fn comment(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect()
}
