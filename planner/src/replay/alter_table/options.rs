use crate::schema::{DATABASE_DEFAULT, Table};
use crate::sql::Dialect;

/// Sets what a table was given behind its columns, or in `ALTER TABLE … SET`.
pub(super) fn set_options(table: &mut Table, options: &[(String, String)], dialect: Dialect) {
    let changes_text = options
        .iter()
        .any(|(option, _)| option == "character_set" || option == "collate");
    if changes_text && dialect == Dialect::Mysql {
        keep_character_sets(table);
    }
    for (option, value) in options {
        if option == "comment" {
            table.comment = Some(value.clone()).filter(|it| !it.is_empty());
        } else {
            table.options.insert(option.clone(), value.clone());
        }
        if option == "character_set" {
            // Another character set brings its own collation.
            table.options.remove("collate");
        }
    }
    if let Some((_, collation)) = options.iter().find(|(it, _)| it == "collate") {
        table
            .options
            .insert("collate".to_owned(), collation.clone());
    }
}

/// Another default character set is for new columns: those that are there keep what they have.
fn keep_character_sets(table: &mut Table) {
    let options = &table.options;
    let of_table = options.get("character_set").cloned();
    let collation = options.get("collate").cloned();
    for column in &mut table.columns {
        if column.is_text() && column.character_set.is_none() && column.collation.is_none() {
            column.collation.clone_from(&collation);
            if collation.is_none() {
                let kept = of_table.clone();
                column.character_set = Some(kept.unwrap_or_else(|| DATABASE_DEFAULT.to_owned()));
            }
        }
    }
}

/// `CONVERT TO CHARACTER SET`: every column that holds text gets the table's, and is made larger
/// where a character may take more bytes than before.
pub(super) fn convert(table: &mut Table, character_set: &str, collation: Option<&str>) {
    let of_table = table.options.get("character_set").cloned();
    for column in &mut table.columns {
        let before = column.character_set.take().or_else(|| of_table.clone());
        column.collation = None;
        let grows = before
            .is_some_and(|before| bytes_of_character(character_set) > bytes_of_character(&before));
        let larger = match column.data_type.text.to_ascii_lowercase().as_str() {
            "tinytext" => "text",
            "text" => "mediumtext",
            "mediumtext" => "longtext",
            _ => continue,
        };
        if grows {
            larger.clone_into(&mut column.data_type.text);
        }
    }
    let options = &mut table.options;
    options.insert("character_set".to_owned(), character_set.to_owned());
    match collation {
        Some(collation) => options.insert("collate".to_owned(), collation.to_owned()),
        None => options.remove("collate"),
    };
}

/// How many bytes a character takes at most.
fn bytes_of_character(character_set: &str) -> u8 {
    match character_set {
        "utf8mb4" | "utf16" | "utf16le" | "utf32" | "gb18030" => 4,
        "utf8" | "utf8mb3" | "ujis" | "eucjpms" => 3,
        "ucs2" | "big5" | "sjis" | "cp932" | "euckr" | "gb2312" | "gbk" => 2,
        _ => 1,
    }
}
