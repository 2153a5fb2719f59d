use super::Guard;

/// Outside a stored program, MySQL has no statement that fails with a message of one's own, and
/// `SIGNAL` cannot be prepared. So the first statement says what is wrong, where something is,
/// and the second prepares a query on a table that cannot exist, whose name is in the error.
pub(super) fn guard(guard: &Guard<'_>) -> String {
    format!(
        "SELECT CONCAT({refusal},\n    \
             coalesce((SELECT group_concat(version_num ORDER BY version_num SEPARATOR ', ') FROM {table}),\n        \
                 'base')) AS refused\n\
         FROM DUAL\n\
         WHERE {mismatch};\n\
         SET @limbeck_guard = IF({mismatch},\n    \
             'SELECT 1 FROM `limbeck: the database is not at this script''s start`', 'DO 0');\n\
         PREPARE limbeck_guard FROM @limbeck_guard;\n\
         EXECUTE limbeck_guard;\n\
         DEALLOCATE PREPARE limbeck_guard;\n",
        refusal = guard.refusal(),
        table = guard.table(),
        mismatch = guard.mismatch("    "),
    )
}
