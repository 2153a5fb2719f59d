/// Whether `sql` holds nothing that a database would run: only white space, semicolons and
/// comments, as far as that can be told without knowing the dialect.
pub(super) fn is_blank(sql: &str) -> bool {
    first_code(sql).is_none()
}

/// The first byte of `sql` that is not white space, a semicolon or part of a comment of every
/// dialect; none where there is nothing else. MySQL's conditional comments (`/*! … */`, MariaDB's
/// `/*M! … */`) do run, and a comment that is never closed is none.
pub(super) fn first_code(sql: &str) -> Option<usize> {
    let mut rest = sql.trim_start();
    loop {
        let start = sql.len() - rest.len();
        rest = if let Some(comment) = rest.strip_prefix("--") {
            comment.split_once('\n').map_or("", |(_, after)| after)
        } else if rest.starts_with("/*!") || rest.starts_with("/*M!") {
            return Some(start);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            let Some((_, after)) = comment.split_once("*/") else {
                return Some(start);
            };
            after
        } else if let Some(after) = rest.strip_prefix(';') {
            after
        } else {
            return (!rest.is_empty()).then_some(start);
        }
        .trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::is_blank;

    #[test]
    fn comments_and_semicolons_run_nothing() {
        assert!(is_blank(""));
        assert!(is_blank(" \n-- nothing to undo\n;/* at all */ ;"));
    }

    #[test]
    fn statements_run() {
        assert!(!is_blank("SELECT 1"));
        assert!(!is_blank("-- a\n/* b */ DROP TABLE c;"));
        assert!(!is_blank("/*!40101 SET NAMES utf8 */;"));
        assert!(!is_blank("/*M!100100 SET x = 1 */;"));
    }

    #[test]
    fn an_open_comment_is_not_blank() {
        assert!(!is_blank("/* DROP TABLE a;"));
    }
}
