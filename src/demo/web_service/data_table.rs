//! The table in which the web service answers, as it is sent.

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use crate::demo::hashing::{COLUMNS, features};

/// The column that the experiment selects from its input.
pub(super) const COLUMN: &str = "Col2";

/// The answer of RRS.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::demo) struct Answer {
    results: Results,
}

#[derive(Clone, Debug, Serialize)]
struct Results {
    output1: Output,
}

#[derive(Clone, Debug, Serialize)]
struct Output {
    #[serde(rename = "type")]
    kind: &'static str,
    value: Table,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Table {
    column_names: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column_types: Option<Vec<&'static str>>,
    values: Vec<Row>,
}

/// A text and its features; on the wire an array of strings.
#[derive(Clone, Debug)]
struct Row {
    text: String,
    counts: [u32; COLUMNS],
}

impl Answer {
    /// The answer to `texts`, a row each; `details` adds the types of the columns.
    pub(in crate::demo) fn new(texts: Vec<String>, details: bool) -> Self {
        let hashed = (1..=COLUMNS).map(|number| format!("{COLUMN}_HashingFeature_{number}"));
        let types = || std::iter::once("String").chain(std::iter::repeat_n("Numeric", COLUMNS)).collect();
        let value = Table {
            column_names: std::iter::once(COLUMN.to_owned()).chain(hashed).collect(),
            column_types: details.then(types),
            values: texts.into_iter().map(|text| Row { counts: features(&text), text }).collect(),
        };
        Self { results: Results { output1: Output { kind: "DataTable", value } } }
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut cells = serializer.serialize_seq(Some(1 + COLUMNS))?;
        cells.serialize_element(&self.text)?;
        for count in self.counts {
            cells.serialize_element(&count.to_string())?;
        }
        cells.end()
    }
}
