//! Layouts and refusals.

use proptest::prelude::*;

use super::pretty;

#[test]
fn elements_get_lines_and_texts_stay() {
    for (text, expected) in [
        ("<a/>", "<a/>"),
        (" <a>\n\n</a >\n", "<a>\n\n</a >"),
        ("<a><b/><c x='1'\n y=\"&lt;>\"/></a>", "<a>\n  <b/>\n  <c x='1'\n y=\"&lt;>\"/>\n</a>"),
        ("<a><b>one</b> <b> </b><b></b></a>", "<a>\n  <b>one</b>\n  <b> </b>\n  <b></b>\n</a>"),
        ("<a><p>a <b>b<i/></b> c</p><d><e/></d></a>", "<a>\n  <p>a <b>b<i/></b> c</p>\n  <d>\n    <e/>\n  </d>\n</a>"),
        ("<a><b><![CDATA[ <x> ]]></b></a>", "<a>\n  <b><![CDATA[ <x> ]]></b>\n</a>"),
        ("<a><b>&#32;</b><b>&made-up;</b></a>", "<a>\n  <b>&#32;</b>\n  <b>&made-up;</b>\n</a>"),
        ("<a xml:space='preserve'> <b> <c/> </b></a>", "<a xml:space='preserve'> <b> <c/> </b></a>"),
        ("<a><!-- x\n y --><?p a?b?></a>", "<a>\n  <!-- x\n y -->\n  <?p a?b?>\n</a>"),
        (
            "\u{feff}<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"<]>\"><!-- ' -->]><a><ő:1/></a><!--e-->",
            "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b \"<]>\"><!-- ' -->]>\n<a>\n  <ő:1/>\n</a>\n<!--e-->",
        ),
        ("<!doctype html><html><body><p>x</p></body></html>", {
            "<!doctype html>\n<html>\n  <body>\n    <p>x</p>\n  </body>\n</html>"
        }),
    ] {
        assert_eq!(pretty(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_not_well_formed_is_left_alone() {
    for text in [
        "",
        " ",
        "text",
        "<a>",
        "</a>",
        "<a></b>",
        "<a><b></a></b>",
        "<a/><b/>",
        "<a/>text",
        "<a",
        "<a b>",
        "<a b=c/>",
        "<a b='1'c='2'/>",
        "<a b='1' b='2'/>",
        "<a b='<'/>",
        "<a b='&'/>",
        "<a b=\"'/>",
        "<1/>",
        "< a/>",
        "<a>&</a>",
        "<a>&x</a>",
        "<a>&#0;</a>",
        "<a>&#x;</a>",
        "<a>&#+5;</a>",
        "<a>]]></a>",
        "<a><!-- -- --></a>",
        "<a><!-- --->",
        "<a><![CDATA[</a>",
        "<![CDATA[]]><a/>",
        " <?xml version='1.0'?><a/>",
        "<a><?XML x?></a>",
        "<a><?x",
        "<a/><!DOCTYPE a>",
        "<!DOCTYPE a><!DOCTYPE a><a/>",
        "<!DOCTYPE a <a/>",
        "<!ELEMENT a ANY><a/>",
        "<a>\u{0}</a>",
        "<a>\u{ffff}</a>",
        "<ul><li>x<li>y</ul>",
        "<p>x<br>y</p>",
    ] {
        assert_eq!(pretty(text), None, "{text}");
    }
}

#[test]
fn neither_depth_nor_size_does_harm() {
    let nested = |depth: usize| format!("{}<b/>{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert!(pretty(&nested(70)).unwrap().len() < 70 * 300);
    assert_eq!(pretty(&nested(100_000)), None, "it would be sixteen times as long");
    assert!(pretty(&format!("<r>x{}</r>", nested(100_000))).is_some(), "with text it is one line");
    assert_eq!(pretty(&"<a>".repeat(300_000)), None);
    assert_eq!(pretty(&format!("<a>{}</a>", " ".repeat(1024 * 1024))), None);
    let attributes: String = (0..60_000).map(|number| format!(" a{number}=''")).collect();
    assert!(pretty(&format!("<a{attributes}/>")).is_some());
    assert_eq!(pretty(&format!("<a>{}</a>", "&".repeat(1_000_000))), None);
}

/// Any document; its texts are solid or white, and its white texts stand alone or between elements.
fn documents() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("<e/>".to_owned()),
        Just("<e a='1' b=\" > \"/>".to_owned()),
        Just("<!-- a\n b -->".to_owned()),
        Just("<?go on?>".to_owned()),
        "[ \n]{0,3}",
        "[a-z ]{1,4}x",
        Just("<![CDATA[ < ]]>".to_owned()),
    ];
    let inside = leaf.prop_recursive(5, 60, 6, |inner| {
        ("[a-cő]", proptest::collection::vec(inner, 0..6)).prop_map(|(name, inside)| {
            let inside = inside.concat();
            format!("<{name}>{inside}</{name} >")
        })
    });
    inside.prop_map(|inside| format!("<?xml version='1.0'?>\n<root>{inside}</root>"))
}

proptest! {
    #[test]
    fn only_white_space_changes(text in documents()) {
        let laid_out = pretty(&text).unwrap();
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(solid(&laid_out), solid(&text));
        prop_assert_eq!(pretty(&laid_out).unwrap(), laid_out, "what is pretty stays so");
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC*|[<>/a-c&;#x0-9!?\\[\\]CDATA '\"= -]*") {
        let _ = pretty(&text);
    }
}
