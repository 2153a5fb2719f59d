use gloo::worker::Codec;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// Messages as plain JavaScript values, which follow serde's attributes, as the planner's documents
/// use them. What is large travels inside them as one [`Packed`](super::Packed) buffer.
#[derive(Debug)]
pub struct PlainValues;

impl Codec for PlainValues {
    fn encode<I: Serialize>(input: I) -> JsValue {
        serde_wasm_bindgen::to_value(&input).expect("the protocol's types become values")
    }

    fn decode<O: for<'de> Deserialize<'de>>(input: JsValue) -> O {
        serde_wasm_bindgen::from_value(input).expect("page and worker are built from one source")
    }
}
