use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A value as one buffer of bytes: the boundary between worker and page is crossed once, and not
/// once for each string in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Packed<T> {
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
    #[serde(skip)]
    value: PhantomData<T>,
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    /// Packs `value`.
    pub fn pack(value: &T) -> Self {
        Self {
            bytes: postcard::to_allocvec(value).expect("the protocol's types have known lengths"),
            value: PhantomData,
        }
    }

    /// The value again.
    pub fn unpack(&self) -> T {
        postcard::from_bytes(&self.bytes).expect("page and worker are built from one source")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks() {
        let value = vec![(1_u32, "one".to_owned()), (70_000, String::new())];
        assert_eq!(Packed::pack(&value).unpack(), value);
    }
}
