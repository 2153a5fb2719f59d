use super::collision::{CollisionKind, Side};
use super::pairs::Pair;
use super::settle::Fails;
use super::touch::Verb;
use crate::schema::Object;

/// What would happen on a database.
pub(super) fn outcome(pair: &Pair, fails: &Fails) -> String {
    let (left, right) = (&pair.left, &pair.right);
    let (one, other) = (&left.revision, &right.revision);
    match (&fails.left, &fails.right) {
        (Some(left), Some(right)) if left == right => {
            return format!("whichever is applied second fails: {left}");
        }
        (Some(left), Some(right)) => {
            return format!(
                "whichever is applied second fails: {one} after {other}, since {left}; {other} after \
                 {one}, since {right}"
            );
        }
        (Some(left), None) => {
            return format!("{one} fails if it is applied after {other}: {left}");
        }
        (None, Some(right)) => {
            return format!("{other} fails if it is applied after {one}: {right}");
        }
        (None, None) => {}
    }
    match pair.kind {
        CollisionKind::BothCreate => format!(
            "what {} is depends on which of the two is applied first",
            left.object
        ),
        CollisionKind::SameName => format!(
            "{} and {} have one name, so what is there depends on which of the two is applied first",
            left.object, right.object
        ),
        CollisionKind::BothRemove => {
            format!("{} is gone, whichever is applied first", left.object)
        }
        CollisionKind::SameKey => format!(
            "whichever is applied second fails: both insert a row with the same key into {}",
            table(left)
        ),
        CollisionKind::RemovedAndUsed => removed(left, right),
        CollisionKind::CreatedAndUsed => {
            let (creating, using) = apart(left, right, |it| matches!(it, Verb::Create { .. }));
            format!(
                "{} finds {} only if it is applied after {}",
                using.revision, creating.object, creating.revision
            )
        }
        CollisionKind::AlteredAndUsed => {
            let (altering, using) = apart(left, right, |it| !it.only_uses());
            format!(
                "{} takes {} along only if it is applied after {}",
                using.revision, altering.object, altering.revision
            )
        }
        CollisionKind::BothAlter => {
            let property = match &left.verb {
                Verb::Alter(property) => property.name(),
                _ => "definition",
            };
            format!(
                "the {property} of {} is what the one says that is applied last",
                left.object
            )
        }
        CollisionKind::WrittenAndRestructured => restructured(left, right),
        CollisionKind::SameRows => format!(
            "what rows {} has, or what is read of them, depends on which of the two is applied first",
            table(left)
        ),
    }
}

/// What would happen where one drops or renames what the other uses.
fn removed(left: &Side, right: &Side) -> String {
    let (removing, using) = apart(left, right, Verb::removes);
    match &removing.verb {
        Verb::Rename(to) => format!(
            "{} is called `{to}` by the time that {} is applied, if it is applied after {}",
            removing.object, using.revision, removing.revision
        ),
        _ if is_key(&removing.object) && matches!(using.verb, Verb::Rows(_)) => format!(
            "{} relies on {}, which is gone if {} is applied before it",
            using.revision, removing.object, removing.revision
        ),
        _ => format!(
            "what {} does is gone or broken if {} is applied after it, since that drops {}",
            using.revision, removing.revision, removing.object
        ),
    }
}

/// What would happen where one writes into what the other restructures.
fn restructured(left: &Side, right: &Side) -> String {
    let (writing, restructuring) = apart(left, right, |it| matches!(it, Verb::Rows(_)));
    if matches!(restructuring.object, Object::Column { .. })
        && matches!(restructuring.verb, Verb::Create { .. })
    {
        return format!(
            "{} gives no value for {}, which it has to if it is applied after {}",
            writing.revision, restructuring.object, restructuring.revision
        );
    }
    if matches!(
        restructuring.object,
        Object::Trigger { .. } | Object::Other(_)
    ) {
        return format!(
            "{} acts on what {} writes only if {} is applied before that",
            restructuring.object, writing.revision, restructuring.revision
        );
    }
    if restructuring.verb == Verb::Refer {
        return format!(
            "rows may refer to what {} changes or deletes, if it is applied after {}",
            writing.revision, restructuring.revision
        );
    }
    format!(
        "what {} writes is checked and converted by {} if it is applied before that, and must \
         fit it already if it is applied after",
        writing.revision, restructuring.revision
    )
}

/// What to do about it.
pub(super) fn advice(pair: &Pair, fails: &Fails) -> String {
    let (left, right) = (&pair.left, &pair.right);
    let (one, other) = (&left.revision, &right.revision);
    match pair.kind {
        CollisionKind::BothCreate if left.object == right.object => format!(
            "keep one of the two statements, in a revision that both branches follow, if both mean \
             the same; else give {} another name in {one} or {other}",
            left.object
        ),
        CollisionKind::BothCreate | CollisionKind::SameName => {
            "give one of them another name".to_owned()
        }
        CollisionKind::BothRemove => {
            format!("take the statement out of {one} or {other}")
        }
        CollisionKind::SameKey => {
            format!("give one of the rows another key, or take it out of {one} or {other}")
        }
        // No order of the two goes through.
        CollisionKind::CreatedAndUsed | CollisionKind::AlteredAndUsed
            if fails.left.is_some() && fails.right.is_some() =>
        {
            format!("change or take out one of the two statements, in {one} or {other}")
        }
        CollisionKind::RemovedAndUsed => {
            let (removing, using) = apart(left, right, Verb::removes);
            let (removing, using, name) = (&removing.revision, &using.revision, &removing.verb);
            if let Verb::Rename(to) = name {
                return format!(
                    "rebase {using} onto {removing}, and use `{to}` in it; or rebase {removing} onto \
                     {using}"
                );
            }
            if fails.left.is_some() && fails.right.is_some() {
                return format!(
                    "decide whether {} goes or stays: take its drop out of {removing}, or the \
                     statement that wants it out of {using}",
                    pair.object
                );
            }
            format!(
                "rebase {removing} onto {using} so that it comes later, if {} is still wanted until \
                 then; else take the statement out of {using}",
                pair.object
            )
        }
        CollisionKind::CreatedAndUsed => {
            let (creating, using) = apart(left, right, |it| matches!(it, Verb::Create { .. }));
            let (creating, using) = (&creating.revision, &using.revision);
            format!("rebase {using} onto {creating}, or make it depend on {creating}")
        }
        CollisionKind::AlteredAndUsed => {
            let (altering, using) = apart(left, right, |it| !it.only_uses());
            let hint = match using.verb {
                Verb::TakeColumns => "; naming the columns instead of `*` settles it, too",
                _ => "",
            };
            format!(
                "decide which comes first, and rebase the other onto it: {} onto {}, or the other way \
                 round{hint}",
                using.revision, altering.revision
            )
        }
        CollisionKind::BothAlter => {
            format!("agree on one, and rebase {one} onto {other} or the other way round")
        }
        CollisionKind::WrittenAndRestructured => {
            let (writing, restructuring) = apart(left, right, |it| matches!(it, Verb::Rows(_)));
            let (writing, restructuring) = (&writing.revision, &restructuring.revision);
            format!(
                "decide which comes first, and rebase the other onto it: {writing} onto \
                 {restructuring}, or the other way round"
            )
        }
        CollisionKind::SameRows => format!(
            "decide which comes first, and rebase the other onto it: {one} onto {other}, or the other \
             way round"
        ),
    }
}

const fn is_key(object: &Object) -> bool {
    matches!(object, Object::Constraint { .. } | Object::Index { .. })
}

/// The sides with that one first which does so.
fn apart<'sides>(
    left: &'sides Side,
    right: &'sides Side,
    does: impl Fn(&Verb) -> bool,
) -> (&'sides Side, &'sides Side) {
    if does(&left.verb) {
        (left, right)
    } else {
        (right, left)
    }
}

fn table(side: &Side) -> String {
    side.object
        .relation()
        .map_or_else(|| side.object.to_string(), |it| format!("`{it}`"))
}
