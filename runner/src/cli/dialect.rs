use clap::ValueEnum;
use clap::builder::PossibleValue;
use limbeck_planner::sql::Dialect;

/// A dialect, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DialectArgument(pub Dialect);

impl ValueEnum for DialectArgument {
    fn value_variants<'variants>() -> &'variants [Self] {
        &[
            Self(Dialect::Postgresql),
            Self(Dialect::Mysql),
            Self(Dialect::Sqlite),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.0.name());
        Some(match self.0 {
            Dialect::Postgresql => value.alias("postgres"),
            Dialect::Mysql => value.alias("mariadb"),
            Dialect::Sqlite => value,
        })
    }
}
