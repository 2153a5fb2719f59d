use std::str::Utf8Error;

use super::File;
use super::lines::LineIndex;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// The path and the text of a file.
pub(crate) fn decode(file: File) -> Result<(String, String), Diagnostic> {
    let File { path, bytes } = file;
    match String::from_utf8(bytes) {
        Ok(text) => Ok((path, text)),
        Err(error) => Err(not_utf8(&path, error.as_bytes(), &error.utf8_error())),
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
