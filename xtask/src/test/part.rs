use std::str::FromStr;

/// A part of the test run, which can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Format,
    Lint,
    Unit,
    Generated,
    JavaScript,
    Databases,
    Alembic,
    Browser,
    Page,
}

impl Part {
    /// Every part, in the order in which they run: what fails soonest comes first.
    pub(super) const ALL: [Self; 9] = [
        Self::Format,
        Self::Lint,
        Self::Unit,
        Self::Generated,
        Self::JavaScript,
        Self::Databases,
        Self::Alembic,
        Self::Browser,
        Self::Page,
    ];

    /// What it is called on the command line.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lint => "lint",
            Self::Unit => "unit",
            Self::Generated => "generated",
            Self::JavaScript => "javascript",
            Self::Databases => "databases",
            Self::Alembic => "alembic",
            Self::Browser => "browser",
            Self::Page => "page",
        }
    }

    /// What it tests.
    pub(super) const fn description(self) -> &'static str {
        match self {
            Self::Format => "rustfmt agrees",
            Self::Lint => "clippy agrees, natively and for the browser",
            Self::Unit => "unit, property and documentation tests",
            Self::Generated => "generated files are up to date",
            Self::JavaScript => "the planner's JavaScript interface under Node",
            Self::Databases => "SQLite, PostgreSQL and MariaDB, each for real",
            Self::Alembic => "the same answers as Alembic",
            Self::Browser => "the page in Chromium",
            Self::Page => "Trunk and this builder give the same page",
        }
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|part| part.name() == name);
        found.ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|part| part.name()).collect();
            format!(
                "there is no part `{name}`; the parts are {}",
                names.join(", ")
            )
        })
    }
}

/// Some parts, as the command line lists them.
#[derive(Debug, Clone)]
pub(crate) struct Parts(Vec<Part>);

impl Parts {
    /// Whether the list has this part.
    pub(super) fn contains(&self, part: Part) -> bool {
        self.0.contains(&part)
    }
}

impl FromStr for Parts {
    type Err = String;

    fn from_str(list: &str) -> Result<Self, Self::Err> {
        let names = list.split(',').map(str::trim);
        let parts = names.filter(|name| !name.is_empty()).map(Part::from_str);
        parts.collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        let parts: Parts = "browser, databases".parse().unwrap();
        assert!(parts.contains(Part::Browser) && parts.contains(Part::Databases));
        assert!(!parts.contains(Part::Unit));
    }

    #[test]
    fn unknown_parts_are_refused_with_the_known_ones() {
        let message = "browsers".parse::<Parts>().unwrap_err();
        assert!(message.contains("`browsers`") && message.contains("alembic"));
    }
}
