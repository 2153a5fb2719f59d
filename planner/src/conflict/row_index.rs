use std::collections::BTreeMap;

use crate::schema::Name;

/// Places of statements by the rows that they are about: by the columns whose values are known, and by
/// these values.
pub(super) struct RowIndex<'rows, Place> {
    found: BTreeMap<Vec<&'rows Name>, ByValues<'rows, Place>>,
}

type ByValues<'rows, Place> = BTreeMap<Vec<&'rows str>, Vec<Place>>;

/// Of places with the same values so many are kept: what one does, all do.
const ALIKE: usize = 10;

impl<Place> Default for RowIndex<'_, Place> {
    fn default() -> Self {
        Self {
            found: BTreeMap::new(),
        }
    }
}

impl<'rows, Place: Copy> RowIndex<'rows, Place> {
    /// Adds a place that is about a row with these values.
    pub(super) fn add(&mut self, row: &'rows BTreeMap<Name, String>, place: Place) {
        if row.is_empty() {
            return;
        }
        let values = row.values().map(String::as_str).collect();
        let of_columns = self.found.entry(row.keys().collect()).or_default();
        let places: &mut Vec<Place> = of_columns.entry(values).or_default();
        if places.len() < ALIKE {
            places.push(place);
        }
    }

    /// The places of both whose values are the same in the columns that both know; none of those that
    /// have no column in common. Costs what there are, not their product.
    pub(super) fn meeting(&self, other: &Self) -> Vec<(Place, Place)> {
        let mut meeting = Vec::new();
        for (columns, ours) in &self.found {
            for (other_columns, theirs) in &other.found {
                let common: Vec<&Name> = columns
                    .iter()
                    .filter(|it| other_columns.contains(it))
                    .copied()
                    .collect();
                if common.is_empty() {
                    continue;
                }
                let theirs = projected(theirs, other_columns, &common);
                for (values, ones) in projected(ours, columns, &common) {
                    let others = theirs.get(&values).into_iter().flatten();
                    meeting.extend(
                        others.flat_map(|&other| ones.iter().map(move |&one| (one, other))),
                    );
                }
            }
        }
        meeting
    }
}

/// The places by the values of some of the columns.
fn projected<'rows, Place: Copy>(
    by_values: &ByValues<'rows, Place>,
    columns: &[&Name],
    common: &[&Name],
) -> ByValues<'rows, Place> {
    let mut projected = ByValues::new();
    for (values, places) in by_values {
        let kept = columns.iter().zip(values);
        let kept = kept.filter(|(column, _)| common.contains(column));
        let kept: Vec<&str> = kept.map(|(_, &value)| value).collect();
        let of_kept: &mut Vec<Place> = projected.entry(kept).or_default();
        let room = ALIKE.saturating_sub(of_kept.len());
        of_kept.extend(places.iter().take(room));
    }
    projected
}
