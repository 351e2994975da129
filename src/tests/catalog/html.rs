//! Reading the pages that the portal sends, as far as forms go.

/// The names and values that the page's form for editing would be submitted with.
pub fn form(html: &str) -> Vec<(String, String)> {
    let start = html.find(" novalidate").expect("a form for editing");
    let html = &html[html[..start].rfind("<form").unwrap()..];
    let mut rest = &html[..html.find("</form>").unwrap()];
    let mut pairs = Vec::new();
    while let Some(at) = rest.find('<') {
        let (tag, after) = tag(&rest[at..]);
        rest = after;
        let name = attribute(tag, "name");
        match (tag.split([' ', '>']).next().unwrap(), name) {
            ("<input", Some(name)) => match attribute(tag, "type").as_deref() {
                Some("checkbox") if !is_set(tag, "checked") => {}
                Some("checkbox") => pairs.push((name, attribute(tag, "value").unwrap_or_else(|| "on".to_owned()))),
                _ => pairs.push((name, attribute(tag, "value").unwrap_or_default())),
            },
            ("<textarea", Some(name)) => {
                let (text, after) = rest.split_once("</textarea>").unwrap();
                // A line break right after the tag is not part of the text (WHATWG HTML 13.1.2.5).
                pairs.push((name, decode(text.strip_prefix('\n').unwrap_or(text))));
                rest = after;
            }
            ("<select", Some(name)) => {
                let (options, after) = rest.split_once("</select>").unwrap();
                pairs.push((name, selected(options)));
                rest = after;
            }
            _ => {}
        }
    }
    pairs
}

/// The text of the element with this id, without the tags in it.
pub fn text_of(html: &str, id: &str) -> String {
    let Some(at) = html.find(&format!("id=\"{id}\"")) else { return String::new() };
    let (_, inside) = html[at..].split_once('>').unwrap();
    let mut text = String::new();
    let mut rest = &inside[..inside.find("</p>").unwrap()];
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').unwrap().1;
    }
    text.push_str(rest);
    decode(text.trim())
}

/// The chosen option, or the first one, as a browser has it.
fn selected(mut options: &str) -> String {
    let mut all = Vec::new();
    while let Some(at) = options.find("<option") {
        let (tag, after) = tag(&options[at..]);
        all.push((is_set(tag, "selected"), attribute(tag, "value").unwrap()));
        options = after;
    }
    let chosen = all.iter().find(|(is_selected, _)| *is_selected).or(all.first()).unwrap();
    chosen.1.clone()
}

/// The tag that `html` begins with, and what follows it. Attribute values are quoted and may hold `>`.
fn tag(html: &str) -> (&str, &str) {
    let mut quoted = false;
    let end = html.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    html.split_at(end.unwrap() + 1)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    Some(decode(value.split_once('"')?.0))
}

fn is_set(tag: &str, name: &str) -> bool {
    tag.contains(&format!(" {name}")) && !tag.contains(&format!(" {name}=\"false\""))
}

fn decode(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")] {
        text = text.replace(entity, character);
    }
    text
}
