//! What Alembic's documentation says of branches, chapter by chapter of "Working with Branches".
//!
//! Each case says the path and the version table's rows after it. The scripts are those of the
//! chapter, in the order of their file names; where the chapter's listing is older than Alembic
//! 1.20.1, the case follows the latter.

use limbeck_planner::history::{History, Revision};
use limbeck_planner::plan::{self, Order, VersionOperation};
use limbeck_planner::target::{self, Placement, PlacementError, Splice, TargetError};

const ACCOUNT: &str = "1975ea83b712";
const COLUMN: &str = "ae1027a6acf";
const CART: &str = "27c6a30d7c24";
const MERGE: &str = "53fffde5ad5";
const CART_COLUMN: &str = "d747a8a8879";
const ANOTHER_COLUMN: &str = "55af2cb1c267";
const NETWORKING: &str = "3cac04ae8714";
const IP_NUMBER: &str = "109ec7d132bf";
const DNS: &str = "29f859a13ea";
const IP_ACCOUNT: &str = "2a95102259be";
const MORE_ACCOUNT: &str = "34e094ad6ef1";

/// A script of the chapter.
struct Script(Revision);

fn script(id: &str) -> Script {
    Script(Revision {
        id: id.to_owned(),
        ..Revision::default()
    })
}

impl Script {
    fn follows(mut self, parents: &[&str]) -> Self {
        self.0.down_revisions = owned(parents);
        self
    }

    fn needs(mut self, names: &[&str]) -> Self {
        self.0.depends_on = owned(names);
        self
    }

    fn labelled(mut self, label: &str) -> Self {
        self.0.branch_labels = owned(&[label]);
        self
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// The history of scripts that load in the order of their ids.
fn history(scripts: impl IntoIterator<Item = Script>) -> History {
    let mut revisions: Vec<Revision> = scripts.into_iter().map(|it| it.0).collect();
    revisions.sort_by(|one, other| one.id.cmp(&other.id));
    History::build(revisions).expect("the chapter's scripts are a history")
}

/// Two branches from one branch point.
fn two_heads() -> Vec<Script> {
    vec![
        script(ACCOUNT),
        script(COLUMN).follows(&[ACCOUNT]),
        script(CART).follows(&[ACCOUNT]),
    ]
}

/// The same, joined.
fn merged() -> Vec<Script> {
    let mut scripts = two_heads();
    scripts.push(script(MERGE).follows(&[COLUMN, CART]));
    scripts
}

/// The same with a label on one of the branches, and a revision more on each.
fn labelled() -> Vec<Script> {
    vec![
        script(ACCOUNT),
        script(COLUMN).follows(&[ACCOUNT]),
        script(CART).follows(&[ACCOUNT]).labelled("shoppingcart"),
        script(CART_COLUMN).follows(&[CART]),
        script(ANOTHER_COLUMN).follows(&[COLUMN]),
    ]
}

/// The same with a second base.
fn two_bases() -> Vec<Script> {
    let mut scripts = labelled();
    scripts.extend([
        script(NETWORKING).labelled("networking"),
        script(IP_NUMBER).follows(&[NETWORKING]),
        script(DNS).follows(&[IP_NUMBER]),
    ]);
    scripts
}

/// The same with a dependency of one base's branch on the other's.
fn dependent() -> Vec<Script> {
    let mut scripts = two_bases();
    scripts.push(script(IP_ACCOUNT).follows(&[DNS]).needs(&[ANOTHER_COLUMN]));
    scripts
}

fn up(history: &History, rows: &[&str], target: &str, path: &[&str], rows_after: &[&str]) -> Order {
    let order = plan::upgrade(history, &owned(rows), target).expect("the upgrade has a plan");
    check(&order, path, rows_after);
    order
}

fn down(history: &History, rows: &[&str], target: &str, path: &[&str], rows_after: &[&str]) {
    let order = plan::downgrade(history, &owned(rows), target).expect("the downgrade has a plan");
    check(&order, path, rows_after);
}

fn check(order: &Order, path: &[&str], rows_after: &[&str]) {
    let steps: Vec<&str> = order.steps.iter().map(|it| it.revision.as_str()).collect();
    assert_eq!(steps, path);
    let mut rows = owned(rows_after);
    rows.sort_unstable();
    assert_eq!(order.to, rows);
}

fn range(history: &History, rows: &[&str], range: &str) -> Vec<String> {
    target::range(history, &owned(rows), range)
        .expect("the range can be listed")
        .into_iter()
        .map(|it| it.id.clone())
        .collect()
}

fn new_revision(heads: &[&str]) -> Placement {
    Placement {
        id: "e0e0e0e0e0e0".to_owned(),
        heads: owned(heads),
        splice: Splice::Refused,
        branch_labels: Vec::new(),
        depends_on: Vec::new(),
    }
}

fn insert(revision: &str) -> VersionOperation {
    VersionOperation::Insert {
        revision: revision.to_owned(),
    }
}

fn delete(revision: &str) -> VersionOperation {
    VersionOperation::Delete {
        revision: revision.to_owned(),
    }
}

fn update(from: &str, to: &str) -> VersionOperation {
    VersionOperation::Update {
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

#[test]
fn a_branch_point_has_several_children_and_makes_several_heads() {
    let history = history(two_heads());
    assert!(history.is_branch_point(ACCOUNT));
    assert_eq!(history.children(ACCOUNT), [CART, COLUMN]);
    assert_eq!(history.heads(), [CART, COLUMN]);
    assert_eq!(history.bases(), [ACCOUNT]);
    assert_eq!(
        plan::upgrade(&history, &[], "head"),
        Err(TargetError::MultipleHeads {
            argument: "head".to_owned(),
            heads: owned(&[CART, COLUMN]),
        })
    );
}

#[test]
fn merge_joins_heads_by_their_partial_ids() {
    let history = history(two_heads());
    let merge = target::place(&history, &new_revision(&["ae1027", "27c6a"]));
    assert_eq!(
        merge.map(|it| it.down_revisions),
        Ok(owned(&[COLUMN, CART]))
    );
}

#[test]
fn a_merge_point_makes_one_head() {
    let history = history(merged());
    assert_eq!(history.heads(), [MERGE]);
    assert!(history.is_merge_point(MERGE));
    let listed: Vec<&str> = history
        .newest_first()
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(listed, [MERGE, COLUMN, CART, ACCOUNT]);
}

#[test]
fn an_upgrade_across_a_merge_point_has_two_rows_on_the_way() {
    let history = history(merged());
    let order = up(
        &history,
        &[],
        "head",
        &[ACCOUNT, CART, COLUMN, MERGE],
        &[MERGE],
    );
    let operations: Vec<&[VersionOperation]> = order
        .steps
        .iter()
        .map(|it| it.version_operations.as_slice())
        .collect();
    assert_eq!(
        operations,
        [
            &[insert(ACCOUNT)][..],
            &[update(ACCOUNT, CART)],
            &[insert(COLUMN)],
            &[delete(COLUMN), update(CART, MERGE)],
        ]
    );
    assert_eq!(order.steps[3].from, [COLUMN, CART]);
}

#[test]
fn a_merge_point_is_crossed_from_either_branch() {
    let history = history(merged());
    up(&history, &[COLUMN], "head", &[CART, MERGE], &[MERGE]);
    up(&history, &[CART], "head", &[COLUMN, MERGE], &[MERGE]);
}

#[test]
fn heads_means_all_of_them() {
    let history = history(two_heads());
    up(
        &history,
        &[],
        "heads",
        &[ACCOUNT, COLUMN, CART],
        &[COLUMN, CART],
    );
}

#[test]
fn single_steps_down_close_one_branch_after_the_other() {
    let history = history(two_heads());
    down(&history, &[COLUMN, CART], "-1", &[COLUMN], &[CART]);
    down(&history, &[CART], "-1", &[CART], &[ACCOUNT]);
    down(&history, &[ACCOUNT], "-1", &[ACCOUNT], &[]);
}

#[test]
fn a_version_takes_along_what_it_needs_and_nothing_more() {
    let history = history(two_heads());
    up(&history, &[], "27c6a", &[ACCOUNT, CART], &[CART]);
    up(&history, &[CART], "ae102", &[COLUMN], &[CART, COLUMN]);
}

#[test]
fn a_label_is_on_its_revision_and_all_that_follows_it() {
    let history = history(labelled());
    assert_eq!(history.branch_labels(CART), ["shoppingcart"]);
    assert_eq!(history.branch_labels(CART_COLUMN), ["shoppingcart"]);
    assert!(history.branch_labels(ACCOUNT).is_empty());
    assert!(history.branch_labels(COLUMN).is_empty());
    let shown = target::revision(&history, "shoppingcart");
    assert_eq!(shown.map(|it| it.map(|it| it.id.as_str())), Ok(Some(CART)));
}

#[test]
fn a_label_goes_down_to_the_branch_point_where_nothing_forks_after_it() {
    let mut scripts = two_heads();
    scripts.push(
        script(CART_COLUMN)
            .follows(&[CART])
            .labelled("shoppingcart"),
    );
    let history = history(scripts);
    assert_eq!(history.branch_labels(CART), ["shoppingcart"]);
    assert!(history.branch_labels(ACCOUNT).is_empty());
}

#[test]
fn the_head_of_a_branch_is_one_head() {
    let history = history(labelled());
    up(
        &history,
        &[ACCOUNT],
        "shoppingcart@head",
        &[CART, CART_COLUMN],
        &[CART_COLUMN],
    );
    up(
        &history,
        &[],
        "ae10@head",
        &[ACCOUNT, COLUMN, ANOTHER_COLUMN],
        &[ANOTHER_COLUMN],
    );
}

#[test]
fn a_new_revision_wants_one_head() {
    let history = history(labelled());
    assert!(matches!(
        target::place(&history, &new_revision(&["head"])),
        Err(PlacementError::Target(TargetError::MultipleHeads { .. }))
    ));
    for (head, parent) in [
        ("shoppingcart@head", CART_COLUMN),
        ("d747a8", CART_COLUMN),
        ("ae10@head", ANOTHER_COLUMN),
    ] {
        let placed = target::place(&history, &new_revision(&[head]));
        assert_eq!(placed.map(|it| it.down_revisions), Ok(owned(&[parent])));
    }
}

#[test]
fn ranges_keep_to_a_branch() {
    let history = history(labelled());
    assert_eq!(range(&history, &[], "shoppingcart:"), [CART_COLUMN, CART]);
    assert_eq!(
        range(&history, &[], ":shoppingcart@head"),
        [CART_COLUMN, CART, ACCOUNT]
    );
    // The chapter still lists the other branch, too.
    assert_eq!(
        range(&history, &[], "shoppingcart@base:"),
        [CART_COLUMN, CART, ACCOUNT]
    );
    assert_eq!(
        range(&history, &[ACCOUNT], "current:shoppingcart@+2"),
        [CART_COLUMN, CART, ACCOUNT]
    );
    assert_eq!(range(&history, &[], ":shoppingcart@head-2"), [ACCOUNT]);
}

#[test]
fn steps_go_along_a_branch() {
    let history = history(labelled());
    up(
        &history,
        &[ACCOUNT],
        "shoppingcart@+2",
        &[CART, CART_COLUMN],
        &[CART_COLUMN],
    );
    up(
        &history,
        &[CART],
        "shoppingcart@+1",
        &[CART_COLUMN],
        &[CART_COLUMN],
    );
    up(
        &history,
        &[],
        "shoppingcart@heads",
        &[ACCOUNT, CART, CART_COLUMN],
        &[CART_COLUMN],
    );
    down(
        &history,
        &[CART_COLUMN, ANOTHER_COLUMN],
        "shoppingcart@-1",
        &[CART_COLUMN],
        &[CART, ANOTHER_COLUMN],
    );
}

#[test]
fn a_new_base_starts_a_labelled_branch() {
    let history = history(labelled());
    let mut base = new_revision(&["base"]);
    base.branch_labels = owned(&["networking"]);
    let placed = target::place(&history, &base).expect("there is room for a base");
    assert!(placed.down_revisions.is_empty());
    assert_eq!(placed.branch_labels, ["networking"]);
    base.branch_labels = owned(&["shoppingcart"]);
    assert_eq!(
        target::place(&history, &base),
        Err(PlacementError::LabelTaken {
            label: "shoppingcart".to_owned(),
            revision: CART.to_owned(),
        })
    );
}

#[test]
fn a_label_alone_is_the_revision_that_has_it() {
    let history = history(two_bases());
    assert_eq!(
        target::place(&history, &new_revision(&["networking"])),
        Err(PlacementError::NotAHead {
            revision: NETWORKING.to_owned()
        })
    );
    let mut spliced = new_revision(&["networking"]);
    spliced.splice = Splice::Allowed;
    let placed = target::place(&history, &spliced);
    assert_eq!(placed.map(|it| it.down_revisions), Ok(owned(&[NETWORKING])));
}

#[test]
fn bases_upgrade_apart_and_together() {
    let history = history(two_bases());
    assert_eq!(history.bases(), [ACCOUNT, NETWORKING]);
    assert_eq!(
        range(&history, &[], "networking@base:"),
        [DNS, IP_NUMBER, NETWORKING]
    );
    let networking = [NETWORKING, IP_NUMBER, DNS];
    up(&history, &[], "networking@head", &networking, &[DNS]);
    up(
        &history,
        &[DNS],
        "heads",
        &[ACCOUNT, CART, CART_COLUMN, COLUMN, ANOTHER_COLUMN],
        &[DNS, CART_COLUMN, ANOTHER_COLUMN],
    );
    down(
        &history,
        &[DNS, CART_COLUMN, ANOTHER_COLUMN],
        "networking@base",
        &[DNS, IP_NUMBER, NETWORKING],
        &[CART_COLUMN, ANOTHER_COLUMN],
    );
}

#[test]
fn a_new_revision_depends_on_whole_ids_and_on_labels() {
    let history = history(two_bases());
    let mut placement = new_revision(&["networking@head"]);
    placement.depends_on = owned(&["55af2", "d747a", "shoppingcart"]);
    let placed = target::place(&history, &placement).expect("the dependencies exist");
    assert_eq!(placed.down_revisions, [DNS]);
    assert_eq!(
        placed.depends_on,
        [ANOTHER_COLUMN, CART_COLUMN, "shoppingcart"]
    );
}

#[test]
fn a_dependency_is_pulled_in_by_an_upgrade_and_left_by_a_downgrade() {
    let history = history(dependent());
    let mut path = [
        ACCOUNT,
        COLUMN,
        ANOTHER_COLUMN,
        NETWORKING,
        IP_NUMBER,
        DNS,
        IP_ACCOUNT,
    ];
    up(&history, &[], "networking@head", &path, &[IP_ACCOUNT]);
    path.reverse();
    assert_eq!(range(&history, &[], ":networking@head"), path);
    // The chapter lists the branch alone here.
    assert_eq!(range(&history, &[], "networking@base:"), path);
    assert_eq!(
        range(&history, &[], "networking:"),
        [IP_ACCOUNT, DNS, IP_NUMBER, NETWORKING]
    );
    down(
        &history,
        &[IP_ACCOUNT],
        "networking@base",
        &[IP_ACCOUNT, DNS, IP_NUMBER, NETWORKING],
        &[ANOTHER_COLUMN],
    );
}

#[test]
fn what_another_revision_needs_is_a_head_without_a_row() {
    let history = history(dependent());
    assert_eq!(history.heads(), [IP_ACCOUNT, ANOTHER_COLUMN, CART_COLUMN]);
    assert_eq!(history.effective_heads(), [IP_ACCOUNT, CART_COLUMN]);
    let order = up(
        &history,
        &[DNS, CART_COLUMN, ANOTHER_COLUMN],
        "heads",
        &[IP_ACCOUNT],
        &[IP_ACCOUNT, CART_COLUMN],
    );
    assert_eq!(order.steps[0].from, [DNS]);
    let current = target::current_revisions(&history, &order.to).expect("the rows are known");
    let current: Vec<&str> = current.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(current, [IP_ACCOUNT, ANOTHER_COLUMN, CART_COLUMN]);
}

#[test]
fn what_follows_it_gets_a_row_again() {
    let mut scripts = dependent();
    scripts.push(script(MORE_ACCOUNT).follows(&[ANOTHER_COLUMN]));
    let history = history(scripts);
    let order = up(
        &history,
        &[IP_ACCOUNT, CART_COLUMN],
        "heads",
        &[MORE_ACCOUNT],
        &[IP_ACCOUNT, CART_COLUMN, MORE_ACCOUNT],
    );
    assert_eq!(order.steps[0].version_operations, [insert(MORE_ACCOUNT)]);
}
