//! Which rows of a long list exist in the page.

use std::ops::Range;

/// So many rows exist above and below those that are seen, so that a quick scroll finds them.
const BEYOND: usize = 10;

/// The rows to have, of `count` rows of `row_height` pixels in a view of `height` pixels that is
/// scrolled to `top`.
pub fn window(top: f64, height: f64, row_height: f64, count: usize) -> Range<usize> {
    let seen = seen(top, height, row_height, usize::MAX);
    let end = seen.end.saturating_add(BEYOND).min(count);
    seen.start.saturating_sub(BEYOND).min(end)..end
}

/// The rows of which something is seen, of `count` rows of `row_height` pixels in a view of `height`
/// pixels that is scrolled to `top`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels of a page are small, and none is negative after `max`"
)]
pub fn seen(top: f64, height: f64, row_height: f64, count: usize) -> Range<usize> {
    let first = (top.max(0.0) / row_height).floor() as usize;
    let last = ((top.max(0.0) + height.max(0.0)) / row_height).ceil() as usize;
    let end = last.min(count);
    first.min(end)..end
}

/// Where to scroll so that `row` is seen whole; `None` where it is seen already.
///
/// A row just outside comes in at the edge; one far away comes to the middle.
#[expect(
    clippy::cast_precision_loss,
    reason = "a list has fewer than 2^52 rows"
)]
pub fn reveal(row: usize, top: f64, height: f64, row_height: f64) -> Option<f64> {
    let (start, end) = (row as f64 * row_height, (row + 1) as f64 * row_height);
    let margin = row_height.min((height - row_height).max(0.0) / 2.0);
    let near = height / 2.0;
    if start - margin < top {
        let wanted = if top - start > near {
            start - (height - row_height) / 2.0
        } else {
            start - margin
        };
        let wanted = wanted.max(0.0);
        (wanted < top).then_some(wanted)
    } else if end + margin > top + height {
        let wanted = if end - (top + height) > near {
            start - (height - row_height) / 2.0
        } else {
            end + margin - height
        };
        Some(wanted)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_what_is_seen_and_a_little_more() {
        assert_eq!(window(0.0, 300.0, 30.0, 10_000), 0..20);
        assert_eq!(window(3_015.0, 300.0, 30.0, 10_000), 90..121);
        assert_eq!(window(299_700.0, 300.0, 30.0, 10_000), 9_980..10_000);
    }

    #[test]
    fn a_window_has_no_rows_that_are_not_there() {
        assert_eq!(window(0.0, 300.0, 30.0, 3), 0..3);
        assert_eq!(window(9_000.0, 300.0, 30.0, 3), 3..3);
        assert_eq!(window(-50.0, 0.0, 30.0, 100), 0..10);
        assert_eq!(window(0.0, 300.0, 30.0, 0), 0..0);
    }

    #[test]
    fn what_is_seen_is_no_more_than_fits() {
        assert_eq!(seen(0.0, 300.0, 30.0, 10_000), 0..10);
        assert_eq!(seen(3_015.0, 300.0, 30.0, 10_000), 100..111);
        assert_eq!(seen(0.0, 300.0, 30.0, 3), 0..3);
        assert_eq!(seen(9_000.0, 300.0, 30.0, 3), 3..3);
    }

    #[test]
    fn a_row_comes_into_view() {
        assert_eq!(reveal(5, 0.0, 300.0, 30.0), None);
        assert_eq!(reveal(0, 0.0, 300.0, 30.0), None);
        // One below the edge comes in with one more; one far away comes to the middle.
        assert_eq!(reveal(10, 0.0, 300.0, 30.0), Some(60.0));
        assert_eq!(reveal(100, 0.0, 300.0, 30.0), Some(2_865.0));
        assert_eq!(reveal(9, 300.0, 300.0, 30.0), Some(240.0));
        assert_eq!(reveal(0, 3_000.0, 300.0, 30.0), Some(0.0));
    }
}
