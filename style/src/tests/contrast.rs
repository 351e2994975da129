//! WCAG 2.2 contrast over all pairs of tokens that can meet: 4.5:1 for text (1.4.3), 3:1 for what bounds a control (1.4.11).

use std::collections::BTreeMap;

use super::own_css;
use crate::engine::colors;

type Palette = BTreeMap<String, [u8; 3]>;

const SURFACES: [&str; 3] = ["surface", "surface-raised", "surface-sunken"];
const TEXTS: [&str; 5] = ["ink", "ink-muted", "ink-faint", "accent", "accent-strong"];

/// The light and the dark palette.
fn palettes() -> [(&'static str, Palette); 2] {
    let (mut light, mut dark) = (Palette::new(), Palette::new());
    for (name, value) in colors(&own_css()) {
        let values = value.strip_prefix("light-dark(#").and_then(|rest| rest.strip_suffix(')'));
        let (in_light, in_dark) = values.and_then(|values| values.split_once(", #")).expect(name);
        light.insert(name.to_owned(), channels(in_light));
        dark.insert(name.to_owned(), channels(in_dark));
    }
    [("light", light), ("dark", dark)]
}

fn channels(hex: &str) -> [u8; 3] {
    assert_eq!(hex.len(), 6, "#{hex} is not of the form #rrggbb");
    [0, 2, 4].map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
}

/// Relative luminance, as WCAG 2.2 defines it.
fn luminance(channels: [u8; 3]) -> f64 {
    let [red, green, blue] = channels.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What of the `pairs` falls short of `least` in either palette.
fn failures<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, least: f64) -> Vec<String> {
    let palettes = palettes();
    let mut failures = Vec::new();
    for (text, ground) in pairs {
        for (scheme, palette) in &palettes {
            let ratio = contrast(palette[text], palette[ground]);
            if ratio < least {
                failures.push(format!("{scheme}: {text} on {ground} is {ratio:.2}:1, {least}:1 was expected"));
            }
        }
    }
    failures
}

#[test]
fn the_formula_is_that_of_wcag() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    assert!((contrast(channels("767676"), [255; 3]) - 4.54).abs() < 0.005);
}

#[test]
fn text_can_be_read_on_every_ground() {
    let css = own_css();
    let names: Vec<&str> = colors(&css).map(|(name, _)| name).collect();
    let softs: Vec<&str> = names.iter().copied().filter(|name| name.ends_with("-soft")).collect();
    assert!(softs.len() >= 11, "the tokens were not found: {names:?}");
    let states = softs.iter().filter_map(|soft| soft.strip_suffix("-soft"));
    let code = names.iter().copied().filter(|name| name.starts_with("code-"));

    let mut pairs = vec![("accent-ink", "accent"), ("accent-ink", "accent-strong")];
    for text in TEXTS.into_iter().chain(states).chain(code) {
        pairs.extend(SURFACES.map(|ground| (text, ground)));
    }
    for soft in &softs {
        pairs.extend(TEXTS.map(|text| (text, *soft)));
        pairs.extend(soft.strip_suffix("-soft").map(|state| (state, *soft)));
    }
    assert_eq!(failures(pairs, 4.5), Vec::<String>::new());
}

#[test]
fn controls_and_their_focus_can_be_seen() {
    let pairs =
        SURFACES.into_iter().flat_map(|ground| [("line-strong", ground), ("accent", ground), ("danger", ground)]);
    assert_eq!(failures(pairs, 3.0), Vec::<String>::new());
}
