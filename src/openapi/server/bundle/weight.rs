//! How much the files of a document may take together.

use serde_json::Value;

use crate::openapi::server::read::MOST_BYTES;

/// The most values: as many as the reading of one document takes.
const VALUES: usize = 8_000_000;
/// The most bytes of text. One file may grow a little by YAML's aliases; many files may not grow more together.
const TEXT: usize = MOST_BYTES + 32_000_000;

/// What the files that were taken so far weigh.
#[derive(Debug, Default)]
pub(super) struct Weight {
    values: usize,
    text: usize,
}

impl Weight {
    /// Adds `value`, and says whether all of them together are still not too much.
    pub(super) fn add(&mut self, value: &Value) -> bool {
        self.weigh(value);
        self.values <= VALUES && self.text <= TEXT
    }

    fn weigh(&mut self, value: &Value) {
        self.values += 1;
        match value {
            Value::String(text) => self.text += text.len(),
            Value::Array(elements) => elements.iter().for_each(|element| self.weigh(element)),
            Value::Object(members) => {
                for (key, member) in members {
                    self.text += key.len();
                    self.weigh(member);
                }
            }
            _ => {}
        }
    }
}
