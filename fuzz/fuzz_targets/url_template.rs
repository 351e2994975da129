//! URL templates: what is in order can be filled in with anything, and nothing gets out of its place.
//!
//! The first line is the template, the next ones are values of its parameters, and the two behind them a pair that the
//! caller adds.
#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use loggia::catalog::model::OperationInput;
use loggia::catalog::rules::tidy_operation;
use loggia::catalog::template::{Encoded, Expanded, Piece, UrlTemplate, join};
use loggia::kernel::{FieldError, Message};
use url::Url;

const SERVICES: [&str; 3] = ["http://h.example", "https://[::1]:8443/", "http://h.example/a/b/"];

fuzz_target!(|input: &str| {
    let mut lines = input.split('\n');
    let text = lines.next().unwrap_or_default();
    let template = match UrlTemplate::parse(text) {
        Ok(template) => template,
        Err(message) => return check_message(text, &message),
    };
    check_pieces(text, &template);
    check_form(text, &template);
    let names: Vec<String> = template.parameters().into_iter().map(|parameter| parameter.name).collect();
    let values: HashMap<&str, &str> = names.iter().map(String::as_str).zip(&mut lines).collect();
    let pair = lines.next().map(|name| (name.to_owned(), lines.next().unwrap_or_default().to_owned()));
    let encoded: HashMap<&str, Encoded> = values.iter().map(|(name, value)| (*name, Encoded::of(value))).collect();
    match template.expand(|name| encoded.get(name)) {
        Ok(expanded) => {
            check_expanded(text, &expanded, &values);
            SERVICES.iter().for_each(|service| check_address(service, &expanded, pair.as_slice()));
        }
        Err(errors) => check_errors(text, &errors, &values),
    }
});

/// A message says where in the text the mistake is.
fn check_message(text: &str, message: &Message) {
    let position = match message {
        Message::TemplateUnbalanced { position }
        | Message::TemplateEmptyName { position }
        | Message::TemplateEncoding { position }
        | Message::TemplateCharacter { position, .. } => *position,
        Message::TemplateWithoutSlash => return assert!(!text.starts_with('/')),
        Message::TemplateDotSegment => return assert!(text.contains('.') || text.contains('%')),
        Message::DuplicateParameter { name } => return assert!(text.matches(&format!("{{{name}}}")).count() > 1),
        other => panic!("{other:?} is not about templates"),
    };
    let character = position.checked_sub(1).and_then(|at| text.chars().nth(at));
    match message {
        Message::TemplateCharacter { character: named, .. } => assert_eq!(character, Some(*named)),
        Message::TemplateEncoding { .. } => assert_eq!(character, Some('%')),
        Message::TemplateEmptyName { .. } => assert_eq!(character, Some('{')),
        _ => assert!(matches!(character, Some('{' | '}'))),
    }
}

/// The pieces are the text, and their names the parameters.
fn check_pieces(text: &str, template: &UrlTemplate) {
    let pieces = template.pieces();
    let names: Vec<&str> = pieces.iter().filter_map(name).collect();
    let parameters = template.parameters();
    assert!(names.iter().copied().eq(parameters.iter().map(|parameter| parameter.name.as_str())));
    let query = text.find('?').unwrap_or(text.len());
    let mut again = String::new();
    for piece in &pieces {
        match piece {
            Piece::Literal(text) => again.push_str(text),
            Piece::Parameter(name) => {
                let parameter = parameters.iter().find(|parameter| parameter.name == *name);
                let is_in_path = again.len() < query;
                assert!(parameter.is_some_and(|it| it.location.as_str() == if is_in_path { "path" } else { "query" }));
                again.push_str(&format!("{{{name}}}"));
            }
        }
    }
    assert_eq!(again, text);
}

fn name<'p>(piece: &Piece<'p>) -> Option<&'p str> {
    match piece {
        Piece::Parameter(name) => Some(name),
        Piece::Literal(_) => None,
    }
}

/// The form lists the template's parameters, and lists them once.
fn check_form(text: &str, template: &UrlTemplate) {
    let input = OperationInput { url_template: text.to_owned(), ..OperationInput::default() };
    let tidy = tidy_operation(input);
    let wanted = template.parameters();
    assert!(
        tidy.parameters.iter().map(|it| (&it.name, it.location)).eq(wanted.iter().map(|it| (&it.name, it.location)))
    );
    assert_eq!(tidy_operation(tidy.clone()), tidy);
}

/// Whoever decodes path and query finds the template with the values in it, and nothing else.
fn check_expanded(text: &str, expanded: &Expanded, values: &HashMap<&str, &str>) {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    assert_eq!(decoded(&expanded.path), filled(path, values));
    assert_eq!(expanded.path.matches('/').count(), path.matches('/').count(), "{}", expanded.path);
    // A pair whose parameters have no values is left out.
    let is_there = |pair: &&str| {
        let mut names = names(pair).peekable();
        names.peek().is_none() || names.any(|name| values.contains_key(name))
    };
    let pairs: Vec<&str> = query.split('&').filter(is_there).collect();
    let found: Vec<&str> = expanded.query.as_deref().unwrap_or_default().split('&').collect();
    if pairs.is_empty() {
        assert_eq!(expanded.query, None);
    } else {
        assert!(found.iter().map(|pair| decoded(pair)).eq(pairs.iter().map(|pair| filled(pair, values))), "{found:?}");
    }
    // What was made of a template is one itself, without parameters. No template has a zero, which values may have.
    if values.values().any(|value| value.contains('\0')) {
        return;
    }
    let whole = join("", expanded, &[]);
    let again = UrlTemplate::parse(&whole).unwrap_or_else(|message| panic!("{whole}: {message:?}"));
    assert_eq!(again.parameters(), []);
    assert_eq!(again.expand(|_| None).as_ref(), Ok(expanded));
}

/// URL libraries send the address as it stands, to the service and under its path.
fn check_address(service: &str, expanded: &Expanded, extra: &[(String, String)]) {
    let encoded: Vec<_> = extra.iter().map(|(name, value)| (Encoded::of(name), Encoded::of(value))).collect();
    let address = join(service, expanded, &encoded);
    let (url, base) = (parsed(&address), parsed(service));
    assert_eq!(url.as_str(), address);
    assert_eq!(url.origin(), base.origin());
    assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
    assert_eq!(url.path().strip_prefix(base.path().trim_end_matches('/')), Some(expanded.path.as_str()));
    if let [(name, value)] = extra {
        let last = url.query_pairs().last().expect("a pair was added");
        assert_eq!(last, (name.into(), value.into()));
    }
}

/// Only what stands in the path must be there, and must not lead up.
fn check_errors(text: &str, errors: &[FieldError], values: &HashMap<&str, &str>) {
    let path = text.split('?').next().unwrap_or_default();
    let in_path: Vec<&str> = names(path).collect();
    assert!(!errors.is_empty());
    for FieldError { field, message } in errors {
        assert!(in_path.contains(&field.as_str()), "{field}");
        let value = values.get(field.as_str()).copied().unwrap_or_default();
        match message {
            Message::Required => assert_eq!(value, ""),
            Message::DotSegment => {}
            other => panic!("{other:?} is not about values"),
        }
    }
}

/// The names between the braces of a text that is in order.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(['{', '}']).skip(1).step_by(2)
}

/// A part of a template, decoded, with values in the places of its parameters.
fn filled(text: &str, values: &HashMap<&str, &str>) -> Vec<u8> {
    let cut = text.split(['{', '}']).enumerate();
    let parts = cut.map(|(index, text)| match index % 2 {
        0 => decoded(text),
        _ => values.get(text).copied().unwrap_or_default().as_bytes().to_vec(),
    });
    parts.flatten().collect()
}

/// `text` without its percent-encoding, by another reader than the one that is tested.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next(), bytes.next()].map(|digit| char::from(digit.unwrap_or_default()));
            let digits =
                digits.map(|digit| digit.to_digit(16).expect("a template's percent signs are followed by digits"));
            decoded.push(u8::try_from(digits[0] * 16 + digits[1]).expect("two digits are a byte"));
        } else {
            decoded.push(byte);
        }
    }
    decoded
}

fn parsed(address: &str) -> Url {
    Url::parse(address).unwrap_or_else(|error| panic!("{address}: {error}"))
}
