use limbeck_planner::plan::Statement;

/// The most characters that are shown of a statement: it may be megabytes long.
const LONGEST: usize = 120;

/// The beginning of a statement, behind the comments before it, on one line.
pub fn statement(statement: &Statement) -> String {
    let mut shown = String::new();
    let mut room = LONGEST;
    for word in statement.code().split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
            room = room.saturating_sub(1);
        }
        let mut characters = word.chars();
        shown.extend(characters.by_ref().take(room));
        if characters.next().is_some() {
            shown.push('…');
            break;
        }
        room -= word.chars().count();
    }
    shown
}

#[cfg(test)]
mod tests {
    use limbeck_planner::sql::Terminator;

    use super::*;

    fn shown(sql: &str, code_start: usize) -> String {
        statement(&Statement {
            sql: sql.to_owned(),
            code_start,
            terminator: Terminator::Semicolon,
            copy_data: None,
            line: 1,
            column: 1,
        })
    }

    #[test]
    fn one_line_without_the_comments_before_it() {
        assert_eq!(shown("-- a\nSELECT\n  1,\t2", 5), "SELECT 1, 2");
    }

    #[test]
    fn a_long_statement_is_cut() {
        let cut = shown(&"é".repeat(300), 0);
        assert_eq!(cut.chars().count(), LONGEST + 1);
        assert!(cut.ends_with('…'));
        let words = shown(&"ab ".repeat(300), 0);
        assert!(words.chars().count() <= LONGEST + 1, "{words}");
    }
}
