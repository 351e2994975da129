//! The stylesheet of a chosen accent colour.

use crate::site::rules::{Color, Shades, palette};

/// The stylesheet that puts `accent` and its shades in the place of the portal's own. It stands outside of all layers, so
/// it wins over `style/tokens.css`, wherever it stands in the document. Empty for what is no such colour.
#[must_use]
pub fn stylesheet(accent: &str) -> String {
    let Some((light, dark)) = Color::parse(accent).and_then(palette) else { return String::new() };
    let token = |name: &str, shade: fn(Shades) -> Color| {
        format!("  --color-{name}: light-dark({}, {});\n", shade(light).css(), shade(dark).css())
    };
    [
        ":root {\n".to_owned(),
        token("accent", |shades| shades.accent),
        token("accent-strong", |shades| shades.strong),
        token("accent-ink", |shades| shades.ink),
        token("accent-soft", |shades| shades.soft),
        "}\n".to_owned(),
    ]
    .concat()
}
