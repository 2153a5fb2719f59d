use super::Guard;

/// A `DO` block that raises an exception.
pub(super) fn guard(guard: &Guard<'_>) -> String {
    // The tag must not occur inside the block, and an id or a table's name may hold anything.
    let table = guard.table();
    let mut tag = "limbeck".to_owned();
    while table.contains(&tag) || guard.from.iter().any(|id| id.contains(&tag)) {
        tag.push('_');
    }
    format!(
        "DO ${tag}$\n\
         BEGIN\n    \
             IF {mismatch}\n    \
             THEN\n        \
                 RAISE EXCEPTION USING MESSAGE = {refusal}\n            \
                     || (SELECT coalesce(string_agg(version_num, ', ' ORDER BY version_num), 'base')\n                \
                         FROM {table});\n    \
             END IF;\n\
         END\n\
         ${tag}$;\n",
        mismatch = guard.mismatch("        "),
        refusal = guard.refusal(),
    )
}
