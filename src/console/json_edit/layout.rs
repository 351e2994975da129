//! How new pieces of a JSON text are written.

use crate::console::json_view::scan;

/// What a level is indented by.
const UNIT: &str = "  ";

/// `text` as a JSON string.
#[must_use]
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// `json` with a line for every member and element; the lines behind the first are indented by `indent`, too. Values stay
/// as they are written. What is no JSON comes out somehow.
#[must_use]
pub fn laid_out(json: &str, indent: &str) -> String {
    let bytes = json.as_bytes();
    let mut laid_out = String::with_capacity(json.len() * 2);
    let (mut at, mut depth) = (0, 0_usize);
    let line = |laid_out: &mut String, depth: usize| {
        laid_out.push('\n');
        laid_out.push_str(indent);
        (0..depth).for_each(|_| laid_out.push_str(UNIT));
    };
    while let Some(&byte) = bytes.get(at) {
        let mut end = at + 1;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {}
            b'"' => {
                end = scan::string_end(bytes, at).unwrap_or(bytes.len());
                laid_out.push_str(json.get(at..end).unwrap_or_default());
            }
            b'{' | b'[' => {
                laid_out.push(char::from(byte));
                let next = scan::white_end(bytes, end);
                if matches!(bytes.get(next), Some(b'}' | b']')) {
                    laid_out.push_str(json.get(next..=next).unwrap_or_default());
                    end = next + 1;
                } else {
                    depth += 1;
                    line(&mut laid_out, depth);
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                line(&mut laid_out, depth);
                laid_out.push(char::from(byte));
            }
            b',' => {
                laid_out.push(',');
                line(&mut laid_out, depth);
            }
            b':' => laid_out.push_str(": "),
            _ => {
                let word = |byte: &&u8| {
                    !matches!(byte, b',' | b':' | b'"' | b'{' | b'}' | b'[' | b']' | b' ' | b'\t' | b'\n' | b'\r')
                };
                end = at + bytes.get(at..).unwrap_or_default().iter().take_while(word).count();
                laid_out.push_str(json.get(at..end).unwrap_or_default());
            }
        }
        at = end;
    }
    laid_out
}
