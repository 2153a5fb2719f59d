use super::guard::{Guard, Lookup};
use super::statement;
use super::writer::{Writer, comment};
use crate::plan::{Direction, Plan, Statement, Step, TransactionMode, VersionTable, place};
use crate::source::SectionTransaction;
use crate::sql::{Dialect, Grouping, grouping, moves_lookup};

/// What the person who exports a script can choose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfflineOptions {
    /// How the steps are grouped into transactions.
    pub transaction: TransactionMode,
    /// The table that records where the database is.
    pub version_table: VersionTable,
}

/// A plan as an SQL script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfflineScript {
    /// The script.
    pub sql: String,
    /// The byte at which each step of the plan begins: at the line that begins its transaction,
    /// where the step has one of its own, and otherwise at the line that names it.
    pub step_starts: Vec<usize>,
}

/// The script that a DBA runs with `psql -v ON_ERROR_STOP=1`, `mysql` or `sqlite3 -bail` and
/// nothing else.
///
/// It begins with a guard that stops it, changing nothing, on a database that is not at the plan's
/// start, whether or not the client goes on after an error. It names each step as Alembic does
/// (`-- Running upgrade a -> b`), and changes the version rows as it goes. Statements stand there
/// as they were written. Linear in their length.
pub fn offline_script(plan: &Plan, options: &OfflineOptions) -> OfflineScript {
    let mut script = Script {
        plan,
        options,
        writer: Writer::new(Guard {
            dialect: plan.dialect,
            table: &options.version_table,
            lookup: lookup(plan, &options.version_table),
        }),
        step_starts: Vec::with_capacity(plan.steps.len()),
        tables: Tables::Unlocked,
    };
    script.write();
    OfflineScript {
        sql: script.writer.out,
        step_starts: script.step_starts,
    }
}

/// The text of [`offline_script`].
pub fn offline_sql(plan: &Plan, options: &OfflineOptions) -> String {
    offline_script(plan, options).sql
}

/// How the steps of `plan` find the version table.
fn lookup(plan: &Plan, table: &VersionTable) -> Lookup {
    let mut statements = plan.steps.iter().flat_map(|step| &step.statements);
    if table.schema.is_none() && statements.any(|it| moves_lookup(&it.sql, plan.dialect)) {
        Lookup::AsAtStart
    } else {
        Lookup::ByName
    }
}

struct Script<'plan> {
    plan: &'plan Plan,
    options: &'plan OfflineOptions,
    writer: Writer<'plan>,
    step_starts: Vec<usize>,
    tables: Tables,
}

/// Whether the script has locked tables (MySQL).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tables {
    Locked,
    Unlocked,
}

impl Script<'_> {
    fn write(&mut self) {
        let direction = match self.plan.direction {
            Direction::Upgrade => "Upgrade",
            Direction::Downgrade => "Downgrade",
        };
        let title = format!(
            "-- {direction} from {} to {}",
            comment(&place(&self.plan.from)),
            comment(&place(&self.plan.to))
        );
        self.writer.line(&title);
        self.writer.write_usage();
        if self.plan.steps.is_empty() {
            self.writer.line("-- There is nothing to do.");
            return;
        }
        self.writer.write_start(&self.plan.from);
        for step in &self.plan.steps {
            self.write_step(step);
        }
        self.writer.commit();
    }

    fn write_step(&mut self, step: &Step) {
        let outside = step.transaction == SectionTransaction::Outside;
        let wants_transaction = !outside && self.options.transaction != TransactionMode::None;
        if outside {
            self.writer.commit();
        }
        self.step_starts.push(self.writer.out.len());
        if wants_transaction && self.plan.dialect != Dialect::Mysql {
            self.writer.begin();
        }
        self.name(step);
        if outside {
            self.writer
                .line("-- This step runs outside a transaction, as its script asks.");
        } else if wants_transaction {
            self.write_implicit_commits(step);
        }
        self.writer.blank_line();
        for statement in &step.statements {
            if wants_transaction && self.plan.dialect == Dialect::Mysql {
                self.group(statement);
            }
            statement::write(&mut self.writer.out, statement, self.plan.dialect);
            self.writer.blank_line();
        }
        if wants_transaction && self.tables == Tables::Unlocked {
            self.writer.begin();
        }
        self.writer.change_rows(&step.order.version_operations);
        if self.options.transaction == TransactionMode::Step {
            self.writer.commit();
        }
    }

    /// Says which step follows, and where it comes from.
    fn name(&mut self, step: &Step) {
        self.writer.line(&format!(
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
        self.writer.line(&origin);
    }

    /// Ends or begins a transaction before a statement for MySQL, so that the script says what the
    /// server does.
    fn group(&mut self, statement: &Statement) {
        let grouping = grouping(&statement.sql);
        match grouping {
            Grouping::Inside if self.tables == Tables::Unlocked => self.writer.begin(),
            Grouping::Inside | Grouping::Anywhere => {}
            Grouping::Alone | Grouping::LocksTables | Grouping::UnlocksTables => {
                self.writer.commit();
            }
        }
        self.tables = match grouping {
            Grouping::LocksTables => Tables::Locked,
            Grouping::UnlocksTables => Tables::Unlocked,
            Grouping::Inside | Grouping::Anywhere | Grouping::Alone => self.tables,
        };
    }

    /// Names the statements that end the transaction around them. Only MySQL has such.
    fn write_implicit_commits(&mut self, step: &Step) {
        if self.plan.dialect != Dialect::Mysql {
            return;
        }
        let lines: Vec<String> = step
            .statements
            .iter()
            .filter(|statement| {
                !matches!(
                    grouping(&statement.sql),
                    Grouping::Inside | Grouping::Anywhere
                )
            })
            .map(|statement| statement.line.to_string())
            .collect();
        if lines.is_empty() {
            return;
        }
        let lines = lines.join(", ");
        self.writer.line(&format!(
            "-- MySQL commits implicitly before and after the statements of these lines of the \
             script: {lines}."
        ));
        self.writer
            .line("-- If a later statement of the step fails, they and all before them stay.");
    }
}
