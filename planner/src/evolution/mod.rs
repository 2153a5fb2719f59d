//! How the schema evolves along a history: what it is at each revision, and what of that a database
//! would refuse.

mod ancestry;
mod diagnostics;
mod origin;
mod statements;

pub(crate) use diagnostics::code_of_fault;
pub use origin::Origin;
pub use statements::{StatementEffect, statements};

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::compare::{Difference, compare_objects};
use crate::history::{Follow, History, Node};
use crate::plan::Direction;
use crate::project::Project;
use crate::replay::{Fault, Place, Replay};
use crate::schema::{Name, Object, Schema};
use crate::source::Script;
use crate::sql::Dialect;

use ancestry::Ancestry;

/// The schema at each revision of a history, for one dialect.
///
/// A state is worked out when somebody wants it, with those of everything below it, and kept.
/// Together that is linear in the statements; copies of a schema share what they have in common.
#[derive(Debug, Clone)]
pub struct Evolution {
    dialect: Dialect,
    /// The session in an empty database, in which every base begins.
    start: Replay,
    ancestry: Ancestry,
    states: HashMap<Node, State>,
}

/// What a revision makes of the schema.
#[derive(Debug, Clone)]
struct State {
    /// The schema that its upgrade finds: its parents' together.
    before: Replay,
    /// The schema that it leaves.
    after: Replay,
    /// What it may have changed.
    touched: BTreeSet<Object>,
    /// What a database would refuse, by the position of the statement in the upgrade.
    faults: Vec<(usize, Fault)>,
}

impl Evolution {
    /// The evolution of a history, of which nothing is worked out yet.
    pub fn new(history: &History, dialect: Dialect) -> Self {
        Self {
            dialect,
            start: Replay::empty(dialect),
            ancestry: Ancestry::new(history),
            states: HashMap::new(),
        }
    }

    /// The same in a database whose names without a namespace are in this one.
    #[must_use]
    pub fn in_namespace(self, default: Name) -> Self {
        Self {
            start: Replay::empty(self.dialect).in_namespace(default),
            states: HashMap::new(),
            ..self
        }
    }

    /// The dialect that statements are read in.
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The schema of a database at these revisions: what they and everything below them leave.
    /// Ids that the history does not have are passed over.
    pub fn schema_at(&mut self, project: &Project, revisions: &[&str]) -> Schema {
        self.replay_at(project, revisions).into_schema()
    }

    /// The same with the session, to go on from.
    pub fn replay_at(&mut self, project: &Project, revisions: &[&str]) -> Replay {
        let Ok(history) = project.history() else {
            return self.start.clone();
        };
        let nodes: Vec<Node> = revisions.iter().filter_map(|id| history.find(id)).collect();
        self.join(project, history, &nodes)
    }

    /// The schemas before and after a revision's upgrade; `None` where the history does not have
    /// it.
    pub fn around(&mut self, project: &Project, revision: &str) -> Option<(&Schema, &Schema)> {
        let history = project.history().ok()?;
        let node = history.find(revision)?;
        self.work_out(project, history, node);
        let state = self.states.get(&node)?;
        Some((state.before.schema(), state.after.schema()))
    }

    /// The schema and the session that a revision's upgrade finds; `None` where the history does not
    /// have it.
    pub(crate) fn replay_before(&mut self, project: &Project, revision: &str) -> Option<Replay> {
        let history = project.history().ok()?;
        let node = history.find(revision)?;
        self.work_out(project, history, node);
        self.states.get(&node).map(|state| state.before.clone())
    }

    /// `others` and what they have below them, but for what `first` is and has, parents first.
    pub(crate) fn missing(&self, history: &History, first: Node, others: &[Node]) -> Vec<Node> {
        self.ancestry.missing(history, first, others)
    }

    /// The state in which two branches part, of which these are the revisions that only one of them
    /// has.
    pub(crate) fn base(
        &mut self,
        project: &Project,
        history: &History,
        left_only: &[Node],
        right_only: &[Node],
    ) -> Replay {
        let own: HashSet<Node> = left_only.iter().chain(right_only).copied().collect();
        let parents = own
            .iter()
            .flat_map(|&node| history.graph().parents(node, Follow::Effective));
        let mut common: Vec<Node> = parents.filter(|parent| !own.contains(parent)).collect();
        common.sort_unstable_by_key(|&node| std::cmp::Reverse(self.ancestry.rank(node)));
        common.dedup();
        self.join(project, history, &common)
    }

    /// What a revision's upgrade changes in the schema. Costs what it changes.
    pub fn changes(&mut self, project: &Project, revision: &str) -> Vec<Difference> {
        let state = self.state_of(project, revision);
        state.map_or_else(Vec::new, |state| {
            compare_objects(
                state.before.schema(),
                state.after.schema(),
                state.touched.iter().cloned(),
            )
        })
    }

    /// The same with what it changes in objects that are not known for certain, taken as they were
    /// before the statements whose effect is not known.
    pub fn probable_changes(&mut self, project: &Project, revision: &str) -> Vec<Difference> {
        let state = self.state_of(project, revision);
        state.map_or_else(Vec::new, |state| {
            compare_objects(
                &state.before.schema().taken_as_certain(),
                &state.after.schema().taken_as_certain(),
                state.touched.iter().cloned(),
            )
        })
    }

    fn state_of(&mut self, project: &Project, revision: &str) -> Option<&State> {
        let history = project.history().ok()?;
        let node = history.find(revision)?;
        self.work_out(project, history, node);
        self.states.get(&node)
    }

    /// What several revisions and everything below them leave.
    fn join(&mut self, project: &Project, history: &History, nodes: &[Node]) -> Replay {
        let Some((&first, others)) = nodes.split_first() else {
            return self.start.clone();
        };
        self.work_out(project, history, first);
        for &other in others {
            self.work_out(project, history, other);
        }
        self.joined(project, history, first, others)
    }

    /// The state after `first`, and then what `others` have below them besides.
    fn joined(&self, project: &Project, history: &History, first: Node, others: &[Node]) -> Replay {
        let mut replay = self
            .states
            .get(&first)
            .map_or_else(|| self.start.clone(), |state| state.after.clone());
        for node in self.ancestry.missing(history, first, others) {
            if let Some(script) = project.script(history.id(node)) {
                run(&mut replay, script, Direction::Upgrade, self.dialect);
            }
        }
        replay
    }

    /// Works out the state of a revision, and first those of everything below it.
    fn work_out(&mut self, project: &Project, history: &History, node: Node) {
        let mut todo = vec![node];
        while let Some(&next) = todo.last() {
            if self.states.contains_key(&next) {
                todo.pop();
                continue;
            }
            let parents: Vec<Node> = history.graph().parents(next, Follow::Effective).collect();
            let before = todo.len();
            todo.extend(parents.iter().filter(|it| !self.states.contains_key(it)));
            if todo.len() > before {
                continue;
            }
            todo.pop();
            let state = self.state(project, history, next, &parents);
            self.states.insert(next, state);
        }
    }

    fn state(&self, project: &Project, history: &History, node: Node, parents: &[Node]) -> State {
        let mut before = match parents.split_first() {
            Some((&first, others)) => self.joined(project, history, first, others),
            None => self.start.clone(),
        };
        before.take_touched();
        let mut after = before.clone();
        let faults = match project.script(history.id(node)) {
            Some(script) => run(&mut after, script, Direction::Upgrade, self.dialect),
            None => Vec::new(),
        };
        let touched = after.take_touched();
        State {
            before,
            after,
            touched,
            faults,
        }
    }
}

/// Runs one direction of a script. Gives what a database would refuse, by the position of the
/// statement.
fn run(
    replay: &mut Replay,
    script: &Script,
    direction: Direction,
    dialect: Dialect,
) -> Vec<(usize, Fault)> {
    let mut faults = Vec::new();
    for (position, statement) in statements(script, direction, dialect).iter().enumerate() {
        let place = Place {
            path: &script.path,
            line: statement.line,
        };
        let found = replay.apply_all(&statement.operations, place);
        faults.extend(found.into_iter().map(|fault| (position, fault)));
    }
    faults
}
