//! Reads what a person typed, without looking at a history.

use std::fmt;

use super::TargetError;

/// Where `upgrade` and `downgrade` go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A place by its name: `head`, `ae10`, `shop@head`, `base`.
    Absolute(Reference),
    /// A number of steps from a place: `+2`, `-1`, `ae10+2`, `shop@+1`.
    Relative(Relative),
}

/// Revisions by name: `head`, `ae1027a6acf0`, `ae10`, `shop`, `shop@head`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The branch before the `@`: a label, an id or a part of an id.
    pub branch: Option<String>,
    /// What is meant, on that branch if one is named.
    pub symbol: Symbol,
}

/// A word that stands for revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Symbol {
    /// `head`: the one head.
    Head,
    /// `heads`: all heads.
    Heads,
    /// `base`: before the first revision.
    Base,
    /// An id, a part of an id, or a branch label; never empty.
    Name(String),
}

/// A number of steps from a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// The branch before the `@`: a label, an id or a part of an id.
    pub branch: Option<String>,
    /// Where the steps start; where the database is, if nothing is named.
    pub anchor: Option<Symbol>,
    /// How many, towards the heads; below zero towards the bases.
    pub steps: i64,
}

/// More steps than any history has: what is beyond is read as this.
pub(super) const MOST_STEPS: i64 = u32::MAX as i64;

/// What `show`, `edit`, `merge`, `stamp` and `revision --head` take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Revisions by name.
    Reference(Reference),
    /// `-2`, `shop@-2`: so many steps below each head, or each head on the branch.
    BelowHeads {
        /// The branch before the `@`: its label, since heads are told by the labels they have.
        branch: Option<String>,
        /// How many steps; at least one.
        steps: u32,
    },
}

impl Target {
    /// Reads a target of `upgrade` or `downgrade`: Alembic's `_relative_destination`, or else a
    /// [`Reference`].
    ///
    /// The whole text must fit, where Alembic ignores what stands after the number of steps and
    /// takes `2024-01-01` for one step below `2024`.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let (branch, place) = split_branch(text)?;
        let place_before_sign = place.find(['+', '-']);
        if let Some((anchor, steps)) = place_before_sign.map(|sign| place.split_at(sign))
            && anchor.chars().all(is_word)
            && let Some(steps) = parse_steps(steps)
        {
            return Ok(Self::Relative(Relative {
                branch: branch.map(str::to_owned),
                anchor: (!anchor.is_empty()).then(|| Symbol::parse(anchor)),
                steps,
            }));
        }
        Reference::parse(text).map(Self::Absolute)
    }
}

impl Reference {
    /// Reads what names revisions: Alembic's `_resolve_revision_number`.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let (branch, place) = split_branch(text)?;
        Ok(Self {
            branch: branch.map(str::to_owned),
            symbol: Symbol::parse(place),
        })
    }
}

impl Selection {
    /// Reads what `show`, `merge` and the like take: Alembic's `RevisionMap.get_revisions`.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let (branch, place) = split_branch(text)?;
        match parse_steps(place) {
            Some(steps) if steps < 0 => Ok(Self::BelowHeads {
                branch: branch.map(str::to_owned),
                steps: u32::try_from(steps.unsigned_abs()).unwrap_or(u32::MAX),
            }),
            _ => Reference::parse(text).map(Self::Reference),
        }
    }
}

impl Symbol {
    pub(super) fn parse(word: &str) -> Self {
        match word {
            "head" => Self::Head,
            "heads" => Self::Heads,
            "base" => Self::Base,
            name => Self::Name(name.to_owned()),
        }
    }

    /// The word itself.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Head => "head",
            Self::Heads => "heads",
            Self::Base => "base",
            Self::Name(name) => name,
        }
    }
}

impl fmt::Display for Reference {
    /// Writes it as it was typed.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(branch) = &self.branch {
            write!(formatter, "{branch}@")?;
        }
        formatter.write_str(self.symbol.as_str())
    }
}

/// Takes off the branch, which ends at the first `@`.
///
/// Nothing before the `@`, after it, or at all is refused; Alembic takes the first for no branch
/// and fails with an `AssertionError` for the others.
fn split_branch(text: &str) -> Result<(Option<&str>, &str), TargetError> {
    let (branch, place) = match text.split_once('@') {
        Some((branch, place)) => (Some(branch), place),
        None => (None, text),
    };
    if place.is_empty() || branch == Some("") {
        return Err(TargetError::Incomplete {
            target: text.to_owned(),
        });
    }
    Ok((branch, place))
}

/// What Python's `\w` matches.
fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// A sign and digits; from [`MOST_STEPS`] on, one number is as good as any.
fn parse_steps(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-'])?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let steps = digits
        .parse()
        .map_or(MOST_STEPS, |steps: i64| steps.min(MOST_STEPS));
    Some(if text.starts_with('-') { -steps } else { steps })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> Symbol {
        Symbol::Name(name.to_owned())
    }

    fn absolute(branch: Option<&str>, symbol: Symbol) -> Target {
        Target::Absolute(Reference {
            branch: branch.map(str::to_owned),
            symbol,
        })
    }

    fn relative(branch: Option<&str>, anchor: Option<Symbol>, steps: i64) -> Target {
        Target::Relative(Relative {
            branch: branch.map(str::to_owned),
            anchor,
            steps,
        })
    }

    #[test]
    fn every_form_of_target_is_read() {
        let forms = [
            ("head", absolute(None, Symbol::Head)),
            ("heads", absolute(None, Symbol::Heads)),
            ("base", absolute(None, Symbol::Base)),
            ("ae10", absolute(None, name("ae10"))),
            ("shop@head", absolute(Some("shop"), Symbol::Head)),
            ("shop@heads", absolute(Some("shop"), Symbol::Heads)),
            ("shop@base", absolute(Some("shop"), Symbol::Base)),
            ("shop@ae10", absolute(Some("shop"), name("ae10"))),
            ("+2", relative(None, None, 2)),
            ("-1", relative(None, None, -1)),
            ("+0", relative(None, None, 0)),
            ("ae10+2", relative(None, Some(name("ae10")), 2)),
            ("ae10-2", relative(None, Some(name("ae10")), -2)),
            ("head-1", relative(None, Some(Symbol::Head), -1)),
            ("shop@+2", relative(Some("shop"), None, 2)),
            ("shop@-2", relative(Some("shop"), None, -2)),
            (
                "shop@ae10-1",
                relative(Some("shop"), Some(name("ae10")), -1),
            ),
            ("my-label@head", absolute(Some("my-label"), Symbol::Head)),
            ("v-1@head", absolute(Some("v-1"), Symbol::Head)),
        ];
        for (text, target) in forms {
            assert_eq!(Target::parse(text), Ok(target), "{text}");
        }
    }

    #[test]
    fn text_after_the_steps_is_not_ignored() {
        assert_eq!(
            Target::parse("2024-01-01"),
            Ok(absolute(None, name("2024-01-01")))
        );
        assert_eq!(
            Target::parse("ae10+2x"),
            Ok(absolute(None, name("ae10+2x")))
        );
        assert_eq!(Target::parse("a@b@c"), Ok(absolute(Some("a"), name("b@c"))));
    }

    #[test]
    fn half_a_target_is_refused() {
        for text in ["", "@", "shop@", "@head", "@+1"] {
            assert_eq!(
                Target::parse(text),
                Err(TargetError::Incomplete {
                    target: text.to_owned()
                }),
                "{text}"
            );
        }
    }

    #[test]
    fn steps_beyond_all_numbers_are_many() {
        assert_eq!(
            Target::parse("+99999999999999999999"),
            Ok(relative(None, None, i64::from(u32::MAX)))
        );
    }

    #[test]
    fn a_selection_knows_steps_below_the_heads() {
        assert_eq!(
            Selection::parse("shop@-2"),
            Ok(Selection::BelowHeads {
                branch: Some("shop".to_owned()),
                steps: 2
            })
        );
        assert_eq!(
            Selection::parse("ae10-2"),
            Ok(Selection::Reference(Reference {
                branch: None,
                symbol: name("ae10-2")
            }))
        );
    }
}
