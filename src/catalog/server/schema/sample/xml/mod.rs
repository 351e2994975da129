//! A sample as XML. Its schema says what elements and attributes are called (OpenAPI, XML Object).

mod about;
mod name;
mod tag;
#[cfg(test)]
mod tests;

use serde_json::Value;

use self::about::About;
use self::name::{escape, tidy};
use self::tag::{Prefixes, Tag};
use super::super::keyword::text;
use super::super::reference;
use super::super::{Direction, Schemas};
use super::holding::{Holding, Parts, of_item};
use super::text::plain;

/// What the outermost element is called when nothing says it.
const ROOT: &str = "root";

/// `value`, for which `schema` holds, as an XML document; `None` when it holds characters that XML cannot write.
pub(super) fn xml(value: &Value, schema: &Value, schemas: &dyn Schemas, direction: Direction) -> Option<String> {
    let mut writer = Writer {
        holding: Holding::new(schemas, direction),
        prefixes: Prefixes::default(),
        text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
    };
    let parts = writer.holding.parts(&[schema], value);
    let name = component(&parts).unwrap_or_else(|| ROOT.to_owned());
    writer.element(&name, value, &parts, 0)?;
    Some(writer.text)
}

/// The name of the first schema that is referred to.
fn component(parts: &Parts<'_>) -> Option<String> {
    parts.own.iter().find_map(|part| text(part, "$ref")).map(reference::name)
}

struct Writer<'a> {
    holding: Holding<'a>,
    prefixes: Prefixes,
    text: String,
}

impl<'a> Writer<'a> {
    /// A member of an object: an element, or one for each item of a list that is not wrapped.
    fn member(&mut self, name: &str, value: &Value, parts: &Parts<'a>, depth: usize) -> Option<()> {
        let about = About::of(&parts.own);
        match value {
            Value::Array(items) if !about.is_wrapped => self.items(about.name.unwrap_or(name), items, parts, depth),
            _ => self.element(name, value, parts, depth),
        }
    }

    /// An element for each of `items`, called `name` unless their own schema says otherwise.
    fn items(&mut self, name: &str, items: &[Value], parts: &Parts<'a>, depth: usize) -> Option<()> {
        for (index, item) in items.iter().enumerate() {
            let parts = self.holding.parts(&of_item(parts, index), item);
            self.element(name, item, &parts, depth)?;
        }
        Some(())
    }

    /// An element with all that is in it.
    fn element(&mut self, name: &str, value: &Value, parts: &Parts<'a>, depth: usize) -> Option<()> {
        let about = About::of(&parts.own);
        let name = about.name.unwrap_or(name);
        let outer = self.prefixes.len();
        let mut tag = Tag::default();
        let qualified = self.prefixes.qualify(&about, tidy(name), &mut tag, true);
        let mut content = escape(&plain(value).unwrap_or_default())?;
        let mut children = Vec::new();
        for (name, value) in value.as_object().into_iter().flatten() {
            let parts = self.holding.parts(&self.holding.of_member(parts, name), value);
            let about = About::of(&parts.own);
            match plain(value) {
                Some(text) if about.is_attribute => {
                    let name = self.prefixes.qualify(&about, tidy(about.name.unwrap_or(name)), &mut tag, false);
                    tag.add(name, escape(&text)?);
                }
                Some(text) if about.is_text => content.push_str(&escape(&text)?),
                _ => children.push((name, value, parts)),
            }
        }
        self.line(depth);
        tag.open(&qualified, &mut self.text);
        let start = self.text.len();
        self.text.push_str(&content);
        for (name, value, parts) in children {
            self.member(name, value, &parts, depth + 1)?;
        }
        if let Value::Array(items) = value {
            // Around a list of its own, the items may be called what they are.
            let first = items.first().filter(|_| depth == 0);
            let own = first.and_then(|item| component(&self.holding.parts(&of_item(parts, 0), item)));
            self.items(own.as_deref().unwrap_or(name), items, parts, depth + 1)?;
        }
        self.prefixes.truncate(outer);
        if self.text.len() == start {
            self.text.push_str("/>");
            return Some(());
        }
        let has_elements = self.text.len() > start + content.len();
        self.text.insert(start, '>');
        if has_elements {
            self.line(depth);
        }
        self.text.push_str("</");
        self.text.push_str(&qualified);
        self.text.push('>');
        Some(())
    }

    /// Begins a line at `depth`.
    fn line(&mut self, depth: usize) {
        self.text.push('\n');
        (0..depth).for_each(|_| self.text.push_str("  "));
    }
}
