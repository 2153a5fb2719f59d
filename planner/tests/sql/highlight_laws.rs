//! The laws of highlighting, on generated scripts.

use limbeck_planner::sql::TokenKind;
use limbeck_planner::sql::{highlight, split};
use proptest::prelude::*;

use crate::fragments::{dialect, text};
use crate::laws::check_tokens;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_has_tokens(text in text(), dialect in dialect()) {
        check_tokens(&text, 0..text.len(), dialect);
    }

    /// The page draws statements and tokens side by side, so both must see the same script: a
    /// statement starts and ends with a token, and no token reaches over its ends.
    #[test]
    fn tokens_agree_with_statements(text in text(), dialect in dialect()) {
        let tokens = highlight(&text, 0..text.len(), dialect);
        for piece in split(&text, 0..text.len(), dialect).pieces {
            prop_assert!(tokens.iter().any(|token| token.span.start == piece.span.start));
            for token in &tokens {
                let (start, end) = (token.span.start, token.span.end);
                let inside = piece.span.start <= start && end <= piece.span.end;
                let outside = end <= piece.span.start || piece.span.end <= start;
                prop_assert!(inside || outside);
                if inside {
                    prop_assert!(token.kind != TokenKind::Data);
                }
            }
        }
    }
}
