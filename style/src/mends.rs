//! Utilities that `encre-css` 0.21 lacks or gets wrong and that views cannot well do without. What stays missing is listed
//! in the tests: a view that uses it fails them.

use encre_css::Config;
use encre_css::prelude::build_plugin::*;
use encre_css::selector::Variant;

/// `size-4` sets both sides.
const SIZE: StaticPlugin = Plugin::Spacing(Spacing {
    namespace: "size",
    prop: MultipleProps(&["width", "height"]),
    has_auto: Some(true),
    has_full: Some(true),
    ..Spacing::default()
});

/// `rotate-45` would turn around the other two axes.
const ROTATE: StaticPlugin = Plugin::ListValues(ListValues {
    prop: SingleProp("rotate"),
    values: map! { "rotate-0" => "0deg", "rotate-45" => "45deg", "rotate-90" => "90deg", "rotate-180" => "180deg" },
    ..ListValues::default()
});

/// `z-[100]`.
const Z: StaticPlugin =
    Plugin::Arbitrary(Arbitrary { namespace: "z", prop: SingleProp("z-index"), ..Arbitrary::default() });

/// `shadow-raised` lifts menus and dialogs off the page.
const SHADOW: StaticPlugin = Plugin::ListValues(ListValues {
    prop: SingleProp("box-shadow"),
    values: map! { "shadow-raised" => "var(--shadow-raised)" },
    ..ListValues::default()
});

/// `rounded` is the radius of our controls.
const ROUNDED: StaticPlugin = Plugin::ListValues(ListValues {
    prop: SingleProp("border-radius"),
    values: map! { "rounded" => "var(--radius)" },
    ..ListValues::default()
});

/// `wrap-anywhere` breaks long words that would widen a grid's column.
const WRAP: StaticPlugin = Plugin::ListValues(ListValues {
    prop: SingleProp("overflow-wrap"),
    values: map! { "wrap-anywhere" => "anywhere" },
    ..ListValues::default()
});

/// The breakpoints, narrowest first. `encre-css` gives all of them the same rank, so that `md:` could win over `xl:`.
const BREAKPOINTS: [(&str, &str); 5] = [
    ("sm", "@media (width >= 40rem)"),
    ("md", "@media (width >= 48rem)"),
    ("lg", "@media (width >= 64rem)"),
    ("xl", "@media (width >= 80rem)"),
    ("2xl", "@media (width >= 96rem)"),
];

/// Adds the mends to an engine.
pub fn register(config: &mut Config) {
    for (name, query) in BREAKPOINTS {
        config.register_variant(name, Variant::new(config.last_variant_order(), query));
    }
    for plugin in [&SIZE, &ROTATE, &Z, &SHADOW, &ROUNDED, &WRAP] {
        config.register_plugin(plugin);
    }
}
