//! What is offered of what documents say.

use super::*;

fn server(url: &str) -> Server {
    Server { url: url.to_owned(), ..Server::default() }
}

fn with_variable(template: &str, name: &str, default: &str) -> Server {
    Server {
        url: template.replace(&format!("{{{name}}}"), default),
        template: template.to_owned(),
        description: String::new(),
        variables: vec![ServerVariable { name: name.into(), default: default.into(), ..ServerVariable::default() }],
    }
}

fn told(servers: &[OfferedServer]) -> Vec<(u32, &str)> {
    servers.iter().map(|server| (server.number, server.template.as_str())).collect()
}

#[test]
fn a_template_is_cut_at_its_variables() {
    use Part::{Fixed, Variable};
    for (template, expected) in [
        ("https://a.test", vec![Fixed("https://a.test")]),
        ("{a}{b}", vec![Variable("a"), Variable("b")]),
        ("http://{a}.b/{c d}/", vec![Fixed("http://"), Variable("a"), Fixed(".b/"), Variable("c d"), Fixed("/")]),
        ("x{}y{{z}}{", vec![Fixed("x{}y{"), Variable("z"), Fixed("}{")]),
        ("", vec![]),
    ] {
        assert_eq!(parts(template), expected, "{template}");
    }
}

#[test]
fn the_document_s_servers_keep_their_numbers_and_the_api_s_address_comes_first() {
    let of_api = [server("https://a.test/v1/"), server("ftp://no.test"), server("https://b.test")];
    assert_eq!(told(&offered("https://a.test/v1", &of_api, &[])), [(1, "https://a.test/v1/"), (3, "https://b.test")]);
    assert_eq!(told(&offered("https://b.test", &of_api, &[])), [(3, "https://b.test"), (1, "https://a.test/v1/")]);
    assert_eq!(
        told(&offered("https://hand.test", &of_api, &[])),
        [(0, "https://hand.test"), (1, "https://a.test/v1/"), (3, "https://b.test")]
    );
    assert_eq!(told(&offered("https://hand.test", &[], &[])), [(0, "https://hand.test")]);
}

#[test]
fn an_operation_s_own_servers_replace_those_of_its_api_but_not_what_the_publisher_wrote() {
    let (of_api, own) = ([server("https://a.test")], [server("https://up.test")]);
    assert_eq!(told(&offered("https://a.test", &of_api, &own)), [(1, "https://up.test")]);
    assert_eq!(told(&offered("https://hand.test", &of_api, &own)), [(0, "https://hand.test"), (1, "https://up.test")]);
    // Nothing is replaced where the document had no whole address.
    assert_eq!(told(&offered("https://hand.test/v1", &[server("/v1")], &own)), [(1, "https://up.test")]);
    // What cannot be called is as if it were not there.
    assert_eq!(told(&offered("https://a.test", &of_api, &[server("ftp://up.test")])), [(1, "https://a.test")]);
}

#[test]
fn relative_addresses_are_at_the_host_of_the_api() {
    let of_api = [server("/v1"), server("/v2"), server("v3"), server("//c.test")];
    assert_eq!(told(&offered("https://a.test/v1", &of_api, &[])), [(1, "https://a.test/v1"), (2, "https://a.test/v2")]);
    assert!(is_usable(&server("/v1")) && !is_usable(&server("v1")) && !is_usable(&server("")));
}

#[test]
fn variables_are_those_of_the_address_described_or_not() {
    let mut one = with_variable("https://{a}.test/{b}/{a}", "a", "x");
    one.variables.push(ServerVariable { name: "unused".into(), ..ServerVariable::default() });
    let offered = offered("https://x.test//x", std::slice::from_ref(&one), &[]);
    let names: Vec<_> = offered[0].variables.iter().map(|variable| variable.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(default_address(&offered[0]), "https://x.test//x");
    assert!(!is_plain(&offered));
}

#[test]
fn a_server_whose_variable_needs_a_value_is_offered() {
    assert!(is_usable(&with_variable("https://{tenant}/v1", "tenant", "")));
    assert!(is_usable(&with_variable("{base}/v1", "base", "https://a.test")));
    for (template, default) in [("{base}/v1", ""), ("https://a.test/{x}", "?y=1"), ("https://{x}", "u@a.test")] {
        let name = parts(template).into_iter().find_map(|part| match part {
            Part::Variable(name) => Some(name),
            Part::Fixed(_) => None,
        });
        assert!(!is_usable(&with_variable(template, name.unwrap(), default)), "{template} {default}");
    }
}
