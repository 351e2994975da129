//! The tables that jobs read and write: CSV (RFC 4180).

use super::data_table::COLUMN;
use crate::demo::hashing::{COLUMNS, features};

/// The texts of the selected column with their features, as the table that a job writes.
///
/// # Errors
/// What is wrong with the table, for people.
pub(super) fn hashed(table: &str) -> Result<String, String> {
    let mut rows = rows(table).into_iter();
    let names = rows.next().unwrap_or_default();
    let column = names.iter().position(|name| name.trim() == COLUMN);
    let column = column.ok_or_else(|| format!("The input's first line names no column {COLUMN}."))?;
    let mut written = COLUMN.to_owned();
    for number in 1..=COLUMNS {
        written.push_str(&format!(",{COLUMN}_HashingFeature_{number}"));
    }
    written.push('\n');
    for row in rows {
        let text = row.get(column).map_or("", String::as_str);
        written.push_str(&quoted(text));
        for count in features(text) {
            written.push_str(&format!(",{count}"));
        }
        written.push('\n');
    }
    Ok(written)
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// The rows that are not empty.
fn rows(table: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = table.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter => cell.push(letter),
        }
    }
    row.push(cell);
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_column_is_hashed() {
        let names = "Col2,Col2_HashingFeature_1,Col2_HashingFeature_2,Col2_HashingFeature_3,Col2_HashingFeature_4,\
                     Col2_HashingFeature_5,Col2_HashingFeature_6,Col2_HashingFeature_7,Col2_HashingFeature_8";
        for (table, expected) in [
            ("Col1,Col2\n1,This is a good day\n", "This is a good day,1,1,2,2,0,2,0,1\n"),
            ("Col2\r\n\"one\"\r\n\r\n", "one,0,0,0,0,1,0,0,0\n"),
            ("Col2,x\n\"a \"\"b\"\", c\",1", "\"a \"\"b\"\", c\","),
            ("Col2\n", ""),
        ] {
            let written = hashed(table).unwrap();
            let rest = written.strip_prefix(names).and_then(|rest| rest.strip_prefix('\n')).unwrap();
            assert!(rest.starts_with(expected) && rest.lines().count() == expected.lines().count(), "{rest}");
        }
        assert!(hashed("a,b\n1,2\n").unwrap_err().contains("Col2"));
        assert!(hashed("").is_err());
    }
}
