use std::ops::Range;

use sha2::{Digest, Sha256};

use super::header::Header;
use super::marker::SectionTransaction;
use crate::history::Revision;
use crate::plan::Direction;

/// A migration script: what it declares, and where its parts stand in its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// Its path below the folder that was opened, with `/` between the parts.
    pub path: String,
    /// The whole text, byte for byte.
    pub text: String,
    /// What the header declares.
    pub revision: Revision,
    /// Where the header's values stand.
    pub header: Header,
    /// The upgrade.
    pub upgrade: Section,
    /// The downgrade; `None` where there is no way back.
    pub downgrade: Option<Section>,
}

/// One direction of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The text after the marker's line, up to the next marker or the end.
    pub body: Range<usize>,
    /// The marker that opens it; empty where the marker is missing, which is an error of its own.
    pub marker: Range<usize>,
    /// Whether it may run inside a transaction.
    pub transaction: SectionTransaction,
}

impl Section {
    /// An empty section at the end of `text`, for one that is not there.
    pub(super) fn missing(text: &str) -> Self {
        let end = text.len()..text.len();
        Self {
            body: end.clone(),
            marker: end,
            transaction: SectionTransaction::Inside,
        }
    }
}

impl Script {
    /// The section for `direction`; `None` for a downgrade where there is no way back.
    pub fn section(&self, direction: Direction) -> Option<&Section> {
        match direction {
            Direction::Upgrade => Some(&self.upgrade),
            Direction::Downgrade => self.downgrade.as_ref(),
        }
    }

    /// The SHA-256 of the script's bytes, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(self.text.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}
