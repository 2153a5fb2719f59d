//! The part of the address behind `#`: which view, of what, with which choices.

use limbeck_planner::plan::TransactionMode;
use limbeck_planner::sql::Dialect;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::View;
use crate::worker::Named;

/// What a fragment cannot hold, and what parts its own fields.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'`');

/// The state that an address holds. What is `None` was not said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    /// Which example is open.
    pub example: Option<String>,
    /// Which view.
    pub view: Option<View>,
    /// The selected revision's id.
    pub revision: Option<String>,
    /// Where the plan begins.
    pub current: Option<String>,
    /// Where the plan leads.
    pub target: Option<String>,
    /// What the SQL is for.
    pub dialect: Option<Dialect>,
    /// How the plan is grouped into transactions.
    pub transaction: Option<TransactionMode>,
    /// What is searched for.
    pub query: Option<String>,
    /// The object of the schema that is looked at.
    pub object: Option<String>,
    /// What it asks for and there is not, and is not passed over: another SQL than the one meant
    /// would look just as right.
    pub misread: Vec<Misread>,
}

/// A choice in an address that there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// What is to be chosen.
    pub field: &'static str,
    /// What the address says.
    pub value: String,
}

impl Address {
    /// Reads a fragment, with or without its `#`. What it does not know it passes over.
    pub fn read(fragment: &str) -> Self {
        let mut address = Self::default();
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        for field in fragment.split('&') {
            let (key, value) = field.split_once('=').unwrap_or((field, ""));
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            match key {
                "example" => address.example = Some(value),
                "view" => address.view = View::read(&value),
                "revision" => address.revision = Some(value),
                "current" => address.current = Some(value),
                "target" => address.target = Some(value),
                "dialect" => address.dialect = address.choice("dialect", value),
                "transaction" => {
                    address.transaction = address.choice("transaction mode", value);
                }
                "query" => address.query = Some(value),
                "object" => address.object = Some(value),
                _ => {}
            }
        }
        address
    }

    /// The choice of this name, in whatever case, if there is one.
    fn choice<T: Named>(&mut self, field: &'static str, value: String) -> Option<T> {
        let choice = T::named(&value.to_ascii_lowercase());
        if choice.is_none() {
            self.misread.push(Misread { field, value });
        }
        choice
    }

    /// The fragment, without its `#`.
    pub fn write(&self) -> String {
        let view = self.view.map(|view| view.name().to_owned());
        let dialect = self.dialect.map(|it| it.name().to_owned());
        let transaction = self.transaction.map(|it| it.name().to_owned());
        let fields = [
            ("example", &self.example),
            ("view", &view),
            ("revision", &self.revision),
            ("current", &self.current),
            ("target", &self.target),
            ("dialect", &dialect),
            ("transaction", &transaction),
            ("query", &self.query),
            ("object", &self.object),
        ];
        fields
            .into_iter()
            .filter_map(|(key, value)| {
                let value = utf8_percent_encode(value.as_deref()?, ESCAPED);
                Some(format!("{key}={value}"))
            })
            .collect::<Vec<_>>()
            .join("&")
    }

    /// Whether the fragment says anything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let address = Address {
            view: Some(View::Plan),
            target: Some("shop@head+2 &=#%ü".to_owned()),
            query: Some(String::new()),
            dialect: Some(Dialect::Mysql),
            ..Address::default()
        };
        assert_eq!(Address::read(&address.write()), address);
        assert_eq!(Address::read(&format!("#{}", address.write())), address);
    }

    #[test]
    fn a_fragment_is_legible() {
        let address = Address::read("#view=plan&current=base&target=shop@head");
        assert_eq!(address.write(), "view=plan&current=base&target=shop@head");
    }

    #[test]
    fn a_choice_is_read_or_told_of() {
        let address = Address::read("dialect=MySQL&transaction=all");
        assert_eq!(address.dialect, Some(Dialect::Mysql));
        assert_eq!(address.transaction, Some(TransactionMode::All));
        assert_eq!(address.misread, []);
        let address = Address::read("dialect=oracle&transaction=");
        let misread: Vec<_> = address
            .misread
            .iter()
            .map(|it| (it.field, it.value.as_str()))
            .collect();
        assert_eq!(misread, [("dialect", "oracle"), ("transaction mode", "")]);
        assert_eq!((address.dialect, address.transaction), (None, None));
    }

    #[test]
    fn what_is_unknown_is_passed_over() {
        assert!(Address::read("").is_empty());
        assert!(Address::read("#view=moon&x=1&&=").is_empty());
        let broken = Address::read("target=%zz%ff&revision");
        assert_eq!(broken.target.as_deref(), Some("%zz\u{fffd}"));
        assert_eq!(broken.revision.as_deref(), Some(""));
    }
}
