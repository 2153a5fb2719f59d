use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::schema::{ForeignKey, QualifiedName, Rule, Schema};

/// Which tables refer to each other, perhaps by way of others: each with the number of its circle.
#[derive(Debug, Default)]
pub(super) struct Circles(BTreeMap<QualifiedName, usize>);

impl Circles {
    /// The circles among some tables of a schema. Linear in these and their foreign keys, apart from
    /// logarithms.
    pub(super) fn among(schema: &Schema, tables: &BTreeSet<QualifiedName>) -> Self {
        let mut graph: DiGraph<&QualifiedName, ()> = DiGraph::new();
        let nodes: BTreeMap<&QualifiedName, _> =
            tables.iter().map(|it| (it, graph.add_node(it))).collect();
        for (name, &node) in &nodes {
            let constraints = schema.table(name).map(|it| &it.constraints);
            for constraint in constraints.into_iter().flatten() {
                if let Rule::ForeignKey(key) = &constraint.rule
                    && let Some(&referred) = nodes.get(&key.table)
                {
                    graph.add_edge(node, referred, ());
                }
            }
        }
        let circles = kosaraju_scc(&graph);
        let numbered = circles.iter().enumerate().flat_map(|(number, circle)| {
            let graph = &graph;
            circle
                .iter()
                .map(move |&node| (graph[node].clone(), number))
        });
        Self(numbered.collect())
    }

    /// Whether a foreign key of `name` leads to another table that leads back.
    pub(super) fn hold(&self, name: &QualifiedName, key: &ForeignKey) -> bool {
        let (one, other) = (self.0.get(name), self.0.get(&key.table));
        key.table != *name && one.is_some() && one == other
    }
}
