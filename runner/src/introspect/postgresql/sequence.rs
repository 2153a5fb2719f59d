use limbeck_planner::schema::{DataType, Sequence, SequenceOptions, SequenceOwner};

use super::{IS_NOT_OF_SYSTEM, Reader, column_name, stands_alone};
use crate::database::DatabaseError;
use crate::introspect::row::Row;

/// The columns of `s`, a row of `pg_sequence`, that [`options`] takes.
pub(super) const OPTIONS: &str = "s.seqstart::text, s.seqincrement::text, s.seqmin::text, \
     s.seqmax::text, s.seqcache::text, s.seqcycle::text";

/// The options of a sequence, from the columns [`OPTIONS`].
pub(super) fn options(row: &mut Row) -> SequenceOptions {
    SequenceOptions {
        start: row.number(),
        increment: row.number(),
        minimum: row.number(),
        maximum: row.number(),
        cache: row.number(),
        cycle: row.is_so(),
    }
}

/// The sequences, but for those of identity columns, which the columns have.
pub(super) async fn read(reader: &mut Reader<'_>) -> Result<(), DatabaseError> {
    let sql = format!(
        "SELECT n.nspname::text, c.relname::text, \
         pg_catalog.format_type(s.seqtypid, NULL), \
         d.refobjid::text, a.attname::text, pg_catalog.obj_description(c.oid, 'pg_class'), \
         {OPTIONS} \
         FROM pg_catalog.pg_sequence AS s \
         JOIN pg_catalog.pg_class AS c ON c.oid = s.seqrelid \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         LEFT JOIN pg_catalog.pg_depend AS d \
         ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid \
         AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass \
         AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i') \
         LEFT JOIN pg_catalog.pg_attribute AS a \
         ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid \
         WHERE d.deptype IS DISTINCT FROM 'i' AND {IS_NOT_OF_SYSTEM} AND {}",
        stands_alone("pg_class", "c.oid")
    );
    for mut row in reader.rows(&sql).await? {
        let (namespace, name) = (row.text(), row.text());
        let name = reader.qualified(&namespace, &name);
        let data_type = Some(DataType::new(row.text()));
        let table = reader.relations.get(&row.text()).cloned();
        let column = column_name(&row.text());
        let comment = row.comment();
        let sequence = Sequence {
            data_type,
            options: options(&mut row),
            owner: table.map(|table| SequenceOwner { table, column }),
            comment,
        };
        reader.schema.put_sequence(name, sequence);
    }
    Ok(())
}
