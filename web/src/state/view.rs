//! The views: what the tabs of the page lead to.

/// Which part of the page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// The graph alone.
    #[default]
    Graph,
    /// The selected revision, beside the graph.
    Revision,
    /// The plan, beside the graph.
    Plan,
    /// The problems, beside the graph.
    Problems,
    /// The schema, beside the graph.
    Schema,
    /// What there is between the heads, beside the graph.
    Conflicts,
    /// The declared schema and the revision that leads to it, beside the graph.
    Declared,
}

impl View {
    /// Every view, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Graph,
        Self::Revision,
        Self::Plan,
        Self::Problems,
        Self::Schema,
        Self::Conflicts,
        Self::Declared,
    ];

    /// The name in addresses and in `data-view`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Graph => "graph",
            Self::Revision => "revision",
            Self::Plan => "plan",
            Self::Problems => "problems",
            Self::Schema => "schema",
            Self::Conflicts => "conflicts",
            Self::Declared => "declared",
        }
    }

    /// The name for people.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Graph => "Graph",
            Self::Revision => "Revision",
            Self::Plan => "Plan",
            Self::Problems => "Problems",
            Self::Schema => "Schema",
            Self::Conflicts => "Conflicts",
            Self::Declared => "New revision",
        }
    }

    /// The view of this name.
    pub(super) fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }

    /// The view that a key goes to: `1` is the first.
    pub fn of_key(key: &str) -> Option<Self> {
        let number: usize = key.parse().ok()?;
        Self::ALL.get(number.checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_view_has_a_key() {
        assert_eq!(View::of_key("1"), Some(View::Graph));
        assert_eq!(View::of_key("4"), Some(View::Problems));
        assert_eq!(View::of_key("5"), Some(View::Schema));
        assert_eq!(View::of_key("6"), Some(View::Conflicts));
        assert_eq!(View::of_key("7"), Some(View::Declared));
        for key in ["0", "9", "j", ""] {
            assert_eq!(View::of_key(key), None, "{key}");
        }
    }
}
