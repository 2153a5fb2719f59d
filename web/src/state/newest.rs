//! One question at a time, of which only the newest wish counts.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{App, Stage};
use crate::worker::{Answer, Question};

/// Everything that decides an answer.
pub trait Wish: Clone + PartialEq + Send + Sync + 'static {
    /// How many milliseconds to wait for a newer wish before this is asked, when `before` was asked
    /// last: whoever types goes on in a moment.
    fn pause_after(&self, _before: &Self) -> u32 {
        0
    }
}

/// What is wanted, and has its answer shown; a handle that copies.
///
/// The planner is asked one wish at a time. Of those that come meanwhile the newest alone is asked
/// next, and an answer is shown only if it is still the one that is wanted.
#[derive(Debug)]
pub struct Newest<W: Wish> {
    /// Whether the planner is at it, or will be in a moment.
    pub is_busy: RwSignal<bool>,
    wishes: StoredValue<Wishes<W>>,
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "what is derived asks that the wish copies as well"
)]
impl<W: Wish> Clone for Newest<W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<W: Wish> Copy for Newest<W> {}

impl<W: Wish> Newest<W> {
    /// Nothing is wanted yet.
    pub fn new() -> Self {
        Self {
            is_busy: RwSignal::new(false),
            wishes: StoredValue::new(Wishes::default()),
        }
    }

    /// Has `wish` asked as a `question` and its answer shown, unless it is shown already or
    /// something newer is wanted meanwhile.
    pub fn want(
        self,
        app: App,
        wish: W,
        question: impl Fn(&W) -> Question + 'static,
        show: impl Fn(Answer) + 'static,
    ) {
        self.wishes.update_value(|wishes| wishes.want(wish));
        let is_needed = self.wishes.with_value(|wishes| wishes.next().is_some());
        if !is_needed || self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            // What asks may be gone from the page before its answer comes.
            let next = || self.wishes.try_with_value(Wishes::next).flatten();
            while let Some((wish, pause)) = next() {
                if pause > 0 {
                    gloo::timers::future::TimeoutFuture::new(pause).await;
                }
                let is_left = |wishes: &mut Wishes<W>| !wishes.ask(&wish);
                if self.wishes.try_update_value(is_left).unwrap_or(true) {
                    continue;
                }
                let answer = app.client().ask(question(&wish)).await;
                if let Answer::Crashed(reason) = answer {
                    self.wishes.try_update_value(Wishes::forget);
                    app.stage.set(Stage::Crashed(reason));
                } else if self.wishes.try_update_value(|wishes| wishes.answer(wish)) == Some(true) {
                    show(answer);
                }
            }
            self.is_busy.try_set(false);
        });
    }

    /// Nothing is wanted or shown any more.
    pub fn forget(self) {
        self.wishes.update_value(Wishes::forget);
    }

    /// Whether the newest wish is such; not tracked.
    pub fn is_wanted(self, is_such: impl Fn(&W) -> bool) -> bool {
        let wanted = |wishes: &Wishes<W>| wishes.wanted.as_ref().is_some_and(is_such);
        self.wishes.with_value(wanted)
    }

    /// Whether what is shown is the answer to such a wish; not tracked.
    pub fn is_shown(self, is_such: impl Fn(&W) -> bool) -> bool {
        let shown = |wishes: &Wishes<W>| wishes.shown.as_ref().is_some_and(is_such);
        self.wishes.with_value(shown)
    }
}

#[derive(Debug)]
struct Wishes<W> {
    /// The newest wish.
    wanted: Option<W>,
    /// What was asked last.
    asked: Option<W>,
    /// Whose answer is shown.
    shown: Option<W>,
}

impl<W> Default for Wishes<W> {
    fn default() -> Self {
        Self {
            wanted: None,
            asked: None,
            shown: None,
        }
    }
}

impl<W: Wish> Wishes<W> {
    fn want(&mut self, wish: W) {
        self.wanted = Some(wish);
    }

    fn forget(&mut self) {
        *self = Self::default();
    }

    /// What is to be asked next, and how many milliseconds from now.
    fn next(&self) -> Option<(W, u32)> {
        let wanted = self.wanted.as_ref()?;
        let before = self.asked.as_ref();
        let pause = before.map_or(0, |before| wanted.pause_after(before));
        (self.shown.as_ref() != Some(wanted)).then(|| (wanted.clone(), pause))
    }

    /// Whether `wish` is still wanted, and so is asked.
    fn ask(&mut self, wish: &W) -> bool {
        let is_wanted = self.wanted.as_ref() == Some(wish);
        if is_wanted {
            self.asked = Some(wish.clone());
        }
        is_wanted
    }

    /// Whether the answer to `wish` is still wanted, and so is shown.
    fn answer(&mut self, wish: W) -> bool {
        let is_wanted = self.wanted.as_ref() == Some(&wish);
        if is_wanted {
            self.shown = Some(wish);
        }
        is_wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Wish for char {
        fn pause_after(&self, before: &Self) -> u32 {
            u32::from(self.is_lowercase() && before.is_lowercase())
        }
    }

    #[test]
    fn of_the_wishes_that_come_meanwhile_the_last_is_asked() {
        let mut wishes = Wishes::default();
        wishes.want('A');
        assert_eq!(wishes.next(), Some(('A', 0)));
        assert!(wishes.ask(&'A'));
        wishes.want('B');
        wishes.want('C');
        assert!(!wishes.answer('A'), "it is no longer wanted");
        assert_eq!(wishes.next(), Some(('C', 0)));
        assert!(wishes.ask(&'C'));
        assert!(wishes.answer('C'));
        assert_eq!(wishes.next(), None);
    }

    #[test]
    fn who_goes_back_to_what_is_shown_sees_nothing_else() {
        let mut wishes = Wishes::default();
        wishes.want('A');
        assert!(wishes.ask(&'A') && wishes.answer('A'));
        wishes.want('B');
        assert!(wishes.ask(&'B'));
        wishes.want('A');
        assert!(!wishes.answer('B'));
        assert_eq!(wishes.next(), None, "its answer is shown");
    }

    #[test]
    fn what_is_taken_back_in_the_pause_is_not_asked() {
        let mut wishes = Wishes::default();
        wishes.want('a');
        assert!(wishes.ask(&'a') && wishes.answer('a'));
        wishes.want('b');
        assert_eq!(wishes.next(), Some(('b', 1)), "more may be typed");
        wishes.want('a');
        assert!(!wishes.ask(&'b'));
        assert_eq!(wishes.next(), None);
    }

    #[test]
    fn what_is_forgotten_is_asked_again() {
        let mut wishes = Wishes::default();
        wishes.want('A');
        assert!(wishes.ask(&'A'));
        wishes.forget();
        assert!(!wishes.answer('A'));
        assert_eq!(wishes.next(), None);
        wishes.want('A');
        assert_eq!(wishes.next(), Some(('A', 0)));
    }
}
