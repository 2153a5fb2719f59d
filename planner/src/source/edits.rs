/// How many slips of the fingers lead from `from` to `to`, if they are at most `most`: a character put
/// in, left out, replaced, or swapped with the next. It gives up as soon as there are more.
///
/// This is the Damerau–Levenshtein distance, with one thing less: two characters are taken for
/// swapped only where at most one was put in or left out between them.
pub(super) fn edits(from: &[char], to: &[char], most: usize) -> Option<usize> {
    if from.len().abs_diff(to.len()) > most {
        return None;
    }
    let width = to.len() + 1;
    // What each beginning of `from`, a row, is away from each beginning of `to`.
    let mut away: Vec<usize> = Vec::with_capacity((from.len() + 1) * width);
    away.extend(0..width);
    for (row, &here) in (1..).zip(from) {
        away.push(row);
        for (column, &there) in (1..).zip(to) {
            let at = |up: usize, left: usize| away[(row - up) * width + column - left];
            let mut fewest = (at(1, 1) + usize::from(here != there))
                .min(at(1, 0) + 1)
                .min(at(0, 1) + 1);
            for (up, left) in [(1, 1), (1, 2), (2, 1)] {
                let is_swap = row > up
                    && column > left
                    && here == to[column - 1 - left]
                    && there == from[row - 1 - up];
                if is_swap {
                    fewest = fewest.min(at(up + 1, left + 1) + up + left - 1);
                }
            }
            away.push(fewest);
        }
        if away[row * width..].iter().all(|&count| count > most) {
            return None;
        }
    }
    away.last().copied().filter(|&count| count <= most)
}

#[cfg(test)]
mod tests {
    use super::edits;

    fn count(from: &str, to: &str) -> Option<usize> {
        let characters = |text: &str| text.chars().collect::<Vec<char>>();
        edits(&characters(from), &characters(to), 2)
    }

    #[test]
    fn slips_are_counted() {
        assert_eq!(count("down", "down"), Some(0));
        assert_eq!(count("dwon", "down"), Some(1));
        assert_eq!(count("donw", "down"), Some(1));
        assert_eq!(count("dow", "down"), Some(1));
        assert_eq!(count("xdowm", "down"), Some(2));
        assert_eq!(count("up", "down"), None);
        assert_eq!(count("", "up"), Some(2));
        assert_eq!(count("", "down"), None);
    }

    #[test]
    fn swapped_characters_may_have_one_between_them() {
        assert_eq!(count("dw-on", "down"), Some(2));
        assert_eq!(count("dwn", "down"), Some(1));
        assert_eq!(count("down", "dwxon"), Some(2));
        assert_eq!(count("oxd", "do"), Some(2));
    }
}
