//! Expressions and templates as people read them.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};
use crate::recipes::expression::{Expression, Pointer, Source};
use crate::recipes::template::{Piece, Template};

/// What `expression` names, in words.
pub(super) fn words(i18n: I18nContext<Locale>, expression: &Expression) -> String {
    match expression {
        Expression::Url => tu_string!(i18n, recipes.the_address).to_owned(),
        Expression::Method => tu_string!(i18n, recipes.the_method).to_owned(),
        Expression::StatusCode => tu_string!(i18n, recipes.the_status).to_owned(),
        Expression::Input { name, pointer } => {
            let name = [name.as_str(), &deeper(pointer)].concat();
            tu_string!(i18n, recipes.an_input, name = name)
        }
        Expression::Output { step, name, pointer } => {
            let name = [name.as_str(), &deeper(pointer)].concat();
            tu_string!(i18n, recipes.an_output, name = name, step = step)
        }
        Expression::Request(source) => tu_string!(i18n, recipes.of_request, part = part(i18n, source)),
        Expression::Response(Source::Body(pointer)) if pointer.as_str().is_empty() => {
            tu_string!(i18n, recipes.the_answer).to_owned()
        }
        Expression::Response(source) => tu_string!(i18n, recipes.of_answer, part = part(i18n, source)),
    }
}

fn part(i18n: I18nContext<Locale>, source: &Source) -> String {
    match source {
        Source::Header(name) => tu_string!(i18n, recipes.a_header, name = name),
        Source::Query(name) | Source::Path(name) => name.clone(),
        Source::Body(pointer) if pointer.as_str().is_empty() => tu_string!(i18n, recipes.the_body).to_owned(),
        Source::Body(pointer) => deeper(pointer).trim_start_matches(" › ").to_owned(),
    }
}

/// The way that a pointer leads, behind a name.
fn deeper(pointer: &Pointer) -> String {
    pointer.steps().fold(String::new(), |way, step| way + " › " + &step)
}

/// A text with its expressions set off, in words.
pub(super) fn pieces(i18n: I18nContext<Locale>, template: &Template) -> AnyView {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone().into_any(),
        Piece::Hole(expression, _) => {
            view! { <span class="rounded bg-accent-soft px-1 text-accent">{words(i18n, expression)}</span> }.into_any()
        }
    };
    template.pieces().iter().map(piece).collect_view().into_any()
}
