//! Keeps the address and the signals equal.

use std::sync::Arc;

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{Address, App, Misread, View};

impl App {
    /// The state as an address, tracked.
    fn address(self) -> Address {
        let project = self.project.get();
        let Some(project) = project else {
            return Address::default();
        };
        let query = self.query.get();
        Address {
            example: project.overview.link.clone(),
            view: Some(self.view.get()),
            revision: self.selected_id(),
            // Where the database is, is no choice: it may be elsewhere when somebody comes back.
            current: Some(self.current.get()).filter(|_| !self.is_following_database()),
            target: Some(self.target.get()),
            dialect: Some(self.dialect.get()),
            transaction: Some(self.transaction.get()).filter(|it| *it != project.transaction),
            query: Some(query).filter(|it| !it.is_empty()),
            object: self
                .schema
                .key
                .get()
                .filter(|_| self.view.get() == View::Schema),
            misread: Vec::new(),
        }
    }

    /// Takes over what `address` says; what it does not say stays as it is.
    pub fn take_over(self, address: &Address) {
        fn set<T>(signal: RwSignal<T>, value: Option<&T>)
        where
            T: Clone + PartialEq + Send + Sync + 'static,
        {
            if let Some(value) = value
                && signal.with_untracked(|old| old != value)
            {
                signal.set(value.clone());
            }
        }
        let database = self.project.with_untracked(|project| {
            let project = project.as_ref()?;
            project.database()?;
            Some(project.first_current())
        });
        set(self.current, address.current.as_ref().or(database.as_ref()));
        set(self.target, address.target.as_ref());
        set(self.dialect, address.dialect.as_ref());
        set(self.transaction, address.transaction.as_ref());
        set(self.query, Some(&address.query.clone().unwrap_or_default()));
        if let Some(view) = address.view {
            self.view.set(view);
        }
        if address.view == Some(View::Schema) {
            set(self.schema.key, Some(&address.object));
        }
        let row = address.revision.as_deref().and_then(|id| {
            self.project
                .with_untracked(|project| project.as_ref()?.row_of(id))
        });
        let mut misread = address.misread.clone();
        if row.is_none()
            && let Some(id) = &address.revision
        {
            misread.push(Misread {
                field: "revision",
                value: id.clone(),
            });
        }
        set(self.misread, Some(&Arc::new(misread)));
        match row {
            Some(row) => self.select(row),
            None => self.selected.set(None),
        }
    }
}

/// The address of the page as it is.
pub fn read_address() -> Address {
    Address::read(&window().location().hash().unwrap_or_default())
}

/// Writes every change of the state into the address: as a place to come back to where the person
/// went somewhere, and over the old one otherwise.
pub fn write_address(app: App) {
    Effect::new(move |_| {
        let address = app.address();
        if address.is_empty() || address == read_address() {
            return;
        }
        let is_place = app
            .is_place
            .try_update_value(std::mem::take)
            .unwrap_or(false);
        let fragment = format!("#{}", address.write());
        if let Ok(history) = window().history() {
            // Where the browser refuses, the page works on without an address.
            let _ = if is_place {
                history.push_state_with_url(&JsValue::NULL, "", Some(&fragment))
            } else {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment))
            };
        }
    });
}

/// Follows Back, Forward and typed addresses.
pub fn follow_address(app: App) {
    let listener = EventListener::new(&window(), "popstate", move |_| {
        let address = read_address();
        let open = app
            .project
            .with_untracked(|it| it.as_ref().and_then(|it| it.overview.link.clone()));
        match &address.example {
            // Back to where nothing was open.
            _ if address.is_empty() => app.close(),
            Some(example) if Some(example) != open.as_ref() => app.open_example(example),
            _ => app.take_over(&address),
        }
    });
    // The page listens as long as it lives.
    listener.forget();
}
