use leptos::prelude::*;

use super::piece::{FoundName, PlaceLink, SignMark, Value};
use crate::worker::{ColumnView, Sign};

/// The columns of a table.
#[component]
pub(super) fn Columns(columns: Vec<ColumnView>) -> impl IntoView {
    view! {
        <section class="schema-part">
            <h4>"Columns" <span class="quiet numbers">{columns.len()}</span></h4>
            <div class="schema-columns" role="table" aria-label="Columns">
                <div class="column-row head" role="row">
                    <span role="columnheader" class="column-name">"Name"</span>
                    <span role="columnheader" class="column-type">"Type"</span>
                    <span role="columnheader" class="column-null">"Null"</span>
                    <span role="columnheader" class="column-value">"Value"</span>
                    <span role="columnheader" class="column-place">"Since"</span>
                </div>
                {columns
                    .into_iter()
                    .map(|column| view! { <Column column=column /> })
                    .collect_view()}
            </div>
        </section>
    }
}

#[component]
fn Column(column: ColumnView) -> impl IntoView {
    let state = column.sign.map_or("", Sign::word);
    let has_comment = !column.comment.text.is_empty() || column.comment.before.is_some();
    view! {
        <div class=format!("column-row {state}") role="row" data-column=column.name.clone()>
            <span role="cell" class="column-name">
                <SignMark sign=column.sign />
                <code><FoundName text=column.name.clone() sign=column.sign /></code>
                {column
                    .keys
                    .into_iter()
                    .map(|key| view! { <abbr class="key" title=key_title(&key)>{key.clone()}</abbr> })
                    .collect_view()}
            </span>
            <span role="cell" class="column-type"><code><Value cell=column.data_type /></code></span>
            <span role="cell" class="column-null"><Value cell=column.nulls /></span>
            <span role="cell" class="column-value"><code><Value cell=column.value /></code></span>
            <span role="cell" class="column-place">
                {column.place.map(|place| view! { <PlaceLink place=place /> })}
            </span>
            {has_comment
                .then(|| {
                    view! {
                        <span role="cell" class="column-comment quiet"><Value cell=column.comment /></span>
                    }
                })}
        </div>
    }
}

fn key_title(key: &str) -> &'static str {
    match key {
        "PK" => "primary key",
        "FK" => "foreign key",
        _ => "unique",
    }
}
