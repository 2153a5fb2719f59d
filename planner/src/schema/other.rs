/// An object that is known by name and text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherObject {
    /// What stands behind its name when it is made, as it was written.
    pub text: String,
    /// What is said of it.
    pub comment: Option<String>,
}
