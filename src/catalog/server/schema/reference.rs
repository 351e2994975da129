//! JSON pointers and the names that readers know references by.

/// How many references are followed one from the next; more is taken for a circle.
pub(super) const CHAIN: usize = 32;

/// A name as a token of a JSON pointer.
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The name that a token of a JSON pointer stands for.
pub(super) fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

/// What readers call a referenced schema: `Pet` for `#/components/schemas/Pet`.
pub(super) fn name(pointer: &str) -> String {
    let last = pointer.rsplit('/').next().unwrap_or(pointer);
    let name = unescape(&decode(last));
    if name.is_empty() { pointer.to_owned() } else { name }
}

/// The pointer that a value of `discriminator.mapping` means: it may be the schema's bare name.
pub(super) fn from_mapping(target: &str) -> String {
    if target.contains(['/', '#', '.']) {
        target.to_owned()
    } else {
        format!("#/components/schemas/{}", escape(target))
    }
}

/// Takes percent-encoding away, if that leaves text.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = behind.get(..2).filter(|_| first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = behind;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
