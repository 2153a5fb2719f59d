/// The longest text that is compared.
pub(super) const LONGEST: usize = 40;

/// A row, and as many before it as a swap looks back.
const ROWS: usize = 4;

/// How many slips of the fingers lead from `from` to `to`, if they are at most `most`: a character put
/// in, left out, replaced, or swapped with the next. It gives up as soon as there are more.
///
/// This is the Damerau–Levenshtein distance, with one thing less: two characters are taken for
/// swapped only where at most one was put in or left out between them. Of more than [`LONGEST`]
/// characters, nothing is near.
pub(super) fn edits(from: &[u8], to: &[u8], most: u8) -> Option<u8> {
    let width = usize::from(most);
    if from.len().abs_diff(to.len()) > width || from.len().max(to.len()) > LONGEST {
        return None;
    }
    // What each beginning of `from`, a row, is away from each beginning of `to`. Only what lies so
    // near to the diagonal that it can matter is filled in, and only the last rows are kept.
    let far = most + 1;
    let mut away = [[far; LONGEST + 1]; ROWS];
    for (column, count) in (0..=most).enumerate() {
        away[0][column] = count;
    }
    for row in 1..=from.len() {
        away[row % ROWS] = [far; LONGEST + 1];
        let mut fewest_of_row = far;
        for column in row.saturating_sub(width)..=(row + width).min(to.len()) {
            let at = |up: usize, left: usize| away[(row - up) % ROWS][column - left];
            let mut fewest = at(1, 0) + 1;
            if column > 0 {
                let differs = u8::from(from[row - 1] != to[column - 1]);
                fewest = fewest.min(at(1, 1) + differs).min(at(0, 1) + 1);
            }
            for (up, left, cost) in [(1, 1, 1), (1, 2, 2), (2, 1, 2)] {
                let is_swap = row > up
                    && column > left
                    && from[row - 1] == to[column - 1 - left]
                    && to[column - 1] == from[row - 1 - up];
                if is_swap {
                    fewest = fewest.min(at(up + 1, left + 1) + cost);
                }
            }
            away[row % ROWS][column] = fewest.min(far);
            fewest_of_row = fewest_of_row.min(fewest);
        }
        if fewest_of_row > most {
            return None;
        }
    }
    Some(away[from.len() % ROWS][to.len()]).filter(|&count| count <= most)
}

#[cfg(test)]
mod tests {
    use super::edits;

    fn count(from: &str, to: &str) -> Option<u8> {
        edits(from.as_bytes(), to.as_bytes(), 2)
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(count("down", "down"), Some(0));
        assert_eq!(count("dwon", "down"), Some(1));
        assert_eq!(count("donw", "down"), Some(1));
        assert_eq!(count("dow", "down"), Some(1));
        assert_eq!(count("xdowm", "down"), Some(2));
        assert_eq!(count("xydown", "down"), Some(2));
        assert_eq!(count("wn", "down"), Some(2));
        assert_eq!(count("up", "down"), None);
        assert_eq!(count("", "up"), Some(2));
        assert_eq!(count("up", ""), Some(2));
        assert_eq!(count("", "down"), None);
        assert_eq!(count(&"x".repeat(41), &"x".repeat(41)), None);
    }

    #[test]
    fn swapped_characters_may_have_one_between_them() {
        assert_eq!(count("dw-on", "down"), Some(2));
        assert_eq!(count("dwn", "down"), Some(1));
        assert_eq!(count("down", "dwxon"), Some(2));
        assert_eq!(count("oxd", "do"), Some(2));
    }
}
