use crate::database::{DatabaseError, Session};

/// A row of a query, whose columns are taken one after the other.
pub(super) struct Row(std::vec::IntoIter<Option<String>>);

/// The rows that a query gives.
pub(super) async fn rows(session: &mut Session, sql: &str) -> Result<Vec<Row>, DatabaseError> {
    let rows = session.rows(sql).await?;
    Ok(rows.into_iter().map(|row| Row(row.into_iter())).collect())
}

impl Row {
    /// The next column; nothing for a null.
    pub(super) fn optional(&mut self) -> Option<String> {
        self.0.next().flatten()
    }

    /// The next column; empty for a null.
    pub(super) fn text(&mut self) -> String {
        self.optional().unwrap_or_default()
    }

    /// The next column; nothing for a null and for an empty text, which stand for no comment.
    pub(super) fn comment(&mut self) -> Option<String> {
        self.optional().filter(|comment| !comment.is_empty())
    }

    /// The next column, which says whether something is so, in the words of any of the databases.
    pub(super) fn is_so(&mut self) -> bool {
        matches!(
            self.text().to_ascii_lowercase().as_str(),
            "t" | "true" | "1" | "yes"
        )
    }

    /// The next column, a whole number.
    pub(super) fn number(&mut self) -> Option<i128> {
        self.optional()?.parse().ok()
    }

    /// The next column, a list in JSON; empty for a null.
    pub(super) fn list(&mut self) -> Vec<String> {
        let text = self.optional().unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }
}
