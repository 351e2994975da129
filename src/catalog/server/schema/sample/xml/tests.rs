//! Samples as XML, read by a parser that takes nothing but well-formed documents with namespaces.

use proptest::prelude::*;
use serde_json::json;

use super::super::super::support::{Document, anything};
use super::super::body;
use super::*;

/// An element.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

struct Parser<'t> {
    rest: &'t str,
    prefixes: Vec<String>,
}

impl<'t> Parser<'t> {
    fn document(text: &'t str) -> Result<Element, String> {
        let rest = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").ok_or("no declaration")?;
        let mut parser = Parser { rest, prefixes: Vec::new() };
        let root = parser.element()?;
        if parser.rest.is_empty() { Ok(root) } else { Err(format!("more behind the root: {}", parser.rest)) }
    }

    fn take(&mut self, start: &str) -> Result<(), String> {
        self.rest = self.rest.strip_prefix(start).ok_or_else(|| format!("no {start:?} at {:?}", self.rest))?;
        Ok(())
    }

    fn until(&mut self, ends: &[char]) -> &'t str {
        let (taken, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn element(&mut self) -> Result<Element, String> {
        let outer = self.prefixes.len();
        self.take("<")?;
        let mut element = Element { name: self.until(&[' ', '/', '>']).to_owned(), ..Element::default() };
        while self.rest.starts_with(' ') {
            self.take(" ")?;
            let name = self.until(&['=']).to_owned();
            self.take("=\"")?;
            let value = unescape(self.until(&['"', '<']))?;
            self.take("\"")?;
            if element.attributes.iter().any(|(other, _)| *other == name) {
                return Err(format!("{name} twice"));
            }
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                if value.is_empty() || prefix.starts_with("xml") {
                    return Err(format!("{prefix} declared as {value}"));
                }
                self.prefixes.push(prefix.to_owned());
            }
            element.attributes.push((name, value));
        }
        self.check(&element.name)?;
        for (name, _) in element.attributes.iter().filter(|(name, _)| !name.starts_with("xmlns")) {
            self.check(name)?;
        }
        if self.rest.starts_with('/') {
            self.take("/>")?;
        } else {
            self.take(">")?;
            loop {
                element.text.push_str(&unescape(self.until(&['<']))?);
                if self.rest.starts_with("</") {
                    break;
                }
                element.children.push(self.element()?);
            }
            self.take(&format!("</{}>", element.name))?;
        }
        self.prefixes.truncate(outer);
        Ok(element)
    }

    fn check(&self, name: &str) -> Result<(), String> {
        let (prefix, local) = name.split_once(':').map_or((None, name), |(prefix, local)| (Some(prefix), local));
        let is_declared = prefix.is_none_or(|prefix| self.prefixes.iter().any(|other| other == prefix));
        let is_plain = |letter: char| letter.is_alphanumeric() || !letter.is_ascii() || "_-.".contains(letter);
        let starts = |letter: char| letter.is_alphabetic() || letter == '_' || !letter.is_ascii();
        let is_name = local.starts_with(starts) && local.chars().all(is_plain);
        if is_declared && is_name { Ok(()) } else { Err(format!("{name:?} is no name")) }
    }
}

fn unescape(text: &str) -> Result<String, String> {
    let mut pieces = text.split('&');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (entity, rest) = piece.split_once(';').ok_or_else(|| format!("a bare & in {text:?}"))?;
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#9" => '\t',
            "#10" => '\n',
            "#13" => '\r',
            _ => return Err(format!("&{entity};")),
        });
        plain.push_str(rest);
    }
    match plain.chars().find(|letter| letter.is_ascii_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{7f}')) {
        Some(letter) => Err(format!("{letter:?} cannot be written")),
        None => Ok(plain),
    }
}

fn written(schema: &Value, document: &Document) -> String {
    let text = body(schema, document, Direction::Response, "application/xml").unwrap();
    Parser::document(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    text.split_once('\n').unwrap().1.to_owned()
}

/// The XML of a list under `animals`, in the words of OpenAPI 3.0.4, "XML Arrays".
fn animals(items: Value, xml: Value) -> String {
    let list = json!({"type": "array", "items": items, "example": ["a", "b"], "xml": xml});
    written(&json!({"type": "object", "properties": {"animals": list}}), &Document(json!({})))
}

#[test]
fn lists_are_called_what_the_specification_calls_them() {
    let text = json!({"type": "string"});
    let named = json!({"type": "string", "xml": {"name": "animal"}});
    for (items, xml, expected) in [
        (&text, json!({}), "<animals>a</animals>\n  <animals>b</animals>"),
        (&named, json!({}), "<animal>a</animal>\n  <animal>b</animal>"),
        (&named, json!({"name": "aliens"}), "<animal>a</animal>\n  <animal>b</animal>"),
        (
            &text,
            json!({"wrapped": true}),
            "<animals>\n    <animals>a</animals>\n    <animals>b</animals>\n  </animals>",
        ),
        (
            &text,
            json!({"name": "aliens", "wrapped": true}),
            "<aliens>\n    <aliens>a</aliens>\n    <aliens>b</aliens>\n  </aliens>",
        ),
        (
            &named,
            json!({"name": "aliens", "wrapped": true}),
            "<aliens>\n    <animal>a</animal>\n    <animal>b</animal>\n  </aliens>",
        ),
        (
            &named,
            json!({"nodeType": "element"}),
            "<animals>\n    <animal>a</animal>\n    <animal>b</animal>\n  </animals>",
        ),
    ] {
        assert_eq!(animals(items.clone(), xml.clone()), format!("<root>\n  {expected}\n</root>"), "{items} {xml}");
    }
}

#[test]
fn attributes_names_and_namespaces_are_kept() {
    let document = Document(json!({"components": {"schemas": {
        "Person": {"type": "object", "properties": {
            "id": {"type": "integer", "example": 7, "xml": {"attribute": true}},
            "name": {"type": "string", "example": "A & \"B\" <C>", "xml": {"namespace": "http://a.test/s", "prefix": "s"}},
            "lang": {"type": "string", "example": "x", "xml": {"attribute": true, "prefix": "p", "namespace": "http://a.test/p"}},
            "lost": {"type": "string", "example": "y", "xml": {"prefix": "q"}},
            "pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
        }},
        "Pet": {"allOf": [{"type": "object", "xml": {"name": "Animal"}, "properties": {"kind": {"type": "string", "xml": {"attribute": true}}}}, {"type": "object", "properties": {
            "a b": {"type": "null"}}}]}
    }}}));
    let schema = json!({"$ref": "#/components/schemas/Person"});
    assert_eq!(
        written(&schema, &document),
        r#"<Person id="7" xmlns:p="http://a.test/p" p:lang="x">
  <s:name xmlns:s="http://a.test/s">A &amp; &quot;B&quot; &lt;C&gt;</s:name>
  <lost>y</lost>
  <pets kind="string">
    <a_b/>
  </pets>
</Person>"#
    );
    let list = json!({"type": "array", "items": {"$ref": "#/components/schemas/Pet"}, "xml": {"name": "all", "namespace": "http://a.test/"}});
    let expected = "<all xmlns=\"http://a.test/\">\n  <Pet kind=\"string\">\n    <a_b/>\n  </Pet>\n</all>";
    assert_eq!(written(&list, &document), expected);
    assert_eq!(written(&json!({"type": "string", "xml": {"name": "1 a"}}), &document), "<_1_a>string</_1_a>");
}

#[test]
fn what_xml_cannot_write_has_no_sample() {
    let schema = json!({"type": "string", "example": "a\u{1}"});
    assert_eq!(body(&schema, &Document(json!({})), Direction::Response, "text/xml"), None);
}

/// Schemas of every kind of XML Object, right and wrong.
fn any_xml() -> impl Strategy<Value = Value> {
    let word = "[a-z:& 1é\"]{0,4}|xml|xmlns|p|q|http://a.test/|http://www.w3.org/2000/xmlns/";
    let xml = (word, word, word, any::<bool>(), any::<bool>()).prop_map(|(name, prefix, namespace, attribute, wrapped)| {
        json!({"name": name, "prefix": prefix, "namespace": namespace, "attribute": attribute, "wrapped": wrapped})
    });
    let leaf = xml.clone().prop_map(|xml| json!({"xml": xml}));
    leaf.prop_recursive(4, 30, 4, move |inner| {
        (xml.clone(), prop::collection::btree_map("[ab<]", inner.clone(), 0..4), inner).prop_map(|(xml, all, items)| {
            json!({"xml": xml, "properties": all, "items": items, "additionalProperties": {"xml": {"attribute": true}}})
        })
    })
}

/// Values of few names, so that schemas are about them.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        "\\PC{0,6}|[\u{0}-\u{20}<&\"]{0,4}".prop_map(Value::from),
        any::<i8>().prop_map(Value::from),
        Just(Value::Null)
    ];
    leaf.prop_recursive(4, 30, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[ab<c]", inner, 0..4).prop_map(|all| Value::Object(all.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_written_is_well_formed(value in any_value(), schema in any_xml(), odd in anything()) {
        let document = Document(json!({"a": schema, "b": odd}));
        for schema in [&schema, &odd] {
            if let Some(text) = xml(&value, schema, &document, Direction::Request) {
                let parsed = Parser::document(&text);
                prop_assert!(parsed.is_ok(), "{parsed:?}\n{text}");
            }
        }
    }

    #[test]
    fn texts_are_read_as_they_were(text in "\\PC{0,20}|[\t\n\r a<&>\"']{0,10}") {
        let value = json!({"a": text, "b": text});
        let schema = json!({"properties": {"b": {"xml": {"attribute": true}}}});
        let written = xml(&value, &schema, &Document(json!({})), Direction::Request).unwrap();
        let root = Parser::document(&written).unwrap();
        prop_assert_eq!(&root.children[0].text, &text);
        prop_assert_eq!(&root.attributes[0], &("b".to_owned(), text));
    }
}
