use std::collections::BTreeMap;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::argument::{self, DirectionArgument, OptionsArgument, PlanArgument};
use super::error::{thrown, write};
use crate::document::{DiagnosticDocument, ErrorDocument, PlanDocument, RevisionDocument};
use crate::evolution::Evolution;
use crate::export::offline_sql;
use crate::history::History;
use crate::plan::{self, Plan};
use crate::project::Project;
use crate::sql::Dialect;
use crate::target;

/// A folder of migration scripts, read.
#[wasm_bindgen(js_name = Project)]
#[derive(Debug)]
pub struct JsProject {
    pub(super) project: Project,
    /// What the scripts make of the schema, as far as somebody asked, for each dialect.
    pub(super) evolutions: BTreeMap<Dialect, Evolution>,
}

#[wasm_bindgen(js_class = Project)]
impl JsProject {
    /// Reads files. What is wrong inside them is among the diagnostics; it throws only where the
    /// argument is no list of files.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "ProjectFile[]")] files: JsValue,
    ) -> Result<Self, JsValue> {
        let files = argument::files(files).map_err(|error| thrown(&error))?;
        Ok(Self {
            project: Project::load(files),
            evolutions: BTreeMap::new(),
        })
    }

    /// What is worth telling about the scripts, in the order of paths and places.
    #[wasm_bindgen(unchecked_return_type = "Diagnostic[]")]
    pub fn diagnostics(&self) -> Result<JsValue, JsValue> {
        let documents: Vec<DiagnosticDocument> = self
            .project
            .diagnostics()
            .iter()
            .map(DiagnosticDocument::of)
            .collect();
        write(&documents)
    }

    /// Every revision, newest first.
    #[wasm_bindgen(unchecked_return_type = "Revision[]")]
    pub fn history(&self) -> Result<JsValue, JsValue> {
        answer(|| {
            let history = self.graph()?;
            let ids = history.newest_first().into_iter().map(|it| it.id.as_str());
            Ok(self.documents(history, ids))
        })
    }

    /// The revisions that no other follows.
    #[wasm_bindgen(unchecked_return_type = "Revision[]")]
    pub fn heads(&self) -> Result<JsValue, JsValue> {
        answer(|| {
            let history = self.graph()?;
            Ok(self.documents(history, history.heads()))
        })
    }

    /// The revisions that follow no other.
    #[wasm_bindgen(unchecked_return_type = "Revision[]")]
    pub fn bases(&self) -> Result<JsValue, JsValue> {
        answer(|| {
            let history = self.graph()?;
            Ok(self.documents(history, history.bases()))
        })
    }

    /// The ids that `target` means, such as those of `heads`; none for `base`.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn resolve(&self, target: &str) -> Result<JsValue, JsValue> {
        answer(|| {
            let revisions = target::revisions(self.graph()?, target)?;
            let ids: Vec<String> = revisions.into_iter().map(|it| it.id.clone()).collect();
            Ok(ids)
        })
    }

    /// The steps of an upgrade or a downgrade with their statements.
    #[wasm_bindgen(unchecked_return_type = "Plan")]
    pub fn plan(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PlanRequest")] request: JsValue,
    ) -> Result<JsValue, JsValue> {
        answer(|| Ok(PlanDocument::of(&self.planned(request)?)))
    }

    /// The same steps as the SQL script that `--sql` prints.
    #[wasm_bindgen(js_name = offlineSql)]
    pub fn offline_sql(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PlanRequest")] request: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "OfflineOptions")] options: JsValue,
    ) -> Result<String, JsValue> {
        let write = || -> Result<String, ErrorDocument> {
            let options = if options.is_undefined() || options.is_null() {
                OptionsArgument::default()
            } else {
                argument::read(options)?
            };
            Ok(offline_sql(&self.planned(request)?, &options.into()))
        };
        write().map_err(|error| thrown(&error))
    }

    pub(super) fn graph(&self) -> Result<&History, ErrorDocument> {
        self.project
            .history()
            .map_err(|_| ErrorDocument::faulty_history(&self.project))
    }

    fn planned(&self, request: JsValue) -> Result<Plan, ErrorDocument> {
        let request: PlanArgument = argument::read(request)?;
        let dialect = argument::dialect(&request.dialect)?;
        let history = self.graph()?;
        let order = match request.direction {
            DirectionArgument::Upgrade => plan::upgrade,
            DirectionArgument::Downgrade => plan::downgrade,
        };
        let order = order(history, &request.from, &request.target)?;
        Ok(Plan::build(&self.project, order, dialect)?)
    }

    fn documents<'ids>(
        &self,
        history: &History,
        ids: impl IntoIterator<Item = &'ids str>,
    ) -> Vec<RevisionDocument> {
        ids.into_iter()
            .filter_map(|id| self.project.script(id))
            .map(|script| RevisionDocument::of(script, history))
            .collect()
    }
}

/// The value of what `find` finds, or what is thrown.
pub(super) fn answer<T: serde::Serialize>(
    find: impl FnOnce() -> Result<T, ErrorDocument>,
) -> Result<JsValue, JsValue> {
    match find() {
        Ok(document) => write(&document),
        Err(error) => Err(thrown(&error)),
    }
}
