//! The worker itself: holds the project that is open, and answers.

use std::cell::RefCell;
use std::collections::HashMap;

use gloo::worker::{HandlerId, Worker, WorkerScope};
use limbeck_planner::diagnostic::{Code as DiagnosticCode, Diagnostic};
use limbeck_planner::document::{DiagnosticDocument, LocationDocument};
use limbeck_planner::plan::VersionTable;
use limbeck_planner::project::Project;
use limbeck_planner::source::{File, NewScript, compose, file_name};
use limbeck_planner::sql::Dialect;
use wasm_bindgen_futures::spawn_local;

use super::comparison::Compare;
use super::evolutions::Evolutions;
use super::loading::{load, nothing};
use super::overview::{Overview, number};
use super::packed::Packed;
use super::protocol::{
    Answer, OpenError, Opened, PlanChoice, Progress, Question, Refusal, Request, Response, TextFile,
};
use super::reading::{self, Read};
use super::schema::{SchemaChoice, Schemas};
use super::{conflicts, declared, excerpt, plan, script};

/// What the command writes where nobody says a message, as Alembic does.
pub(super) const NO_MESSAGE: &str = "empty message";

/// How long the words in a file's name may be, as for the command and Alembic.
pub(super) const SLUG_LENGTH: usize = 40;

/// More diagnostics than anybody reads are not sent.
const MOST_DIAGNOSTICS: usize = 2_000;

/// The planner in its worker.
#[derive(Debug, Default)]
pub struct Planner {
    open: Option<Open>,
    /// What the open project is put together from, while two branches are compared.
    compare: Option<Box<Compare>>,
    /// The number of the question that asked last to open something: what was asked before it is no
    /// longer wanted, however late its files come.
    newest: u32,
}

/// The project that is open.
#[derive(Debug)]
struct Open {
    project: Project,
    version_table: VersionTable,
    /// The script of each row.
    scripts: Vec<usize>,
    /// The row of each id.
    rows: HashMap<String, u32>,
    /// The files that have no script, for excerpts.
    unread: HashMap<String, Vec<u8>>,
    /// What else is known of it; its files are those of `project` and `unread`.
    read: Read,
    /// How the schema evolves, as far as somebody asked.
    evolutions: Evolutions,
}

/// What the worker tells itself.
#[derive(Debug)]
pub enum Message {
    /// The files of a project are there, or will not come.
    Read {
        /// Who asked.
        asker: HandlerId,
        /// The question's number.
        number: u32,
        /// The files, boxed because they are much larger than nothing; or why there are none.
        read: Result<Box<Read>, OpenError>,
    },
}

thread_local! {
    /// The question that is being answered.
    static ANSWERING: RefCell<Option<(WorkerScope<Planner>, HandlerId, u32)>> =
        const { RefCell::new(None) };
}

/// Tells the page when the planner panics, instead of leaving it to wait.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.to_string();
        ANSWERING.with(|answering| {
            if let Ok(mut answering) = answering.try_borrow_mut()
                && let Some((scope, asker, number)) = answering.take()
            {
                let answer = Answer::Crashed(message);
                scope.respond(asker, Response { number, answer });
            }
        });
    }));
}

impl Worker for Planner {
    type Message = Message;
    type Input = Request;
    type Output = Response;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        Self::default()
    }

    fn received(&mut self, scope: &WorkerScope<Self>, request: Request, asker: HandlerId) {
        let Request { number, question } = request;
        ANSWERING.set(Some((scope.clone(), asker, number)));
        let source = match question {
            Question::Open(source) => source,
            question => {
                let answer = self.answer(question);
                scope.respond(asker, Response { number, answer });
                return;
            }
        };
        self.newest = number;
        let scope = scope.clone();
        spawn_local(async move {
            let tell = |answer| scope.respond(asker, Response { number, answer });
            let read = reading::read(source).await.map(Box::new);
            if let Ok(read) = &read {
                let total = self::number(read.files.len());
                tell(Answer::Progress(Progress::Building { total }));
            }
            scope.send_message(Message::Read {
                asker,
                number,
                read,
            });
        });
    }

    fn update(&mut self, scope: &WorkerScope<Self>, message: Message) {
        let Message::Read {
            asker,
            number,
            read,
        } = message;
        ANSWERING.set(Some((scope.clone(), asker, number)));
        let answer = if number == self.newest {
            read.and_then(|read| self.open(*read)).into()
        } else {
            Answer::Superseded
        };
        scope.respond(asker, Response { number, answer });
    }
}

impl Planner {
    /// Opens what was read. A served project that is compared goes on to be.
    fn open(&mut self, read: Read) -> Result<Opened, OpenError> {
        match self.compare.take() {
            Some(compare) if read.served.is_some() => {
                self.compare(read, compare.other, compare.dialect)
            }
            _ => self.open_alone(read),
        }
    }

    /// Opens the merge of two branches. What was open stays if the other cannot be read.
    fn compare(&mut self, first: Read, other: Read, dialect: Dialect) -> Result<Opened, OpenError> {
        let (compare, merged) = Compare::new(first, other, dialect)?;
        let mut opened = self.open_alone(merged)?;
        let overview = opened.overview.unpack();
        opened.diagnostics = sent(compare.diagnostics().collect());
        opened.compared = Some(compare.told(&overview));
        self.compare = Some(Box::new(compare));
        Ok(opened)
    }

    /// Opens the first of the branches that are compared.
    fn end_comparison(&mut self) -> Result<Opened, OpenError> {
        let first = self.compare.take().map(|compare| compare.first);
        let first = first.or_else(|| self.open.as_ref().map(Open::read));
        match first {
            Some(first) => self.open_alone(first),
            None => Err(nothing(String::new())),
        }
    }

    fn open_alone(&mut self, mut read: Read) -> Result<Opened, OpenError> {
        let project = load(&read)?;
        let overview = Overview::of(&project, read.name.clone(), read.link.clone(), read.count());
        let files = std::mem::take(&mut read.files).into_iter();
        let mut unread: HashMap<String, Vec<u8>> = files.map(|it| (it.path, it.bytes)).collect();
        for script in project.scripts() {
            unread.remove(&script.path);
        }
        let opened = Opened {
            diagnostics: sent(project.diagnostics().iter().chain(&read.fault).collect()),
            served: read.served.clone(),
            dialect: read.dialect,
            transaction: read.transaction,
            declared: Packed::pack(&read.declared),
            overview: Packed::pack(&overview),
            compared: None,
        };
        let by_path: HashMap<&str, usize> = project
            .scripts()
            .iter()
            .enumerate()
            .map(|(index, script)| (script.path.as_str(), index))
            .collect();
        let mut rows = HashMap::with_capacity(overview.rows.len());
        let mut scripts = Vec::with_capacity(overview.rows.len());
        for (row, it) in overview.rows.iter().enumerate() {
            rows.entry(it.id.clone()).or_insert(number(row));
            scripts.push(by_path.get(it.path.as_str()).copied().unwrap_or_default());
        }
        self.open = Some(Open {
            project,
            version_table: read.version_table.clone(),
            scripts,
            rows,
            unread,
            read,
            evolutions: Evolutions::default(),
        });
        Ok(opened)
    }

    fn answer(&mut self, question: Question) -> Answer {
        let Some(open) = &mut self.open else {
            return Answer::Crashed("no project is open".to_owned());
        };
        match question {
            Question::Open(_) => unreachable!("it is answered as it is received"),
            Question::Compare { picked, dialect } => {
                let compare = self.compare.as_ref();
                let first = compare.map_or_else(|| open.read(), |it| it.first.clone());
                self.compare(first, reading::picked(picked.unpack()), dialect)
                    .into()
            }
            Question::EndComparison => self.end_comparison().into(),
            Question::Conflicts { dialect } => {
                let evolution = open.evolutions.of(&open.project, dialect);
                Answer::Conflicts(conflicts::between_heads(&open.project, evolution))
            }
            Question::Rebase { revision, onto } => Answer::Rebased(
                conflicts::rebase(&open.project, &revision, &onto, open.database())
                    .map(|rebased| Packed::pack(&rebased)),
            ),
            Question::Script { row, dialect } => open.script(row, dialect),
            Question::Check { dialect } => Answer::Checked(open.check(dialect)),
            Question::Plan(choice) => Answer::Plan(open.plan(&choice)),
            Question::SqlLines { choice, first } => Answer::SqlLines(
                plan::make(&open.project, &open.version_table, &choice)
                    .ok()
                    .map(|(plan, options)| Packed::pack(&plan::sql_lines(&plan, &options, first))),
            ),
            Question::Locate { current, target } => Answer::Located(open.locate(&current, &target)),
            Question::OfflineSql(choice) => Answer::Text(
                plan::make(&open.project, &open.version_table, &choice)
                    .map(|(plan, options)| plan::sql_file(&plan, &options)),
            ),
            Question::PlanFile(choice) => Answer::Text(
                plan::make(&open.project, &open.version_table, &choice)
                    .and_then(|(plan, _)| plan::plan_file(&plan)),
            ),
            Question::MergeScript {
                revision,
                created,
                message,
            } => Answer::Text(open.merge_script(revision, created, &message)),
            Question::Schema { choice, object } => open.schema(choice, object.as_deref()),
            Question::SchemaObject { choice, object } => open.schema_object(choice, &object),
            Question::Declared(choice) => {
                let view = declared::view(&mut open.evolutions, &open.project, &choice.unpack());
                Answer::Declared(view.map(|view| Packed::pack(&view)))
            }
            Question::Excerpt(location) => Answer::Excerpt(open.excerpt(&location)),
        }
    }
}

impl From<Result<Opened, OpenError>> for Answer {
    fn from(opened: Result<Opened, OpenError>) -> Self {
        match opened {
            Ok(opened) => Self::Opened(Box::new(opened)),
            Err(error) => Self::NotOpened(error),
        }
    }
}

/// Diagnostics as they are sent: worst first, and no more than anybody reads.
fn sent(mut diagnostics: Vec<&Diagnostic>) -> Vec<DiagnosticDocument> {
    diagnostics.sort_by_key(|it| (it.severity, it.code != DiagnosticCode::MultipleHeads));
    let worst = diagnostics.into_iter().take(MOST_DIAGNOSTICS);
    worst.map(DiagnosticDocument::of).collect()
}

/// The id of the revision that stands in `row`.
fn revision<'project>(
    project: &'project Project,
    scripts: &[usize],
    row: Option<u32>,
) -> Option<&'project str> {
    let script = *scripts.get(row? as usize)?;
    Some(project.scripts().get(script)?.revision.id.as_str())
}

impl Open {
    /// What it was opened from.
    fn read(&self) -> Read {
        let scripts = self.project.scripts().iter();
        let scripts = scripts.map(|it| File::new(it.path.clone(), it.text.clone()));
        let unread = self.unread.iter();
        let unread = unread.map(|(path, bytes)| File::new(path.clone(), bytes.clone()));
        Read {
            files: scripts.chain(unread).collect(),
            ..self.read.clone()
        }
    }

    /// The rows of the served database's version table, as far as they are known.
    fn database(&self) -> &[String] {
        let served = self.read.served.as_ref();
        served
            .and_then(|it| it.current.as_deref())
            .unwrap_or_default()
    }

    fn script(&self, row: u32, dialect: Dialect) -> Answer {
        let place = self.scripts.get(row as usize);
        match place.and_then(|&place| self.project.scripts().get(place)) {
            Some(script) => Answer::Script(Packed::pack(&script::view(script, row, dialect))),
            // The project was opened again meanwhile, and has fewer rows.
            None => Answer::Superseded,
        }
    }

    /// What `limbeck check` tells beside what opening told.
    fn check(&mut self, dialect: Dialect) -> Vec<DiagnosticDocument> {
        let mut found = self.project.check_sql(dialect);
        found.extend(self.project.check_order());
        if let Some(evolution) = self.evolutions.of(&self.project, dialect) {
            found.extend(evolution.diagnostics(&self.project));
        }
        sent(found.iter().collect())
    }

    fn schema(&mut self, choice: SchemaChoice, object: Option<&str>) -> Answer {
        let SchemaChoice { row, dialect } = choice;
        let revision = revision(&self.project, &self.scripts, row);
        let schemas = Schemas {
            project: &self.project,
            evolutions: &mut self.evolutions,
        };
        let view = schemas.view((row, revision), dialect, object);
        Answer::Schema(view.map(|view| Packed::pack(&view)))
    }

    fn schema_object(&mut self, choice: SchemaChoice, object: &str) -> Answer {
        let SchemaChoice { row, dialect } = choice;
        let revision = revision(&self.project, &self.scripts, row);
        let schemas = Schemas {
            project: &self.project,
            evolutions: &mut self.evolutions,
        };
        let view = schemas.object(revision, dialect, object);
        Answer::SchemaObject(view.map(|view| Packed::pack(&view)))
    }

    fn plan(&self, choice: &PlanChoice) -> Result<Packed<super::PlanView>, Box<Refusal>> {
        let (plan, options) = plan::make(&self.project, &self.version_table, choice)?;
        let row_of = |id: &str| self.rows.get(id).copied().unwrap_or_default();
        Ok(Packed::pack(&plan::view(&plan, &options, row_of)))
    }

    fn locate(&self, current: &str, target: &str) -> Vec<String> {
        let Ok(history) = self.project.history() else {
            return Vec::new();
        };
        let current = plan::current(history, current).unwrap_or_default();
        plan::order(history, &current, target)
            .map(|order| order.to)
            .unwrap_or_default()
    }

    fn merge_script(
        &self,
        revision: String,
        created: String,
        message: &str,
    ) -> Result<TextFile, Box<Refusal>> {
        let refuse = |message: &str| {
            Box::new(Refusal {
                message: message.to_owned(),
                ..Refusal::default()
            })
        };
        let history = self
            .project
            .history()
            .map_err(|_| refuse("the history has faults"))?;
        let heads: Vec<String> = history.heads().into_iter().map(str::to_owned).collect();
        if heads.len() < 2 {
            return Err(refuse("there is one head only"));
        }
        let message = match message.trim() {
            "" => NO_MESSAGE,
            message => message,
        };
        let name = file_name(&revision, message, SLUG_LENGTH);
        let script = NewScript {
            revision,
            down_revisions: heads,
            created,
            message: message.to_owned(),
            ..NewScript::default()
        };
        let text = compose(&script);
        Ok(TextFile { name, text })
    }

    fn excerpt(&self, location: &LocationDocument) -> Option<Packed<super::Code>> {
        let path = location.path.as_str();
        let script = self.project.scripts().iter().find(|it| it.path == path);
        let bytes = script.map(|script| script.text.as_bytes());
        let bytes = bytes.or_else(|| self.unread.get(path).map(Vec::as_slice))?;
        let text = std::str::from_utf8(bytes).ok()?;
        Some(Packed::pack(&excerpt::lines(text, location)))
    }
}
