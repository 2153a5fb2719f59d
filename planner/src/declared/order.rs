use super::Declaration;
use crate::diagnostic::Diagnostic;
use crate::replay::{Fault, Replay};

/// Carries out the files one after another. One that needs what is not there yet waits until
/// another has made it; where none can go on, the first says why.
pub(super) fn replay(
    start: Replay,
    declarations: Vec<Declaration<'_>>,
) -> (Replay, Vec<Diagnostic>) {
    let mut replay = start;
    let mut diagnostics = Vec::new();
    let mut waiting = declarations;
    while !waiting.is_empty() {
        let count = waiting.len();
        let mut later = Vec::new();
        for declaration in waiting {
            let mut attempt = replay.clone();
            let faults = declaration.run(&mut attempt);
            if count > 1 && faults.iter().any(|(_, fault)| needs_another(fault)) {
                later.push(declaration);
            } else {
                replay = attempt;
                diagnostics.extend(told(&declaration, &faults));
            }
        }
        if later.len() == count {
            let declaration = later.remove(0);
            let faults = declaration.run(&mut replay);
            diagnostics.extend(told(&declaration, &faults));
        }
        waiting = later;
    }
    (replay, diagnostics)
}

/// Whether a fault may go away once another file has been read.
const fn needs_another(fault: &Fault) -> bool {
    matches!(fault, Fault::DoesNotExist { .. })
}

fn told(declaration: &Declaration<'_>, faults: &[(usize, Fault)]) -> Vec<Diagnostic> {
    faults
        .iter()
        .map(|(position, fault)| declaration.diagnostic(*position, fault))
        .collect()
}
