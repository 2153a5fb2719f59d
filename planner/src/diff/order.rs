use std::collections::{BTreeMap, BTreeSet};

/// `items`, each behind those among them that it needs. Where they need each other in a circle, one
/// of them comes before what it needs.
///
/// Linear in the needs, apart from logarithms; what has no need comes in the order of names.
pub(super) fn needs_first<T: Ord + Clone>(
    items: &BTreeSet<T>,
    needs: impl Fn(&T) -> Vec<T>,
) -> Vec<T> {
    let mut ordered = Vec::with_capacity(items.len());
    let mut states: BTreeMap<&T, State> = BTreeMap::new();
    for item in items {
        let mut path = vec![(item, None::<std::vec::IntoIter<T>>)];
        while let Some((current, open)) = path.last_mut() {
            let current = *current;
            if open.is_none() {
                if states.contains_key(current) {
                    path.pop();
                    continue;
                }
                states.insert(current, State::Open);
                *open = Some(needs(current).into_iter());
            }
            let next = open.as_mut().and_then(|open| {
                open.find_map(|need| {
                    let need = items.get(&need)?;
                    (!states.contains_key(need)).then_some(need)
                })
            });
            if let Some(need) = next {
                path.push((need, None));
            } else {
                states.insert(current, State::Done);
                ordered.push(current.clone());
                path.pop();
            }
        }
    }
    debug_assert!(states.values().all(|state| *state == State::Done));
    ordered
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Done,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(items: &str, needs: &[(&str, &str)]) -> String {
        let items: BTreeSet<String> = items.split(' ').map(str::to_owned).collect();
        let needs_of = |item: &String| {
            let of = needs.iter().filter(|(one, _)| one == item);
            of.map(|(_, other)| (*other).to_owned()).collect()
        };
        needs_first(&items, needs_of).join(" ")
    }

    #[test]
    fn what_is_needed_comes_first() {
        assert_eq!(order("a b c", &[("a", "c"), ("c", "b")]), "b c a");
        assert_eq!(order("a b c", &[]), "a b c");
        assert_eq!(order("a b", &[("a", "elsewhere"), ("a", "a")]), "a b");
    }

    #[test]
    fn a_circle_is_broken_somewhere() {
        assert_eq!(order("a b c", &[("a", "b"), ("b", "a")]), "b a c");
    }
}
