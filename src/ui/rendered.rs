//! HTML that the server drew, such as documentation. It stands in a page once, as elements; neither code to draw it nor
//! the data that it was made of goes to the browser.

use std::future::Future;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::browser;
use super::message::error_text;
use crate::i18n::use_i18n;
use crate::kernel::ApiError;

/// HTML of ours. Written as data it is empty: while a page is hydrated its elements are there already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Html {
    #[serde(skip)]
    text: String,
}

/// Where the HTML of a page's part comes from.
pub type RenderedResource = Resource<Result<Html, ApiError>>;

/// The HTML that `fetcher` gets, again whenever `source` changes. It must come from our own server, which escapes or
/// sanitises everything in it.
pub fn rendered<S, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetcher: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> RenderedResource
where
    S: PartialEq + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<String, ApiError>> + Send + 'static,
{
    Resource::new(source, move |source| {
        let html = fetcher(source);
        async move { html.await.map(|text| Html { text }) }
    })
}

/// The elements of `html`, in a `<div>`.
#[component]
pub fn Rendered(
    /// What to show.
    html: RenderedResource,
    /// The class of the element around it.
    class: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match html.await {
                    Ok(Html { text }) => view! { <div class=class inner_html=text on:click=browser::open_part></div> }.into_any(),
                    Err(error) => view! { <p class="text-danger">{error_text(i18n, &error)}</p> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_does_not_carry_it_twice() {
        let html = Html { text: "<p>once</p>".to_owned() };
        assert_eq!(serde_json::to_string(&html).unwrap(), "{}");
        assert_eq!(serde_json::from_str::<Html>("{}").unwrap(), Html::default());
    }
}
