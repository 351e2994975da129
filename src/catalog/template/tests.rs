//! Properties of the URL template.

use std::collections::HashMap;

use proptest::prelude::*;
use url::Url;

use super::*;

const GUIDE: &str = "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}";

fn parse(text: &str) -> UrlTemplate {
    UrlTemplate::parse(text).unwrap_or_else(|message| panic!("{text}: {message:?}"))
}

fn expand(text: &str, values: &[(&str, &str)]) -> Result<Expanded, Vec<FieldError>> {
    let values: HashMap<&str, Encoded> = values.iter().map(|(name, value)| (*name, Encoded::of(value))).collect();
    parse(text).expand(|name| values.get(name))
}

fn encoded(pairs: &[(String, String)]) -> Vec<(Encoded, Encoded)> {
    pairs.iter().map(|(name, value)| (Encoded::of(name), Encoded::of(value))).collect()
}

/// Path and query as one text.
fn expanded(text: &str, values: &[(&str, &str)]) -> String {
    let expanded = expand(text, values).unwrap_or_else(|errors| panic!("{text}: {errors:?}"));
    join("", &expanded, &[])
}

#[test]
fn the_guides_template_has_its_four_parameters_in_order() {
    let parameters = parse(GUIDE).parameters();
    let found: Vec<_> = parameters.iter().map(|parameter| (parameter.name.as_str(), parameter.location)).collect();
    let (path, query) = (Location::Path, Location::Query);
    assert_eq!(found, [("workspace", path), ("service", path), ("apiversion", query), ("details", query)]);
}

#[test]
fn the_guides_template_takes_the_guides_values() {
    let values = [("workspace", "a1"), ("service", "b2"), ("apiversion", "2.0"), ("details", "true")];
    assert_eq!(expanded(GUIDE, &values), "/workspaces/a1/services/b2/execute?api-version=2.0&details=true");
}

#[test]
fn values_stay_inside_their_place() {
    for (template, value, expected) in [
        ("/{v}", "a/b", "/a%2Fb"),
        ("/{v}", "../etc", "/..%2Fetc"),
        ("/{v}", "..;/x", "/..%3B%2Fx"),
        ("/{v}", "a\\b", "/a%5Cb"),
        ("/{v}", "a?b#c", "/a%3Fb%23c"),
        ("/{v}", "a b+c", "/a%20b%2Bc"),
        ("/{v}", "//evil.example", "/%2F%2Fevil.example"),
        ("/{v}", "user@evil.example:80", "/user%40evil.example%3A80"),
        ("/{v}", "żółw", "/%C5%BC%C3%B3%C5%82w"),
        ("/{v}", "%41", "/%2541"),
        ("/{v}", "{v}", "/%7Bv%7D"),
        ("/{v}", "a\r\nHost: b\0\t", "/a%0D%0AHost%3A%20b%00%09"),
        ("/{v}", "...", "/..."),
        ("/a{v}", "..", "/a.."),
        ("/x?q={v}", "a&b=c", "/x?q=a%26b%3Dc"),
        ("/x?q={v}", "..", "/x?q=.."),
        ("/x?q={v}", "a b+c%", "/x?q=a%20b%2Bc%25"),
        ("/x?q={v}", "", "/x?q="),
        ("/x?{v}=1", "a=b", "/x?a%3Db=1"),
        ("/x?id=1&id={v}&id=3", "2", "/x?id=1&id=2&id=3"),
    ] {
        assert_eq!(expanded(template, &[("v", value)]), expected, "{template} with {value:?}");
    }
}

#[test]
fn literals_keep_what_a_url_holds_and_encode_the_rest() {
    for (template, expected) in [
        ("/", "/"),
        ("//", "//"),
        ("/a/", "/a/"),
        ("/a//b", "/a//b"),
        ("/%41%2F%e2%82%ac", "/%41%2F%e2%82%ac"),
        ("/a:b@c;d=e,f!$&'()*+~", "/a:b@c;d=e,f!$&'()*+~"),
        ("/\"<>^`|[]", "/%22%3C%3E%5E%60%7C%5B%5D"),
        ("/ż", "/%C5%BC"),
        ("/a#b", "/a%23b"),
        ("/a?b#c", "/a?b%23c"),
        ("/a?b?c/d", "/a?b?c/d"),
        ("/a?it's", "/a?it%27s"),
        ("/a?x=1&x=2&&y", "/a?x=1&x=2&&y"),
        ("/a?", "/a"),
    ] {
        assert_eq!(expanded(template, &[]), expected, "{template}");
    }
}

#[test]
fn a_pair_goes_when_none_of_its_parameters_has_a_value() {
    let template = "/x?fixed=1&a={a}&range={from}-{to}&flag";
    assert_eq!(expanded(template, &[]), "/x?fixed=1&flag");
    assert_eq!(expanded(template, &[("a", ""), ("to", "9")]), "/x?fixed=1&a=&range=-9&flag");
    assert_eq!(expanded("/x?a={a}", &[]), "/x");
}

#[test]
fn mistakes_are_named_with_their_position() {
    let unbalanced = |position| Message::TemplateUnbalanced { position };
    let character = |character, position| Message::TemplateCharacter { character, position };
    for (template, expected) in [
        ("", Message::TemplateWithoutSlash),
        ("workspaces", Message::TemplateWithoutSlash),
        ("{a}", Message::TemplateWithoutSlash),
        ("https://evil.example/", Message::TemplateWithoutSlash),
        ("/a{b", unbalanced(3)),
        ("/a}b", unbalanced(3)),
        ("/{a{b}}", unbalanced(2)),
        ("/{a}}", unbalanced(5)),
        ("/żó{", unbalanced(4)),
        ("/{}", Message::TemplateEmptyName { position: 2 }),
        ("/a?b={}", Message::TemplateEmptyName { position: 6 }),
        ("/{a b}", character(' ', 4)),
        ("/{a/b}", character('/', 4)),
        ("/{a?}", character('?', 4)),
        ("/{a=}", character('=', 4)),
        ("/{a&}", character('&', 4)),
        ("/{a#}", character('#', 4)),
        ("/a b", character(' ', 3)),
        ("/a\\b", character('\\', 3)),
        ("/a\tb", character('\t', 3)),
        ("/a\u{a0}b", character('\u{a0}', 3)),
        ("/a?b=\n", character('\n', 6)),
        ("/%", Message::TemplateEncoding { position: 2 }),
        ("/%4", Message::TemplateEncoding { position: 2 }),
        ("/%zz", Message::TemplateEncoding { position: 2 }),
        ("/a%00b", Message::TemplateEncoding { position: 3 }),
        ("/x?%00", Message::TemplateEncoding { position: 4 }),
        ("/{a}/{a}", Message::DuplicateParameter { name: "a".into() }),
        ("/{a}?a={a}", Message::DuplicateParameter { name: "a".into() }),
        ("/..", Message::TemplateDotSegment),
        ("/a/./b", Message::TemplateDotSegment),
        ("/a/../b?c", Message::TemplateDotSegment),
        ("/.%2e/b", Message::TemplateDotSegment),
        ("/%252E%2e", Message::TemplateDotSegment),
    ] {
        assert_eq!(UrlTemplate::parse(template), Err(expected), "{template:?}");
    }
}

#[test]
fn a_path_value_must_be_there_and_must_not_be_a_dot_segment() {
    let errors = |template, values: &[(&str, &str)]| -> Vec<(String, Message)> {
        expand(template, values).unwrap_err().into_iter().map(|error| (error.field, error.message)).collect()
    };
    assert_eq!(errors("/{a}/{b}", &[("b", "")]), [("a".into(), Message::Required), ("b".into(), Message::Required)]);
    for value in [".", "..", "%2e", "%2E%2e", ".%2e", "%252e", "%25252e%2E", "%25%32%65", "%2%65"] {
        assert_eq!(errors("/{a}", &[("a", value)]), [("a".into(), Message::DotSegment)], "{value}");
    }
    assert_eq!(errors("/.{a}", &[("a", ".")]), [("a".into(), Message::DotSegment)]);
    assert_eq!(errors("/{a}{b}", &[("a", "."), ("b", ".")]), [("a".into(), Message::DotSegment)]);
}

#[test]
fn pieces_are_the_text_cut_at_its_parameters() {
    use Piece::{Literal, Parameter};
    let template = parse("/a/{b}{c}?d={e}");
    assert_eq!(template.pieces(), [Literal("/a/"), Parameter("b"), Parameter("c"), Literal("?d="), Parameter("e")]);
}

#[test]
fn a_call_keeps_the_services_path_and_adds_pairs_behind_the_query() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let call = |service: &str, template, extra: &[(String, String)]| {
        join(service, &expand(template, &[]).unwrap(), &encoded(extra))
    };
    assert_eq!(call("http://h:1", "/x", &[]), "http://h:1/x");
    assert_eq!(call("http://h/", "/x", &[]), "http://h/x");
    assert_eq!(call("http://h/base/", "/x?y", &[]), "http://h/base/x?y");
    assert_eq!(call("http://h/base", "/x", &[pair("a b", "c&d")]), "http://h/base/x?a%20b=c%26d");
    assert_eq!(call("http://h", "/x?y=1", &[pair("y", ""), pair("y", "2")]), "http://h/x?y=1&y=&y=2");
}

/// Text that likes the characters that matter here.
fn spicy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z0-9]{1,3}",
        4 => proptest::sample::select(vec![
            "/", "//", ".", "..", "%", "%2e", "%2F", "%252e", "%00", "\\", "?", "&", "=", "#", "{", "}", "@", ":", ";",
            " ", "\t", "\n", "\0", "+", "'", "\"", "|", "ż", "．", "∕", "😀",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A template in order, with parameters `p0`, `p1`, ….
fn template() -> impl Strategy<Value = String> {
    let part = proptest::collection::vec(prop_oneof![Just("{}".to_owned()), "[a-z.%|'ż]{0,3}"], 0..3);
    let parts = |count: std::ops::Range<usize>| proptest::collection::vec(part.clone().prop_map(|p| p.concat()), count);
    (parts(1..5), proptest::option::of(parts(0..4))).prop_filter_map("in order", |(path, query)| {
        let mut text = format!("/{}", path.join("/"));
        if let Some(query) = query {
            text = format!("{text}?{}", query.join("&"));
        }
        let mut count = 0;
        while let Some(at) = text.find("{}") {
            text.insert_str(at + 1, &format!("p{count}"));
            count += 1;
        }
        UrlTemplate::parse(&text).ok().map(|_| text)
    })
}

fn values() -> impl Strategy<Value = HashMap<String, String>> {
    let names = (0..12).map(|number| format!("p{number}"));
    let values = names.map(|name| (Just(name), proptest::option::weighted(0.9, spicy()))).collect::<Vec<_>>();
    values.prop_map(|values| values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

fn decode(text: &str) -> String {
    url::form_urlencoded::parse(format!("v={}", text.replace('+', "%2B").replace('&', "%26")).as_bytes())
        .map(|(_, value)| value.into_owned())
        .collect()
}

proptest! {
    #[test]
    fn reading_never_panics_and_keeps_the_text(text in spicy()) {
        let text = format!("/{text}");
        if let Ok(template) = UrlTemplate::parse(&text) {
            let pieces = template.pieces();
            let again: String = pieces.iter().map(|piece| match piece {
                Piece::Literal(text) => (*text).to_owned(),
                Piece::Parameter(name) => format!("{{{name}}}"),
            }).collect();
            prop_assert_eq!(again, text);
            let names = pieces.iter().filter_map(|piece| match piece {
                Piece::Parameter(name) => Some((*name).to_owned()),
                Piece::Literal(_) => None,
            }).collect::<Vec<_>>();
            prop_assert_eq!(names, template.parameters().into_iter().map(|parameter| parameter.name).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_escapes_its_origin_and_its_base_path(
        template in template(),
        values in values(),
        extra in proptest::collection::vec((spicy(), spicy()), 0..3),
        base in proptest::sample::select(vec!["http://h.example", "https://h.example:8443/", "http://[::1]:1/a/b", "http://h.example/a/"]),
    ) {
        let values: HashMap<_, _> = values.iter().map(|(name, value)| (name.as_str(), Encoded::of(value))).collect();
        let Ok(expanded) = parse(&template).expand(|name| values.get(name)) else { return Ok(()) };
        let text = join(base, &expanded, &encoded(&extra));
        let (url, base) = (Url::parse(&text).unwrap(), Url::parse(base).unwrap());
        prop_assert_eq!(url.as_str(), &text, "a URL library sends it as it stands");
        prop_assert_eq!(url.origin(), base.origin());
        prop_assert!(url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
        let within = format!("{}/", base.path().trim_end_matches('/'));
        prop_assert!(url.path().starts_with(&within), "{} is not under {}", url.path(), within);
        let depth = |path: &str| path.matches('/').count();
        prop_assert_eq!(depth(url.path()), depth(&within) - 1 + depth(template.split('?').next().unwrap()));
    }

    #[test]
    fn what_goes_in_comes_out(path in spicy(), query in spicy(), extra in (spicy(), spicy())) {
        let template = parse("/a/{path}/b?q={query}");
        let values = [Encoded::of(&path), Encoded::of(&query)];
        let Ok(expanded) = template.expand(|name| values.get(usize::from(name != "path"))) else { return Ok(()) };
        let extra_query = encoded(std::slice::from_ref(&extra));
        let url = Url::parse(&join("http://h.example", &expanded, &extra_query)).unwrap();
        let segments: Vec<_> = url.path_segments().unwrap().collect();
        prop_assert_eq!(segments.len(), 3);
        prop_assert_eq!(decode(segments[1]), path);
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, [("q".to_owned(), query), extra]);
    }
}

#[test]
fn the_query_is_told_as_it_is_sent() {
    let pairs = |template: &str| {
        let template = UrlTemplate::parse(template).unwrap();
        let pairs = template.query()?.into_iter().map(|QueryPair { name, value }| match value {
            PairValue::Fixed(value) => format!("{name} is {value}"),
            PairValue::Parameter(parameter) => format!("{name} from {parameter}"),
        });
        Some(pairs.collect::<Vec<_>>())
    };
    assert_eq!(pairs(GUIDE).unwrap(), ["api-version from apiversion", "details from details"]);
    assert_eq!(pairs("/a").unwrap(), [""; 0]);
    assert_eq!(pairs("/a?x=1%262&flag&n+m={v}").unwrap(), ["x is 1&2", "flag is ", "n m from v"]);
    for composed in ["/a?{name}=1", "/a?x=a{b}", "/a?x={a}{b}", "/a?{a}", "/a?x=y={a}"] {
        assert_eq!(pairs(composed), None, "{composed}");
    }
}
