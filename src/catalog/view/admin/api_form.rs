//! The form of an API.

use leptos::prelude::*;

use super::choices::include;
use super::complaints::Complaints;
use super::key_fields::KeyFields;
use super::server_rows::ServerRows;
use super::version_scheme_fields::VersionSchemeFields;
use super::visibility_fields::VisibilityFields;
use crate::catalog::draft::{ApiDraft, IN_PRODUCTS, read_products};
use crate::catalog::model::Scheme;
use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::model::Group;
use crate::kernel::{Message, Submission};
use crate::products::model::ProductSummary;
use crate::products::view::admin::ProductBoxes;
use crate::ui::field::{Checkbox, SelectField, TextArea, TextField};

/// All that is said of an API, in the guide's words and order.
#[component]
pub(super) fn ApiForm(
    /// What stands in it.
    draft: ApiDraft,
    /// What it came back with.
    submission: Submission,
    /// The page's address, where it is sent.
    #[prop(into)]
    action: String,
    /// Whether it asks for further servers: no document names them.
    has_servers: bool,
    /// The groups that it can be visible to.
    groups: Vec<Group>,
    /// All products, and whether it is in them.
    products: Vec<(ProductSummary, bool)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaint = {
        let submission = submission.clone();
        move |name: &str| -> Signal<Option<Message>> { Signal::stored(submission.complaint(name)) }
    };
    let ticked = read_products(&submission.values);
    let ticked = ticked.map(|ids| ids.iter().map(ToString::to_string).collect());
    let (versions, of_servers, of_keys) = (submission.clone(), submission.clone(), submission.clone());
    let mut schemes: Vec<_> = Scheme::ALL
        .map(|scheme| {
            let text = match scheme {
                Scheme::Http => tu_string!(i18n, catalog.scheme_http),
                Scheme::Https => tu_string!(i18n, catalog.scheme_https),
                Scheme::Both => tu_string!(i18n, catalog.scheme_both),
            };
            (scheme.as_str().to_owned(), text.to_owned())
        })
        .into();
    include(&mut schemes, &draft.scheme);
    view! {
        <Complaints error=submission.error address=action.clone()/>
        <form method="post" action=action novalidate=true class="grid gap-4">
            <input type="hidden" name="revision" value=draft.revision/>
            <TextField
                name="name"
                label=tu_string!(i18n, admin.name)
                value=RwSignal::new(draft.name)
                complaint=complaint("name")
            />
            <TextField
                name="service_url"
                label=tu_string!(i18n, admin.service_url)
                value=RwSignal::new(draft.service_url)
                complaint=complaint("service_url")
                hint=tu_string!(i18n, admin.service_url_hint)
                kind="url"
                placeholder="https://backend.example.com"
                code=true
            />
            {has_servers.then(|| view! { <ServerRows servers=draft.servers submission=of_servers/> })}
            <div class="grid items-start gap-4 md:grid-cols-2">
                <TextField
                    name="suffix"
                    label=tu_string!(i18n, admin.suffix)
                    value=RwSignal::new(draft.suffix)
                    complaint=complaint("suffix")
                    hint=tu_string!(i18n, admin.suffix_hint)
                    code=true
                />
                <SelectField
                    name="scheme"
                    label=tu_string!(i18n, admin.scheme)
                    value=RwSignal::new(draft.scheme)
                    options=schemes
                    complaint=complaint("scheme")
                    hint=tu_string!(i18n, admin.scheme_hint)
                />
                <TextField
                    name="display_name"
                    label=tu_string!(i18n, admin.display_name)
                    value=RwSignal::new(draft.display_name)
                    complaint=complaint("display_name")
                    hint=tu_string!(i18n, admin.api_display_name_hint)
                    optional=true
                />
                <TextField
                    name="slug"
                    label=tu_string!(i18n, admin.slug)
                    hint=if draft.slug.is_empty() {
                        tu_string!(i18n, admin.api_slug_hint)
                    } else {
                        tu_string!(i18n, admin.slug_change_hint)
                    }
                    value=RwSignal::new(draft.slug)
                    complaint=complaint("slug")
                    optional=true
                    code=true
                />
                <TextField
                    name="version"
                    label=tu_string!(i18n, admin.version)
                    value=RwSignal::new(draft.version)
                    complaint=complaint("version")
                    hint=tu_string!(i18n, admin.version_hint)
                    optional=true
                />
                <TextField
                    name="tags"
                    label=tu_string!(i18n, admin.tags)
                    value=RwSignal::new(draft.tags)
                    complaint=complaint("tags")
                    hint=tu_string!(i18n, admin.tags_hint)
                    optional=true
                />
            </div>
            <div class="grid items-start gap-4 md:grid-cols-2">
                <VersionSchemeFields
                    scheme=draft.version_scheme
                    parameter=draft.version_parameter
                    is_optional=true
                    submission=versions
                />
            </div>
            <KeyFields
                is_required=draft.subscription_required
                header=draft.key_header
                query=draft.key_query
                submission=of_keys
            />
            <TextArea
                name="description"
                label=tu_string!(i18n, admin.description)
                value=RwSignal::new(draft.description)
                complaint=complaint("description")
                hint=tu_string!(i18n, admin.markdown_hint)
                rows=8
            />
            <Checkbox
                name="published"
                label=tu_string!(i18n, admin.published)
                checked=RwSignal::new(draft.published)
                hint=tu_string!(i18n, admin.published_hint)
            />
            <VisibilityFields visibility=draft.visibility groups/>
            <ProductBoxes name=IN_PRODUCTS products ticked/>
            <div class="border-t border-line pt-4">
                <button type="submit" class="button button-primary">{t!(i18n, common.save)}</button>
            </div>
        </form>
    }
}
