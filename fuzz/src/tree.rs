//! Documents as trees, which are written again when somebody downloads them.

use loggia::openapi::model::Format;
use loggia::openapi::server::read::parse;
use loggia::openapi::server::write;
use serde_json::Value;

/// Whatever was read says the same once it was written.
pub(super) fn check(tree: &Value) {
    for format in [Format::Json, Format::Yaml] {
        let text = write(tree, format).expect("every tree is written");
        let (again, ..) =
            parse(&text).unwrap_or_else(|refusal| panic!("{refusal}\n{}", String::from_utf8_lossy(&text)));
        assert_eq!(again, *tree, "{}", String::from_utf8_lossy(&text));
    }
}
