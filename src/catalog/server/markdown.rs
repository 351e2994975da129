//! Publishers' Markdown, made safe to show.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{BlockQuoteKind, Event, Options, Parser, Tag, TagEnd, html};

/// `text` as HTML that cannot run anything, load anything from elsewhere or lend its good name to a link.
pub(crate) fn to_html(text: &str) -> String {
    let mut unsafe_html = String::new();
    html::push_html(&mut unsafe_html, parse(text).flat_map(plain_quote));
    ammonia::Builder::default()
        .rm_tags(["img", "map", "area"])
        .link_rel(Some("nofollow noopener noreferrer"))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "title"])),
            ("ol", HashSet::from(["start"])),
            ("th", HashSet::from(["align"])),
            ("td", HashSet::from(["align"])),
        ]))
        .generic_attributes(HashSet::new())
        // These scroll when they are wider than the page, which the keyboard must be able to do too.
        .set_tag_attribute_value("pre", "tabindex", "0")
        .set_tag_attribute_value("table", "tabindex", "0")
        .clean(&unsafe_html)
        .to_string()
}

/// A quotation that GitHub would show as a note says in words which kind it is: classes do not survive.
fn plain_quote(event: Event<'_>) -> impl Iterator<Item = Event<'_>> {
    let Event::Start(Tag::BlockQuote(Some(kind))) = event else { return vec![event].into_iter() };
    let kind = match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    };
    vec![
        Event::Start(Tag::BlockQuote(None)),
        Event::Start(Tag::Paragraph),
        Event::Start(Tag::Strong),
        Event::Text(kind.into()),
        Event::End(TagEnd::Strong),
        Event::End(TagEnd::Paragraph),
    ]
    .into_iter()
}

/// The beginning of `text` without its marks, at most `most` characters long.
pub(crate) fn to_summary(text: &str, most: usize) -> String {
    let mut plain = String::new();
    for event in parse(text) {
        match event {
            Event::Text(piece) | Event::Code(piece) => plain.push_str(&piece),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Item) => plain.push(' '),
            // The first paragraph says it; headings and what follows are for the page.
            Event::End(TagEnd::Paragraph) if !plain.trim().is_empty() => break,
            Event::End(TagEnd::Heading(_)) => plain.clear(),
            _ => {}
        }
    }
    let plain = plain.trim();
    match plain.char_indices().nth(most) {
        None => plain.to_owned(),
        Some((end, _)) => {
            let cut = plain[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &plain[..cut])
        }
    }
}

fn parse(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_active_survives() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![tracker](https://evil.example/x.png)",
            "[click](javascript:alert(1))",
            "<a href=\"data:text/html,x\">x</a>",
            "<p style=\"position:fixed\" onclick=\"x()\" id=\"app\" class=\"button\">x</p>",
            "<iframe src=//evil.example></iframe>",
            "<form action=/sign-out method=post><input name=q></form>",
            "<svg><script>alert(1)</script></svg>",
            "<base href=//evil.example>",
        ] {
            let html = to_html(text);
            for bad in [
                "<script",
                "<img",
                "javascript:",
                "data:",
                "style=",
                "onclick",
                "onerror",
                "id=",
                "class=",
                "<iframe",
                "<form",
                "<input",
                "<svg",
                "<base",
            ] {
                assert!(!html.contains(bad), "{text} gave {html}");
            }
        }
    }

    #[test]
    fn what_publishers_write_is_shown() {
        let html = to_html("# Title\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n[link](https://example.com)");
        for part in [
            "<h1>Title</h1>",
            "<table tabindex=\"0\">",
            "<td><code>2</code></td>",
            "rel=\"nofollow noopener noreferrer\"",
        ] {
            assert!(html.contains(part), "{html}");
        }
    }

    #[test]
    fn a_note_says_that_it_is_one() {
        assert_eq!(
            to_html("> [!WARNING]\n> Hot."),
            "<blockquote>\n<p><strong>Warning</strong></p>\n<p>Hot.</p>\n</blockquote>\n"
        );
    }

    #[test]
    fn a_summary_is_the_first_paragraph() {
        assert_eq!(to_summary("# Title\n\nFirst *words*\nhere.\n\nSecond.", 100), "First words here.");
        assert_eq!(to_summary("one two three", 9), "one two…");
        assert_eq!(to_summary("", 9), "");
    }
}
