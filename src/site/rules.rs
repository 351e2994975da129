//! The accent colour that an administrator chooses: whether it can be read, and the shades that go with it. Pure.

/// The least contrast of text (WCAG 2.2, 1.4.3).
pub const LEAST: f64 = 4.5;
/// The grounds of `style/tokens.css` that the accent stands on in the light theme.
pub const LIGHT_GROUNDS: [&str; 9] =
    ["#fbfaf8", "#ffffff", "#f3f1ed", "#fcebe9", "#e4f4e8", "#fbf0d9", "#e6f0fb", "#f2eafb", "#eceae5"];
/// The same in the dark theme.
pub const DARK_GROUNDS: [&str; 9] =
    ["#161513", "#1e1d1a", "#100f0d", "#3b1b18", "#15301d", "#35280f", "#172a40", "#2c1f3d", "#2a2824"];
/// The faintest text that stands on the accent's own soft ground, light and dark.
const FAINT: (&str, &str) = ("#6a655b", "#9c968a");

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

impl Color {
    const WHITE: Self = Self([255; 3]);
    const BLACK: Self = Self([0; 3]);

    /// The colour that `text` writes as `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let mut channels = [0; 3];
        for (at, channel) in channels.iter_mut().enumerate() {
            *channel = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self(channels))
    }

    /// The colour as CSS has it.
    #[must_use]
    pub fn css(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// This colour with `percent` of the other one in it.
    fn mixed(self, other: Self, percent: u16) -> Self {
        let mut channels = self.0;
        for (channel, other) in channels.iter_mut().zip(other.0) {
            let sum = u16::from(*channel) * (100 - percent.min(100)) + u16::from(other) * percent.min(100);
            *channel = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(channels)
    }

    /// Relative luminance, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// The contrast of two colours, from 1 to 21.
#[must_use]
pub fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How well `accent` can be read in the light theme: its contrast with the ground on which it is worst.
#[must_use]
pub fn legibility(accent: Color) -> f64 {
    worst(accent, &LIGHT_GROUNDS)
}

fn worst(color: Color, grounds: &[&str]) -> f64 {
    grounds.iter().filter_map(|ground| Color::parse(ground)).map(|ground| contrast(color, ground)).fold(21.0, f64::min)
}

/// The shades of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Links, what is chosen, the main button.
    pub accent: Color,
    /// The same when it is pointed at.
    pub strong: Color,
    /// Text on either.
    pub ink: Color,
    /// The ground under what is chosen.
    pub soft: Color,
}

/// The shades of the light and the dark theme that go with `accent`; `None` when it cannot be read in the light one.
#[must_use]
pub fn palette(accent: Color) -> Option<(Shades, Shades)> {
    if legibility(accent) < LEAST {
        return None;
    }
    let strong = accent.mixed(Color::BLACK, 25);
    let light = Shades { accent, strong, ink: Color::WHITE, soft: soft(accent, Color::WHITE, FAINT.0, 14)? };
    // As little white as makes it legible: it stays the colour that was chosen.
    let lit =
        (0..=20).map(|step| accent.mixed(Color::WHITE, step * 5)).find(|lit| worst(*lit, &DARK_GROUNDS) >= LEAST)?;
    let ground = Color::parse(DARK_GROUNDS[0])?;
    let dark = Shades {
        accent: lit,
        strong: lit.mixed(Color::WHITE, 30),
        ink: accent.mixed(Color::BLACK, 80),
        soft: soft(lit, ground, FAINT.1, 20)?,
    };
    Some((light, dark))
}

/// `ground` with at most `most` percent of `accent`, so that both the accent and the text `faint` can be read on it.
fn soft(accent: Color, ground: Color, faint: &str, most: u16) -> Option<Color> {
    let faint = Color::parse(faint)?;
    (0..=most)
        .rev()
        .map(|percent| ground.mixed(accent, percent))
        .find(|soft| contrast(*soft, faint) >= LEAST && contrast(*soft, accent) >= LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::parse(text).unwrap()
    }

    #[test]
    fn colours_are_read_and_written() {
        assert_eq!(color("#0B6b6B").css(), "#0b6b6b");
        for text in ["", "#fff", "0b6b6b", "#0b6b6g", "#0b6b6b;", "#żżż", "red", "#0b6b6b0", "#+12345"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
        assert!((contrast(color("#767676"), Color::WHITE) - 4.54).abs() < 0.005);
    }

    #[test]
    fn every_colour_is_refused_or_legible_everywhere() {
        let mut accepted = 0;
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let accent = Color([red, green, blue]);
                    let Some((light, dark)) = palette(accent) else {
                        assert!(legibility(accent) < LEAST, "{accent:?} has no shades");
                        continue;
                    };
                    accepted += 1;
                    for (shades, grounds) in [(light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)] {
                        for text in [shades.accent, shades.strong] {
                            assert!(
                                worst(text, &grounds) >= LEAST && contrast(text, shades.soft) >= LEAST,
                                "{accent:?} {shades:?}"
                            );
                            assert!(contrast(text, shades.ink) >= LEAST, "{accent:?} {shades:?}");
                        }
                    }
                    assert!(
                        contrast(color(FAINT.0), light.soft) >= LEAST && contrast(color(FAINT.1), dark.soft) >= LEAST
                    );
                }
            }
        }
        assert!(accepted > 500, "{accepted}");
        assert_eq!(palette(color("#ffcc00")), None);
    }

    #[test]
    fn the_grounds_are_those_of_the_stylesheet() {
        let tokens = include_str!("../../style/tokens.css");
        for (light, dark) in LIGHT_GROUNDS.into_iter().zip(DARK_GROUNDS) {
            assert!(tokens.contains(&format!("light-dark({light}, {dark})")), "{light}, {dark}");
        }
        for ground in tokens.lines().filter(|line| line.contains("-soft:") || line.contains("--color-surface")) {
            assert!(
                ground.contains("accent-soft") || LIGHT_GROUNDS.iter().any(|known| ground.contains(known)),
                "{ground}"
            );
        }
        assert!(tokens.contains(&format!("light-dark({}, {})", FAINT.0, FAINT.1)));
    }
}
