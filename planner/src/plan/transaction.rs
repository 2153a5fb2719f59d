/// How an offline script or a run groups its steps into transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TransactionMode {
    /// One transaction for each step.
    #[default]
    Step,
    /// One transaction around all steps; a section that must run outside interrupts it.
    All,
    /// None: each statement commits by itself.
    None,
}
