//! A schema as a tree. What lies deeper than the first levels is a link, behind which the next levels are.

use leptos::prelude::*;
use serde_json::Value;

use super::place::{Place, Root};
use super::to_html;
use crate::catalog::server::markdown;
use crate::catalog::server::schema::Schemas;
use crate::catalog::server::schema::outline::{
    Branches, Children, Combination, Constraint, Found, Node, Options, Variants, at, outline,
};
use crate::i18n::{Locale, td, td_string};
use crate::paths;

/// What the trees of one page have in common.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) locale: Locale,
    /// The API's slug.
    pub(super) api: &'a str,
    /// Where the root schema stands.
    pub(super) place: &'a Place,
}

/// The levels of a schema that are laid out at once.
const LEVELS: usize = 2;
/// The most nodes of a tree.
const NODES: usize = 100;

/// The most bytes of HTML of the trees on an operation's page, about: nodes with long descriptions or many links are large.
const BYTES: usize = 15_000;

/// What the trees of an operation may still hold together, so that its page stays small.
pub(super) struct Budget {
    nodes: usize,
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { nodes: NODES, bytes: BYTES }
    }
}

/// The tree of the schema `text` at `place`, with as many levels as `budget` allows; when it is used up, a link to it.
pub(super) fn laid_out(
    context: Context<'_>,
    text: &str,
    schemas: &impl Schemas,
    budget: &mut Budget,
) -> Option<AnyView> {
    let schema: Value = serde_json::from_str(text).ok()?;
    let mut depth = if budget.nodes == 0 { 0 } else { LEVELS };
    loop {
        let options = Options { depth, direction: context.place.direction, nodes: budget.nodes.max(1) };
        let node = outline(&schema, schemas, &options);
        let size = size(&node, context.place.to_string().len());
        if depth == 0 || size.bytes <= budget.bytes {
            budget.nodes = budget.nodes.saturating_sub(size.nodes);
            budget.bytes = budget.bytes.saturating_sub(size.bytes);
            return Some(tree(context, node));
        }
        depth -= 1;
    }
}

/// The next levels at `place` within the schema `root`, as HTML.
pub(crate) fn schema_part(
    locale: Locale,
    api: &str,
    place: &Place,
    root: &Value,
    schemas: &impl Schemas,
) -> Option<String> {
    let Found { schema, last } = at(root, &place.path, schemas)?;
    let options = Options { depth: LEVELS, direction: place.direction, nodes: NODES };
    let node = outline(schema, schemas, &options);
    // Links go on from the last schema with a name: a schema that comes round to itself can be opened without an end.
    let named = last.map(|(pointer, path)| Place { root: Root::Named(pointer), path, direction: place.direction });
    Some(to_html(tree(Context { locale, api, place: named.as_ref().unwrap_or(place) }, node)))
}

/// How many nodes a tree has, and about how many bytes they are as HTML. `link` is the length of the word for its root.
fn size(node: &Node, link: usize) -> Budget {
    /// The tags around a node's texts, and those of a link with the part of its address that all have.
    const TAGS: usize = 90;
    let texts = [&node.name, &node.format, &node.description].into_iter().flatten().map(String::len).sum::<usize>();
    let values = node.allowed.iter().map(|value| value.len() + 2).sum::<usize>();
    let constraints =
        node.constraints.iter().map(|Constraint { name, value }| name.len() + value.len() + 5).sum::<usize>();
    let own = TAGS + texts + node.kind.len() + values + constraints;
    match &node.children {
        Children::None => Budget { nodes: 1, bytes: own },
        Children::Closed { pointer_path } | Children::Recursive { pointer_path, .. } => {
            Budget { nodes: 1, bytes: own + TAGS + link + pointer_path.len() }
        }
        Children::Open(branches) => {
            let Branches { properties, patterns, map, prefix, items, contains, variants, .. } = &**branches;
            let lists = properties.iter().chain(patterns).chain(map).chain(prefix).chain(items).chain(contains);
            let all = lists.chain(variants.iter().flat_map(|variants| &variants.nodes));
            all.map(|node| size(node, link)).fold(Budget { nodes: 1, bytes: own }, |sum, part| Budget {
                nodes: sum.nodes + part.nodes,
                bytes: sum.bytes + part.bytes,
            })
        }
    }
}

/// The tree of `node`, which stands at the root.
fn tree(context: Context<'_>, node: Node) -> AnyView {
    let head = head(context.locale, &node);
    let children = children(context, node.children);
    view! { <div class="schema">{head}{children}</div> }.into_any()
}

fn item(context: Context<'_>, node: Node) -> AnyView {
    let name = node.name.clone().map(|name| view! { <code>{name}</code> });
    let head = head(context.locale, &node);
    let children = children(context, node.children);
    view! { <li>{name}{head}{children}</li> }.into_any()
}

/// Everything about a node but its name and what is inside.
pub(super) fn head(locale: Locale, node: &Node) -> AnyView {
    let kind = match &node.format {
        Some(format) => format!("{} ({format})", node.kind),
        None => node.kind.clone(),
    };
    let flags = [
        (node.deprecated, td_string!(locale, schema.deprecated)),
        (node.read_only, td_string!(locale, schema.read_only)),
        (node.write_only, td_string!(locale, schema.write_only)),
    ];
    let flags = flags.into_iter().filter(|(is_set, _)| *is_set).map(|(_, text)| view! { <s>{text}</s> }).collect_view();
    let description = node.description.as_deref().map(markdown::to_html).filter(|html| !html.is_empty());
    let allowed = (!node.allowed.is_empty()).then(|| {
        let mut values = node.allowed.join(", ");
        if node.allowed_more > 0 {
            values.push_str(" … +");
            values.push_str(&node.allowed_more.to_string());
        }
        view! { <small>{td!(locale, catalog.allowed, values = values)}</small> }
    });
    let constraints = (!node.constraints.is_empty()).then(|| {
        let text: Vec<String> =
            node.constraints.iter().map(|Constraint { name, value }| format!("{name}: {value}")).collect();
        view! { <small>{text.join(" · ")}</small> }
    });
    view! {
        {(!kind.is_empty()).then(|| view! { <i>{kind}</i> })}
        {node.required.then(|| view! { <em>{td!(locale, common.required)}</em> })}
        {flags}
        {description.map(|html| view! { <div class="prose" inner_html=html></div> })}
        {allowed}
        {constraints}
    }
    .into_any()
}

fn children(context: Context<'_>, children: Children) -> AnyView {
    match children {
        Children::None => ().into_any(),
        Children::Open(branches) => branches_view(context, *branches),
        Children::Closed { pointer_path } | Children::Recursive { pointer_path, .. } => more(context, &pointer_path),
    }
}

fn branches_view(context: Context<'_>, branches: Branches) -> AnyView {
    let locale = context.locale;
    let Branches { properties, patterns, map, prefix, items, contains, variants, more } = branches;
    let named = properties.into_iter().chain(patterns).chain(prefix).map(|node| item(context, node)).collect_view();
    let under = |label: &'static str, node: Option<Node>| {
        node.map(|node| {
            let head = head(locale, &node);
            let inside = self::children(context, node.children);
            view! { <li><s>{label}</s>{head}{inside}</li> }
        })
    };
    let map = under(td_string!(locale, schema.others), map);
    let items = under(td_string!(locale, schema.items), items);
    let contains = under(td_string!(locale, schema.contains), contains);
    let variants = variants.into_iter().map(|variants| alternatives(context, variants)).collect_view();
    let more = (more > 0).then(|| view! { <li><small>{td!(locale, schema.more, count = more)}</small></li> });
    view! { <ul>{named}{map}{items}{contains}{variants}{more}</ul> }.into_any()
}

fn alternatives(context: Context<'_>, variants: Variants) -> AnyView {
    let locale = context.locale;
    let label = match variants.combination {
        Combination::OneOf => td_string!(locale, schema.one_of),
        Combination::AnyOf => td_string!(locale, schema.any_of),
        Combination::AllOf => td_string!(locale, schema.all_of),
        Combination::Not => td_string!(locale, schema.not),
    };
    let told_apart = variants
        .discriminator
        .map(|discriminator| view! { <s>{td!(locale, schema.discriminator, name = discriminator.property_name)}</s> });
    let nodes = variants.nodes.into_iter().map(|node| item(context, node)).collect_view();
    view! { <li><small>{label}{told_apart}</small><ul>{nodes}</ul></li> }.into_any()
}

/// A link to the next levels: a page for readers without JavaScript, a part of this one for the others.
fn more(context: Context<'_>, path: &str) -> AnyView {
    let place = context.place.inside(path).to_string();
    view! {
        <div>
            <a href=paths::schema_part(context.api, &place) data-part=paths::SCHEMA_PART>{td!(context.locale, schema.open)}</a>
        </div>
    }
    .into_any()
}
