use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::argument::{self, MergeArgument};
use super::error::thrown;
use super::project::{JsProject, answer};
use super::schema::borrowed;
use crate::conflict::conflicts;
use crate::document::{ConflictDocument, MergePreviewDocument};
use crate::merging::Sides;

#[wasm_bindgen(js_class = Project)]
impl JsProject {
    /// What is between each two of these revisions; of all heads where none is named.
    #[wasm_bindgen(unchecked_return_type = "Conflict[]")]
    pub fn conflicts(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string[]")] revisions: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Dialect")] dialect: &str,
    ) -> Result<JsValue, JsValue> {
        answer(|| {
            let mut named: Vec<String> = argument::read(revisions)?;
            if named.is_empty() {
                named.push("heads".to_owned());
            }
            let heads = self.whole(&named)?;
            let (project, evolution) = self.evolution(argument::dialect(dialect)?)?;
            let found = conflicts(project, evolution, &borrowed(&heads));
            let documents: Vec<ConflictDocument> = found.iter().map(ConflictDocument::of).collect();
            Ok(documents)
        })
    }
}

/// What a merge of two folders of scripts would give, such as the checkouts of two branches.
#[wasm_bindgen(js_name = previewMerge, unchecked_return_type = "MergePreview")]
pub fn preview_merge(
    #[wasm_bindgen(unchecked_param_type = "ProjectFile[]")] left: JsValue,
    #[wasm_bindgen(unchecked_param_type = "ProjectFile[]")] right: JsValue,
    #[wasm_bindgen(unchecked_param_type = "MergeOptions")] options: JsValue,
) -> Result<JsValue, JsValue> {
    let left = argument::files(left).map_err(|error| thrown(&error))?;
    let right = argument::files(right).map_err(|error| thrown(&error))?;
    answer(|| {
        let options: MergeArgument = argument::read(options)?;
        let dialect = options
            .dialect
            .as_deref()
            .map(argument::dialect)
            .transpose()?;
        let sides = Sides::of_folders((options.left, left), (options.right, right));
        Ok(MergePreviewDocument::of(&sides, &sides.preview(dialect)))
    })
}
