use super::guard::Guard;
use super::statement;
use crate::plan::{Direction, Plan, Step, TransactionMode, VersionTable, place};
use crate::source::SectionTransaction;
use crate::sql::{Dialect, TransactionEffect, transaction_effect};

/// What the person who exports a script can choose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfflineOptions {
    /// How the steps are grouped into transactions.
    pub transaction: TransactionMode,
    /// The table that records where the database is.
    pub version_table: VersionTable,
}

/// The script that a DBA runs with `psql -v ON_ERROR_STOP=1`, `mysql` or `sqlite3 -bail` and
/// nothing else.
///
/// It begins with a guard that stops the client on a database that is not at the plan's start,
/// names each step as Alembic does (`-- Running upgrade a -> b`), and changes the version rows
/// as it goes. Statements stand there as they were written. Linear in their length.
pub fn offline_sql(plan: &Plan, options: &OfflineOptions) -> String {
    let mut script = Script {
        plan,
        options,
        out: String::new(),
        transaction: Transaction::Closed,
    };
    script.write();
    script.out
}

struct Script<'plan> {
    plan: &'plan Plan,
    options: &'plan OfflineOptions,
    out: String,
    transaction: Transaction,
}

/// Whether a transaction is open at the place that is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transaction {
    Open,
    Closed,
}

impl Script<'_> {
    fn write(&mut self) {
        self.write_title();
        if self.plan.steps.is_empty() {
            self.line("-- There is nothing to do.");
            return;
        }
        if self.options.transaction == TransactionMode::All {
            self.begin();
        }
        self.write_start();
        for step in &self.plan.steps {
            self.write_step(step);
        }
        self.commit();
    }

    /// Says what the script does and how it is run.
    fn write_title(&mut self) {
        let direction = match self.plan.direction {
            Direction::Upgrade => "Upgrade",
            Direction::Downgrade => "Downgrade",
        };
        let title = format!(
            "-- {direction} from {} to {}",
            comment(&place(&self.plan.from)),
            comment(&place(&self.plan.to))
        );
        self.line(&title);
        let client = match self.plan.dialect {
            Dialect::Postgresql => "psql -v ON_ERROR_STOP=1 -f FILE DATABASE",
            Dialect::Mysql => "mysql DATABASE < FILE",
            Dialect::Sqlite => "sqlite3 -bail DATABASE < FILE",
        };
        self.line(&format!("-- Run it with: {client}"));
        self.blank_line();
    }

    /// The version table where it may be missing, and the guard.
    fn write_start(&mut self) {
        let dialect = self.plan.dialect;
        if self.plan.from.is_empty() {
            let create = self.options.version_table.create_sql(dialect);
            self.line(&format!("{create};"));
            self.blank_line();
        }
        let guard = Guard {
            dialect,
            table: &self.options.version_table,
            from: &self.plan.from,
        };
        self.line(
            "-- The guard: it stops the script, changing nothing, on a database that is elsewhere",
        );
        self.out.push_str(&guard.sql());
        self.blank_line();
    }

    fn write_step(&mut self, step: &Step) {
        let outside = step.transaction == SectionTransaction::Outside;
        if outside {
            self.commit();
        } else if self.options.transaction != TransactionMode::None {
            self.begin();
        }
        self.line(&format!(
            "-- Running {} {} -> {}",
            step.order.direction.name(),
            comment(&step.order.from.join(", ")),
            comment(&step.order.to.join(", "))
        ));
        let origin = if step.message.is_empty() {
            format!("-- {}", comment(&step.path))
        } else {
            format!("-- {}: {}", comment(&step.path), comment(&step.message))
        };
        self.line(&origin);
        if outside {
            self.line("-- This step runs outside a transaction, as its script asks.");
        } else if self.options.transaction != TransactionMode::None {
            self.write_implicit_commits(step);
        }
        self.blank_line();
        for statement in &step.statements {
            statement::write(&mut self.out, statement, self.plan.dialect);
            self.blank_line();
        }
        self.write_version_operations(step);
        if self.options.transaction == TransactionMode::Step {
            self.commit();
        }
    }

    /// Names the statements that end the transaction around them. Only MySQL has such.
    fn write_implicit_commits(&mut self, step: &Step) {
        let lines: Vec<String> = step
            .statements
            .iter()
            .filter(|statement| {
                transaction_effect(&statement.sql, self.plan.dialect)
                    == TransactionEffect::CommitsImplicitly
            })
            .map(|statement| statement.line.to_string())
            .collect();
        if lines.is_empty() {
            return;
        }
        let lines = lines.join(", ");
        self.line(&format!(
            "-- MySQL commits implicitly before and after the statements of these lines of the \
             script: {lines}."
        ));
        self.line("-- If a later statement of the step fails, they and all before them stay.");
    }

    fn write_version_operations(&mut self, step: &Step) {
        let dialect = self.plan.dialect;
        let operations = &step.order.version_operations;
        // Several rows change together even where the step itself has no transaction.
        if operations.len() > 1 {
            self.begin();
        }
        for operation in operations {
            let sql = self.options.version_table.operation_sql(operation, dialect);
            self.line(&format!("{sql};"));
        }
        self.blank_line();
        if self.options.transaction == TransactionMode::None
            || step.transaction == SectionTransaction::Outside
        {
            self.commit();
        }
    }

    fn begin(&mut self) {
        if self.transaction == Transaction::Open {
            return;
        }
        self.transaction = Transaction::Open;
        let begin = match self.plan.dialect {
            Dialect::Postgresql => "BEGIN;",
            Dialect::Mysql => "START TRANSACTION;",
            // It takes the write lock at once, so that no statement can fail for want of it.
            Dialect::Sqlite => "BEGIN IMMEDIATE;",
        };
        self.line(begin);
        self.blank_line();
    }

    fn commit(&mut self) {
        if self.transaction == Transaction::Closed {
            return;
        }
        self.transaction = Transaction::Closed;
        self.line("COMMIT;");
        self.blank_line();
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn blank_line(&mut self) {
        self.out.push('\n');
    }
}

/// `text` as it may stand in a line comment, whatever it is: a control character, such as a line's
/// end, becomes a space.
fn comment(text: &str) -> String {
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
