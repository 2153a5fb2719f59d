use std::str::Utf8Error;

use super::File;
use super::lines::LineIndex;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// The path and the text of a file.
pub(crate) fn decode(file: File) -> Result<(String, String), Diagnostic> {
    let File { path, bytes } = file;
    match String::from_utf8(bytes) {
        Ok(text) => match nul_byte(&text) {
            Some(offset) => Err(has_nul_byte(&path, &text, offset)),
            None => Ok((path, text)),
        },
        Err(error) => Err(not_utf8(&path, error.as_bytes(), &error.utf8_error())),
    }
}

/// Where a text has a NUL byte: the clients of databases take it for the text's end, and do not say
/// so.
pub(super) fn nul_byte(text: &str) -> Option<usize> {
    text.find('\0')
}

/// What is said of a NUL byte.
pub(super) const NUL_BYTE: &str = "the file has a NUL byte here, and databases read no further";

/// What to do about it.
pub(super) const TAKE_IT_OUT: &str = "take it out; a file that was saved as UTF-16 has many";

fn has_nul_byte(path: &str, text: &str, offset: usize) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: Code::NulByte,
        message: NUL_BYTE.to_owned(),
        location: Some(LineIndex::new(text).location(path, offset..offset + 1)),
        related: Vec::new(),
        help: Some(TAKE_IT_OUT.to_owned()),
    }
}

/// The diagnostic for a file at `path` whose `bytes` are not UTF-8, at the first bad byte.
pub(super) fn not_utf8(path: &str, bytes: &[u8], error: &Utf8Error) -> Diagnostic {
    let offset = error.valid_up_to();
    let before = std::str::from_utf8(&bytes[..offset]).unwrap_or_default();
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "the file looks like UTF-16; save it as UTF-8"
    } else {
        "save the file as UTF-8"
    };
    Diagnostic {
        severity: Severity::Error,
        code: Code::NotUtf8,
        message: format!("the file is not UTF-8 text: byte 0x{byte:02X} cannot stand here"),
        location: Some(LineIndex::new(before).location(path, offset..offset)),
        related: Vec::new(),
        help: Some(help.to_owned()),
    }
}
