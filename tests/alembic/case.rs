//! Random histories, and random questions about them.

use std::fmt;

use limbeck_planner::history::Revision;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// A history and what to ask of it.
#[derive(Clone)]
pub struct Case {
    /// The revisions, in load order.
    pub revisions: Vec<Revision>,
    /// The questions, asked one after the other of one database.
    pub questions: Vec<Question>,
}

/// A question. The first three move the database's rows.
#[derive(Debug, Clone)]
pub enum Question {
    /// `upgrade TARGET`
    Upgrade(String),
    /// `downgrade TARGET`
    Downgrade(String),
    /// `stamp TARGET…`
    Stamp(Vec<String>),
    /// `history -r RANGE`
    Range(String),
    /// `show NAME`
    Show(String),
    /// The start of an offline range.
    Start(String),
    /// `current`
    Current,
    /// `revision` or `merge`
    Place {
        /// `--head`, or the revisions to merge.
        heads: Vec<String>,
        /// `--splice`
        splice: bool,
        /// `--branch-label`
        branch_labels: Vec<String>,
        /// `--depends-on`
        depends_on: Vec<String>,
    },
}

/// The id that placed revisions get.
pub const NEW_ID: &str = "newest";

impl Case {
    /// The case as the oracle reads it.
    pub fn to_json(&self) -> Value {
        json!({
            "revisions": revisions_to_json(&self.revisions),
            "questions": self.questions.iter().map(Question::to_json).collect::<Vec<_>>(),
        })
    }
}

impl fmt::Debug for Case {
    /// A line for each revision and each question, since proptest prints what it shrinks to.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter)?;
        for revision in &self.revisions {
            let Revision {
                id,
                down_revisions,
                depends_on,
                branch_labels,
                ..
            } = revision;
            writeln!(
                formatter,
                "  {id}: follows {down_revisions:?}, needs {depends_on:?}, is {branch_labels:?}"
            )?;
        }
        for question in &self.questions {
            writeln!(formatter, "  {question:?}")?;
        }
        Ok(())
    }
}

/// Revisions as the oracle reads them.
pub fn revisions_to_json(revisions: &[Revision]) -> Value {
    revisions
        .iter()
        .map(|revision| {
            json!({
                "id": revision.id,
                "down_revisions": revision.down_revisions,
                "depends_on": revision.depends_on,
                "branch_labels": revision.branch_labels,
            })
        })
        .collect()
}

impl Question {
    fn to_json(&self) -> Value {
        match self {
            Self::Upgrade(target) => json!({"move": "upgrade", "targets": [target]}),
            Self::Downgrade(target) => json!({"move": "downgrade", "targets": [target]}),
            Self::Stamp(targets) => json!({"move": "stamp", "targets": targets}),
            Self::Range(range) => json!({"range": range}),
            Self::Show(name) => json!({"show": name}),
            Self::Start(name) => json!({"start": name}),
            Self::Current => json!({"current": true}),
            Self::Place {
                heads,
                splice,
                branch_labels,
                depends_on,
            } => json!({"place": {
                "id": NEW_ID,
                "heads": heads,
                "splice": splice,
                "branch_labels": branch_labels,
                "depends_on": depends_on,
            }}),
        }
    }
}

/// One revision before it has an id.
#[derive(Debug, Clone)]
struct Sketch {
    id: String,
    /// From which of the revisions before it its parents are taken.
    parents: Vec<(Pick, Index)>,
    dependencies: Vec<(Index, bool)>,
    label: Option<&'static str>,
    second_label: Option<&'static str>,
    load: u16,
}

/// Which of the revisions before it a revision follows.
#[derive(Debug, Clone, Copy)]
enum Pick {
    /// One that nothing follows yet.
    Tip,
    /// Any.
    Any,
}

/// Labels, some of which are part of others or of ids.
const LABELS: [&str; 8] = [
    "shop", "shopping", "abba", "m", "my-label", "label_x", "baba", "billing",
];

fn sketch() -> impl Strategy<Value = Sketch> {
    let pick = prop_oneof![3 => Just(Pick::Tip), 1 => Just(Pick::Any)];
    let how_many = prop_oneof![
        2 => Just(0_usize),
        14 => Just(1),
        3 => Just(2),
        1 => Just(3),
    ];
    let parents = how_many.prop_flat_map(move |count| vec((pick.clone(), any::<Index>()), count));
    let dependencies = prop_oneof![
        8 => vec(any::<(Index, bool)>(), 0),
        2 => vec(any::<(Index, bool)>(), 1),
        1 => vec(any::<(Index, bool)>(), 2..4),
    ];
    let id = prop_oneof!["[ab]{1,6}", "[12]{1,5}", "[a-f0-9]{12}"];
    (
        id,
        parents,
        dependencies,
        weighted(0.15, select(&LABELS[..])),
        weighted(0.02, select(&LABELS[..])),
        any::<u16>(),
    )
        .prop_map(
            |(id, parents, dependencies, label, second_label, load)| Sketch {
                id,
                parents,
                dependencies,
                label,
                second_label,
                load,
            },
        )
}

/// Random sound histories of up to `size` revisions, in any load order.
pub fn histories(size: usize) -> impl Strategy<Value = Vec<Revision>> {
    vec(sketch(), 1..=size).prop_map(|sketches| {
        let mut revisions: Vec<Revision> = Vec::new();
        let mut loads = Vec::new();
        for sketch in sketches {
            let revision = add(&revisions, &sketch);
            revisions.push(revision);
            loads.push(sketch.load);
        }
        let mut loaded: Vec<(u16, Revision)> = loads.into_iter().zip(revisions).collect();
        loaded.sort_by_key(|(load, _)| *load);
        loaded.into_iter().map(|(_, revision)| revision).collect()
    })
}

/// The revision that `sketch` makes after `earlier` ones.
fn add(earlier: &[Revision], sketch: &Sketch) -> Revision {
    let names: Vec<&String> = earlier
        .iter()
        .flat_map(|it| [&it.id].into_iter().chain(&it.branch_labels))
        .collect();
    let mut id = sketch.id.clone();
    while names.contains(&&id) || LABELS.contains(&id.as_str()) {
        id.push(if id.len().is_multiple_of(2) { 'a' } else { 'b' });
    }
    let mut branch_labels: Vec<String> = Vec::new();
    for label in sketch.label.into_iter().chain(sketch.second_label) {
        let label = label.to_owned();
        if !names.contains(&&label) && !branch_labels.contains(&label) {
            branch_labels.push(label);
        }
    }
    let tips: Vec<&Revision> = earlier
        .iter()
        .filter(|it| {
            !earlier
                .iter()
                .any(|other| other.down_revisions.contains(&it.id))
        })
        .collect();
    let mut down_revisions: Vec<String> = Vec::new();
    let mut depends_on: Vec<String> = Vec::new();
    if !earlier.is_empty() {
        for (pick, index) in &sketch.parents {
            let parent = match pick {
                Pick::Tip => &index.get(&tips).id,
                Pick::Any => &index.get(earlier).id,
            };
            if !down_revisions.contains(parent) {
                down_revisions.push(parent.clone());
            }
        }
        for (index, by_label) in &sketch.dependencies {
            let needed = index.get(earlier);
            let name = match needed.branch_labels.first() {
                Some(label) if *by_label => label,
                _ => &needed.id,
            };
            depends_on.push(name.clone());
        }
    }
    Revision {
        id,
        down_revisions,
        depends_on,
        branch_labels,
        ..Revision::default()
    }
}

/// A word of a target before the history is known.
#[derive(Debug, Clone)]
enum Word {
    Symbol(&'static str),
    Id(Index),
    PartOfId(Index, Index),
    Label(Index),
    PartOfLabel(Index, Index),
}

/// A target before the history is known.
#[derive(Debug, Clone)]
struct Aim {
    branch: Option<Word>,
    word: Option<Word>,
    steps: Option<(char, u8)>,
}

/// The names that a word can stand for.
struct Vocabulary {
    ids: Vec<String>,
    labels: Vec<String>,
}

fn word() -> BoxedStrategy<Word> {
    prop_oneof![
        4 => select(&["head", "heads", "base", "zzzz"][..]).prop_map(Word::Symbol),
        4 => any::<Index>().prop_map(Word::Id),
        2 => any::<(Index, Index)>().prop_map(|(id, length)| Word::PartOfId(id, length)),
        3 => any::<Index>().prop_map(Word::Label),
        1 => any::<(Index, Index)>().prop_map(|(label, length)| Word::PartOfLabel(label, length)),
    ]
    .boxed()
}

fn steps() -> impl Strategy<Value = (char, u8)> {
    let count = prop_oneof![1 => Just(0_u8), 12 => 1_u8..5, 1 => Just(40_u8)];
    (select(&['+', '-'][..]), count)
}

fn aim() -> BoxedStrategy<Aim> {
    let symbol = (weighted(0.3, word()), word()).prop_map(|(branch, word)| Aim {
        branch,
        word: Some(word),
        steps: None,
    });
    let relative = (weighted(0.3, word()), weighted(0.4, word()), steps()).prop_map(
        |(branch, word, steps)| Aim {
            branch,
            word,
            steps: Some(steps),
        },
    );
    let half = weighted(0.5, word()).prop_map(|branch| Aim {
        branch,
        word: None,
        steps: None,
    });
    prop_oneof![30 => symbol, 30 => relative, 1 => half].boxed()
}

impl Word {
    fn spell(&self, vocabulary: &Vocabulary) -> String {
        let part = |name: &String, length: &Index| {
            let characters: Vec<char> = name.chars().collect();
            characters[..=length.index(characters.len())]
                .iter()
                .collect()
        };
        let Vocabulary { ids, labels } = vocabulary;
        match self {
            Self::Symbol(symbol) => (*symbol).to_owned(),
            Self::Label(index) if !labels.is_empty() => index.get(labels).clone(),
            Self::PartOfLabel(index, length) if !labels.is_empty() => {
                part(index.get(labels), length)
            }
            Self::Id(index) | Self::Label(index) => index.get(ids).clone(),
            Self::PartOfId(index, length) | Self::PartOfLabel(index, length) => {
                part(index.get(ids), length)
            }
        }
    }
}

impl Aim {
    fn spell(&self, vocabulary: &Vocabulary) -> String {
        let mut text = String::new();
        if let Some(branch) = &self.branch {
            text += &branch.spell(vocabulary);
            text.push('@');
        }
        if let Some(word) = &self.word {
            text += &word.spell(vocabulary);
        }
        if let Some((sign, count)) = self.steps {
            text.push(sign);
            text += &count.to_string();
        }
        text
    }
}

/// A question before the history is known.
#[derive(Debug, Clone)]
enum Query {
    Upgrade(Aim),
    Downgrade(Aim),
    Stamp(Vec<Aim>),
    Range(Option<Aim>, Option<Aim>, Currency),
    Show(Aim),
    Start(Aim),
    Current,
    Place(Vec<Aim>, bool, Vec<&'static str>, Vec<Aim>),
}

/// Which end of a range is `current`.
#[derive(Debug, Clone, Copy)]
enum Currency {
    Neither,
    Start,
    End,
}

fn query() -> BoxedStrategy<Query> {
    let places = (
        prop_oneof![
            4 => vec(aim(), 1),
            1 => vec(aim(), 2..4),
            1 => Just(vec![Aim { branch: None, word: Some(Word::Symbol("head")), steps: None }]),
        ],
        any::<bool>(),
        prop_oneof![2 => vec(select(&LABELS[..]), 0), 1 => vec(select(&LABELS[..]), 1..3)],
        prop_oneof![2 => vec(aim(), 0), 1 => vec(aim(), 1..3)],
    )
        .prop_map(|(heads, splice, labels, depends_on)| {
            Query::Place(heads, splice, labels, depends_on)
        });
    let currency = prop_oneof![
        6 => Just(Currency::Neither),
        1 => Just(Currency::Start),
        1 => Just(Currency::End),
    ];
    let range = (weighted(0.8, aim()), weighted(0.7, aim()), currency)
        .prop_map(|(start, end, currency)| Query::Range(start, end, currency));
    prop_oneof![
        10 => aim().prop_map(Query::Upgrade),
        8 => aim().prop_map(Query::Downgrade),
        3 => prop_oneof![3 => vec(aim(), 1), 1 => vec(aim(), 0..4)].prop_map(Query::Stamp),
        4 => range,
        2 => aim().prop_map(Query::Show),
        1 => aim().prop_map(Query::Start),
        1 => Just(Query::Current),
        2 => places,
    ]
    .boxed()
}

impl Query {
    fn spell(&self, vocabulary: &Vocabulary) -> Question {
        let all = |aims: &[Aim]| aims.iter().map(|aim| aim.spell(vocabulary)).collect();
        match self {
            Self::Upgrade(aim) => Question::Upgrade(aim.spell(vocabulary)),
            Self::Downgrade(aim) => Question::Downgrade(aim.spell(vocabulary)),
            Self::Stamp(aims) => Question::Stamp(all(aims)),
            Self::Range(start, end, currency) => {
                let spell = |aim: &Option<Aim>| {
                    aim.as_ref()
                        .map_or_else(String::new, |aim| aim.spell(vocabulary))
                };
                let (start, end) = match currency {
                    Currency::Neither => (spell(start), spell(end)),
                    Currency::Start => ("current".to_owned(), spell(end)),
                    Currency::End => (spell(start), "current".to_owned()),
                };
                Question::Range(format!("{start}:{end}"))
            }
            Self::Show(aim) => Question::Show(aim.spell(vocabulary)),
            Self::Start(aim) => Question::Start(aim.spell(vocabulary)),
            Self::Current => Question::Current,
            Self::Place(heads, splice, labels, depends_on) => Question::Place {
                heads: all(heads),
                splice: *splice,
                branch_labels: labels.iter().map(|&label| label.to_owned()).collect(),
                depends_on: all(depends_on),
            },
        }
    }
}

/// Random histories of up to `size` revisions, each with `count` questions.
pub fn cases(size: usize, count: usize) -> impl Strategy<Value = Case> {
    (histories(size), vec(query(), 1..=count)).prop_map(|(revisions, queries)| {
        let vocabulary = Vocabulary {
            ids: revisions.iter().map(|it| it.id.clone()).collect(),
            labels: revisions
                .iter()
                .flat_map(|it| it.branch_labels.clone())
                .collect(),
        };
        let questions = queries
            .iter()
            .map(|query| query.spell(&vocabulary))
            .collect();
        Case {
            revisions,
            questions,
        }
    })
}

/// Random revisions that need not be a history: ids are double, and parents and dependencies are
/// any ids and labels, their own and some that do not exist among them.
pub fn faulty_revisions(size: usize) -> impl Strategy<Value = Vec<Revision>> {
    let name = || {
        prop_oneof![
            20 => select(&["a", "b", "c", "d", "e", "f", "g", "h"][..]),
            1 => select(&["shop", "m", "nothing", "bad-id"][..]),
        ]
        .prop_map(str::to_owned)
    };
    let names = move || prop_oneof![2 => vec(name(), 0), 6 => vec(name(), 1), 1 => vec(name(), 2)];
    let labels = prop_oneof![
        9 => vec(select(&["shop", "m", "a"][..]), 0),
        1 => vec(select(&["shop", "m", "a"][..]), 1..3),
    ];
    let needs = prop_oneof![4 => vec(name(), 0), 1 => names()];
    let revision = (name(), names(), needs, labels).prop_map(
        |(id, down_revisions, depends_on, branch_labels)| Revision {
            id,
            down_revisions,
            depends_on,
            branch_labels: branch_labels.into_iter().map(str::to_owned).collect(),
            ..Revision::default()
        },
    );
    vec((revision, weighted(0.9, Just(()))), 0..=size).prop_map(|revisions| {
        // Most of the time an id is there once, so that other faults show.
        let mut kept: Vec<Revision> = Vec::new();
        for (revision, once) in revisions {
            if once.is_none() || kept.iter().all(|it| it.id != revision.id) {
                kept.push(revision);
            }
        }
        kept
    })
}
