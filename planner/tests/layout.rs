//! The order of the rows, the lanes, and the graph as text.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use insta::assert_snapshot;
use limbeck_planner::history::Revision;
use limbeck_planner::layout::{self, COLORS, EdgeEnd, EdgeKind, text};
use proptest::prelude::*;

/// Revisions from lines such as `d: b c | a`: an id, its parents, and its dependencies.
fn revisions(lines: &str) -> Vec<Revision> {
    let words = |part: &str| part.split_whitespace().map(str::to_owned).collect();
    lines
        .split(',')
        .map(|line| {
            let (id, parents) = line.split_once(':').unwrap_or((line, ""));
            let (parents, dependencies) = parents.split_once('|').unwrap_or((parents, ""));
            Revision {
                id: id.trim().to_owned(),
                down_revisions: words(parents),
                depends_on: words(dependencies),
                ..Revision::default()
            }
        })
        .collect()
}

fn draw(lines: &str) -> String {
    let revisions = revisions(lines);
    text::draw(layout::rows(&revisions), |row| text::Entry {
        glyph: 'o',
        text: revisions[row.revision].id.clone(),
    })
}

#[test]
fn a_chain_stays_in_one_lane() {
    assert_snapshot!(draw("a, b: a, c: b"), @r"
    o  c
    o  b
    o  a
    ");
}

#[test]
fn nothing_draws_nothing() {
    assert_eq!(layout::rows(&[]).len(), 0);
    assert_eq!(text::draw(layout::rows(&[]), |_| unreachable!()), "");
}

#[test]
fn a_fork_has_its_branches_one_above_the_other() {
    // Interleaved in load order: 1 then 2 then 1 again.
    assert_snapshot!(draw("a, b1: a, b2: a, c1: b1, c2: b2"), @r"
    o  c2
    o  b2
    │ o  c1
    │ o  b1
    ├─╯
    o  a
    ");
}

#[test]
fn a_merge_goes_on_below_with_its_first_parent() {
    assert_snapshot!(draw("a, b: a, c: a, d: c, e: b d, f: e"), @r"
    o  f
    o  e
    ├─╮
    │ o  d
    │ o  c
    o │  b
    ├─╯
    o  a
    ");
}

#[test]
fn a_merge_of_three() {
    assert_snapshot!(draw("a, b: a, c: a, d: a, e: b c d"), @r"
    o  e
    ├─┬─╮
    │ │ o  d
    │ o │  c
    │ ├─╯
    o │  b
    ├─╯
    o  a
    ");
}

#[test]
fn merges_that_criss_cross() {
    assert_snapshot!(draw("a, b: a, c: a, d: b c, e: b c, f: d e"), @r"
    o  f
    ├─╮
    │ o  e
    │ ├─╮
    o │ │  d
    ╰─┼─┤
      │ o  c
      o │  b
      ├─╯
      o  a
    ");
}

#[test]
fn stairs() {
    assert_snapshot!(draw("a, b: a, c: a, d: b c, e: c, f: d e, g: e, h: f g"), @r"
    o  h
    ├─╮
    │ o  g
    o │  f
    ├─┤
    │ o  e
    o │  d
    ├─┤
    │ o  c
    o │  b
    ├─╯
    o  a
    ");
}

#[test]
fn forks_within_forks() {
    assert_snapshot!(draw("a, b: a, c: b, d: c, x: a, y: b, z: c"), @r"
    o  z
    │ o  y
    │ │ o  x
    │ │ │ o  d
    ├─│─│─╯
    o │ │  c
    ├─╯ │
    o   │  b
    ├───╯
    o  a
    ");
}

#[test]
fn several_roots() {
    assert_snapshot!(draw("a1, b1, a2: a1, b2: b1, c1"), @r"
    o  c1

    o  b2
    o  b1

    o  a2
    o  a1
    ");
}

#[test]
fn roots_that_a_merge_joins() {
    assert_snapshot!(draw("a1, b1, a2: a1, b2: b1, m: a2 b2"), @r"
    o  m
    ├─╮
    │ o  b2
    │ o  b1
    │
    o  a2
    o  a1
    ");
}

#[test]
fn a_dependency_does_not_break_a_branch_apart() {
    assert_snapshot!(draw("m1, m2: m1, m3: m2, s1, s2: s1, s3: s2 | m2, s4: s3"), @r"
    o  s4
    o  s3
    ├┄╮
    o ┊  s2
    o ┊  s1
      ┊
    o ┊  m3
    ├┄╯
    o  m2
    o  m1
    ");
}

#[test]
fn several_dependencies_on_one_revision() {
    assert_snapshot!(draw("a, b, c: b | a, d, e: d | a"), @r"
    o  e
    ├┄╮
    o ┊  d
      ┊
    o ┊  c
    ├┄┤
    o ┊  b
      ┊
      o  a
    ");
}

#[test]
fn a_dependency_on_a_parent_is_the_parent() {
    assert_snapshot!(draw("a, b: a | a"), @r"
    o  b
    o  a
    ");
}

#[test]
fn a_parent_named_twice_is_drawn_once() {
    assert_snapshot!(draw("a, b: a a, c: b b | b"), @r"
    o  c
    o  b
    o  a
    ");
}

#[test]
fn a_label_leads_to_the_revision_that_owns_it() {
    let mut revisions = revisions("a, b: | mail");
    revisions[0].branch_labels = vec!["mail".to_owned()];
    let first = layout::rows(&revisions).next().expect("a row");
    assert_eq!(first.edges[0].end, EdgeEnd::Revision(0));
    assert_eq!(first.edges[0].kind, EdgeKind::Dependency);
}

#[test]
fn the_branch_that_was_created_last_comes_first() {
    let mut revisions = revisions("a, b: a, c: a");
    revisions[1].created = Some("2026-11-22 14:00:00+00:00".to_owned());
    revisions[2].created = Some("2026-11-21 09:00:00+00:00".to_owned());
    let order: Vec<usize> = layout::rows(&revisions).map(|row| row.revision).collect();
    assert_eq!(order, [1, 2, 0]);
}

#[test]
fn a_missing_parent_ends_in_a_tilde() {
    assert_snapshot!(draw("b: a, c: b, d: b gone | lost"), @r"
    o  d
    ├─┬┄╮
    │ ~ ~
    │ o  c
    ├─╯
    o  b
    ~
    ");
}

#[test]
fn a_cycle_is_cut_once() {
    assert_snapshot!(draw("a: c, b: a, c: b, d: c"), @r"
    o  d
    o  c
    o  b
    o  a
    ↑
    ");
}

#[test]
fn a_cycle_without_a_head_is_drawn() {
    assert_snapshot!(draw("a: b, b: a, x, y: x"), @r"
    o  a
    o  b
    ↑
    o  y
    o  x
    ");
}

#[test]
fn a_self_loop_is_cut() {
    assert_snapshot!(draw("a, b: b a, c: b"), @r"
    o  c
    o  b
    ├─╮
    │ ↑
    o  a
    ");
}

#[test]
fn of_double_ids_the_first_is_followed() {
    assert_snapshot!(draw("a, b: a, b: a, c: b"), @r"
    o  c
    o  b
    │ o  b
    ├─╯
    o  a
    ");
}

#[test]
fn further_lines_stand_beside_the_lanes() {
    let revisions = revisions("a, b: a, c: a, d: b c");
    let drawing = text::draw(layout::rows(&revisions), |row| text::Entry {
        glyph: '●',
        text: format!("{}\nby hand\n\nend", revisions[row.revision].id),
    });
    assert_snapshot!(drawing, @r"
    ●    d
    ├─╮  by hand
    │ │
    │ │  end
    │ ●  c
    │ │  by hand
    │ │
    │ │  end
    ● │  b
    ├─╯  by hand
    │
    │    end
    ●  a
       by hand

       end
    ");
}

#[test]
fn a_branch_keeps_its_color_when_another_is_added() {
    let before = revisions("a, b: a, c: b, x: a, y: x");
    let after = revisions("a, b: a, c: b, x: a, y: x, n: b, o: n, p: y");
    let colors = |revisions: &[Revision]| -> HashMap<String, usize> {
        layout::rows(revisions)
            .map(|row| (revisions[row.revision].id.clone(), row.color))
            .collect()
    };
    let (before, after) = (colors(&before), colors(&after));
    for (id, color) in &before {
        assert_eq!(after[id], *color, "{id}");
    }
    assert_ne!(before["x"], before["a"]);
    assert_eq!(after["p"], after["y"]);
}

/// How many pairs of lanes that lie side by side have one colour, and how many there are.
fn equal_neighbours(revisions: &[Revision]) -> (usize, usize) {
    let (mut equal, mut all) = (0, 0);
    for row in layout::rows(revisions) {
        let mut lanes: Vec<(usize, usize)> =
            row.edges.iter().map(|edge| (edge.to, edge.color)).collect();
        lanes.sort_unstable();
        lanes.dedup_by_key(|it| it.0);
        for beside in lanes.windows(2) {
            if beside[0].0 + 1 == beside[1].0 {
                all += 1;
                equal += usize::from(beside[0].1 == beside[1].1);
            }
        }
    }
    (equal, all)
}

#[test]
fn lanes_side_by_side_are_told_apart() {
    for names in ["", "x", "y", "z"] {
        let mut text = format!("{names}0");
        let mut merged = String::new();
        for it in 1..20 {
            let _ = write!(text, ", {names}{it}: {names}{}", it - 1);
            let _ = write!(text, ", {names}b{it}: {names}{}", it - 1);
            let _ = write!(merged, " {names}b{it}");
        }
        let revisions = revisions(&format!("{text}, merge: {names}19{merged}"));
        let (equal, all) = equal_neighbours(&revisions);
        assert!(all > 100, "{all} pairs of lanes");
        assert_eq!(equal, 0, "of {all} pairs of lanes");
    }
}

/// Any revisions at all: parents that are missing, later, doubled or the revision itself.
fn any_revisions() -> impl Strategy<Value = Vec<Revision>> {
    let revision = (
        0..40usize,
        prop::collection::vec(0..45usize, 0..4),
        prop::collection::vec(0..45usize, 0..2),
    );
    prop::collection::vec(revision, 0..40).prop_map(|revisions| {
        let name = |it: usize| format!("r{it}");
        revisions
            .into_iter()
            .map(|(id, parents, dependencies)| Revision {
                id: name(id),
                down_revisions: parents.into_iter().map(name).collect(),
                depends_on: dependencies.into_iter().map(name).collect(),
                ..Revision::default()
            })
            .collect()
    })
}

/// Revisions that name only earlier ones.
fn sound_revisions() -> impl Strategy<Value = Vec<Revision>> {
    let edges = (
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        prop::option::weighted(0.2, any::<prop::sample::Index>()),
    );
    prop::collection::vec(edges, 0..60).prop_map(|revisions| {
        let name = |it: usize| format!("r{it}");
        revisions
            .into_iter()
            .enumerate()
            .map(|(own, (parents, dependency))| Revision {
                id: name(own),
                down_revisions: parents
                    .iter()
                    .filter(|_| own > 0)
                    .map(|it| name(it.index(own)))
                    .collect(),
                depends_on: dependency
                    .iter()
                    .filter(|_| own > 0)
                    .map(|it| name(it.index(own)))
                    .collect(),
                ..Revision::default()
            })
            .collect()
    })
}

/// Checks what holds for every layout, and gives the edges that were drawn whole.
fn check(revisions: &[Revision]) -> Vec<(usize, usize, EdgeKind)> {
    let rows: Vec<_> = layout::rows(revisions).collect();
    assert_eq!(rows.len(), revisions.len());
    let row_of: HashMap<usize, usize> = rows
        .iter()
        .enumerate()
        .map(|(row, it)| (it.revision, row))
        .collect();
    assert_eq!(row_of.len(), revisions.len(), "each revision has one row");

    let mut drawn = Vec::new();
    // What leads into each lane of the row that is looked at.
    let mut incoming: HashMap<usize, usize> = HashMap::new();
    for (position, row) in rows.iter().enumerate() {
        assert!(row.color < COLORS);
        if let Some(end) = incoming.remove(&row.lane) {
            assert_eq!(end, row.revision, "a lane leads into the wrong revision");
        }
        assert!(
            incoming.values().all(|&end| end != row.revision),
            "an edge misses its revision's lane"
        );
        let passing: HashMap<usize, usize> = row
            .edges
            .iter()
            .filter(|edge| !edge.starts)
            .map(|edge| match edge.end {
                EdgeEnd::Revision(end) => (edge.from, end),
                EdgeEnd::Cycle(_) | EdgeEnd::Missing => panic!("a stub passes a row"),
            })
            .collect();
        assert_eq!(passing, incoming, "an edge is lost, or comes from nowhere");

        let mut below: HashMap<usize, EdgeEnd> = HashMap::new();
        for edge in &row.edges {
            assert!(edge.color < COLORS);
            let other = *below.entry(edge.to).or_insert(edge.end);
            assert_eq!(other, edge.end, "two edges share a lane");
            if edge.starts {
                assert_eq!(edge.from, row.lane);
                match edge.end {
                    EdgeEnd::Revision(parent) => {
                        assert!(row_of[&parent] > position, "an edge leads upwards");
                        drawn.push((row.revision, parent, edge.kind));
                    }
                    EdgeEnd::Cycle(above) => assert!(row_of[&above] <= position),
                    EdgeEnd::Missing => {}
                }
            }
        }
        incoming = below
            .into_iter()
            .filter_map(|(lane, end)| match end {
                EdgeEnd::Revision(end) => Some((lane, end)),
                EdgeEnd::Cycle(_) | EdgeEnd::Missing => None,
            })
            .collect();
    }
    assert!(incoming.is_empty(), "an edge leads below the last row");
    drawn
}

proptest! {
    #[test]
    fn faulty_histories_are_laid_out(revisions in any_revisions()) {
        check(&revisions);
        let drawing = text::draw(layout::rows(&revisions), |row| text::Entry {
            glyph: 'o',
            text: format!("<{}>", row.revision),
        });
        for index in 0..revisions.len() {
            prop_assert_eq!(drawing.matches(&format!("<{index}>")).count(), 1);
        }
    }

    #[test]
    fn every_edge_of_a_sound_history_is_drawn_once(revisions in sound_revisions()) {
        let drawn = check(&revisions);
        let index: HashMap<&str, usize> = revisions
            .iter()
            .enumerate()
            .map(|(index, revision)| (revision.id.as_str(), index))
            .collect();
        let mut wanted = HashSet::new();
        for (child, revision) in revisions.iter().enumerate() {
            for parent in &revision.down_revisions {
                wanted.insert((child, index[parent.as_str()], EdgeKind::Direct));
            }
            for dependency in &revision.depends_on {
                if !revision.down_revisions.contains(dependency) {
                    wanted.insert((child, index[dependency.as_str()], EdgeKind::Dependency));
                }
            }
        }
        prop_assert_eq!(drawn.len(), wanted.len());
        prop_assert_eq!(drawn.into_iter().collect::<HashSet<_>>(), wanted);
    }

    #[test]
    fn the_first_parent_of_a_chain_is_the_next_row_unless_a_branch_comes_between(
        revisions in sound_revisions(),
    ) {
        // A revision whose only child is the row above, and which is that child's only link,
        // stands directly below it.
        let rows: Vec<usize> = layout::rows(&revisions).map(|row| row.revision).collect();
        let links = |revision: &Revision| -> HashSet<String> {
            revision.down_revisions.iter().chain(&revision.depends_on).cloned().collect()
        };
        for pair in rows.windows(2) {
            let child = links(&revisions[pair[0]]);
            let [only] = child.iter().collect::<Vec<_>>()[..] else { continue };
            let children = revisions.iter().filter(|it| links(it).contains(only)).count();
            if children == 1 {
                prop_assert_eq!(&revisions[pair[1]].id, only);
            }
        }
    }
}

#[test]
fn a_hundred_thousand_revisions_are_laid_out() {
    // A long trunk with a short branch at each tenth revision, merged back after five more.
    let mut revisions = Vec::new();
    for index in 0..100_000usize {
        let mut revision = Revision {
            id: format!("r{index}"),
            ..Revision::default()
        };
        let parent = match index % 10 {
            5 if index > 10 => index - 3,
            6 => index - 2,
            _ => index.wrapping_sub(1),
        };
        if index > 0 {
            revision.down_revisions.push(format!("r{parent}"));
        }
        if index % 10 == 9 {
            revision.down_revisions.push(format!("r{}", index - 4));
        }
        revisions.push(revision);
    }
    let rows: Vec<_> = layout::rows(&revisions).collect();
    assert_eq!(rows.len(), revisions.len());
    assert!(rows.iter().all(|row| row.lane < 4));
}
