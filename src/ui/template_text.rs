//! A URL template with its parameters set off from the rest.

use leptos::prelude::*;

/// A URL template; long ones break after a slash.
#[component]
pub fn TemplateText(
    /// The template as the publisher wrote it.
    #[prop(into)]
    template: String,
) -> impl IntoView {
    let pieces = pieces(&template)
        .into_iter()
        .map(|(is_parameter, piece)| {
            let class = if is_parameter { "text-accent" } else { "" };
            view! { <span class=class>{piece}</span><wbr/> }
        })
        .collect_view();
    view! { <code class="break-words font-mono text-sm">{pieces}</code> }
}

/// Cuts a template before and after each brace pair and after each slash. An unbalanced brace stays in its literal.
fn pieces(template: &str) -> Vec<(bool, String)> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        pieces.extend(literals(&rest[..open]));
        pieces.push((true, rest[open..=open + length].to_owned()));
        rest = &rest[open + length + 1..];
    }
    pieces.extend(literals(rest));
    pieces
}

fn literals(text: &str) -> impl Iterator<Item = (bool, String)> {
    text.split_inclusive('/').map(|part| (false, part.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn nothing_of_a_template_is_lost() {
        for template in ["/a/{b}/c?d={e}", "{", "}{", "/{a", "", "/{a}{b}/"] {
            let joined: String = pieces(template).into_iter().map(|(_, piece)| piece).collect();
            assert_eq!(joined, template);
        }
        assert_eq!(pieces("/{a}").iter().filter(|(parameter, _)| *parameter).count(), 1);
    }
}
