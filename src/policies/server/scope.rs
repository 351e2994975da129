//! What an address names: a scope that is there, and what policies of it have to keep to besides the rules.

use url::Url;

use crate::catalog::server::service as catalog;
use crate::catalog::template::UrlTemplate;
use crate::identity::server::Administrator;
use crate::kernel::{ApiError, FieldError, Message};
use crate::platform::{AppError, AppState};
use crate::policies::model::{Placed, Policy, Scope, ScopeAddress, ScopeNames};
use crate::policies::rules;
use crate::products::server::service as products;

/// A scope that is there.
pub(super) struct Found {
    pub(super) scope: Scope,
    pub(super) names: ScopeNames,
    /// The operation's URL template.
    template: Option<String>,
}

impl Found {
    /// What `address` names.
    ///
    /// # Errors
    /// `NotFound` when there is no such product, API or operation.
    pub(super) async fn find(
        state: &AppState,
        permit: &Administrator,
        address: &ScopeAddress,
    ) -> Result<Self, AppError> {
        let mut names = ScopeNames { address: address.clone(), ..ScopeNames::default() };
        let mut template = None;
        let scope = if !address.product.is_empty() {
            let id = address.product.clone().into();
            names.product = products::admin_product(state, permit, &id).await?.product.input.name;
            Scope::Product(id)
        } else if !address.operation.is_empty() {
            let (api, operation) =
                catalog::admin_operation_by_slug(state, permit, &address.api, &address.operation).await?;
            api.title().clone_into(&mut names.api);
            names.operation = operation.input.display_name;
            template = Some(operation.input.url_template);
            Scope::Operation { api: api.id, operation: operation.input.slug }
        } else if !address.api.is_empty() {
            let api = catalog::admin_api_by_slug(state, permit, &address.api).await?;
            api.title().clone_into(&mut names.api);
            Scope::Api(api.id)
        } else {
            Scope::Global
        };
        Ok(Self { scope, names, template })
    }

    /// What the audit log calls it.
    pub(super) fn called(&self) -> String {
        let ScopeAddress { product, api, operation } = &self.names.address;
        let parts: Vec<&str> =
            [product, api, operation].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { self.scope.kind().to_owned() } else { parts.join("/") }
    }

    /// Checks a policy that is to stand here.
    ///
    /// # Errors
    /// `Invalid` with the complaints.
    pub(super) fn check(&self, state: &AppState, placed: &Placed) -> Result<(), ApiError> {
        let fields = self.complaints(state, placed);
        if fields.is_empty() { Ok(()) } else { Err(ApiError::Invalid { fields }) }
    }

    /// What is wrong with a policy that is to stand here.
    pub(super) fn complaints(&self, state: &AppState, placed: &Placed) -> Vec<FieldError> {
        let mut fields = rules::check(placed);
        if fields.is_empty() {
            let complaint = match &placed.policy {
                Policy::SetBackend(backend) => address(state, "url", &backend.url),
                Policy::ValidateJwt(jwt) => address(state, "keys_url", jwt.keys.url()),
                Policy::RewriteUri(rewrite) => self.unknown_parameter(&rewrite.template),
                _ => None,
            };
            fields.extend(complaint);
        }
        fields
    }

    /// A parameter that the operation does not have. Of wider scopes that is told when a call comes.
    fn unknown_parameter(&self, template: &str) -> Option<FieldError> {
        let known = UrlTemplate::parse(self.template.as_deref()?).ok()?.parameters();
        let asked = UrlTemplate::parse(template).ok()?.parameters();
        let unknown = asked.into_iter().find(|asked| known.iter().all(|known| known.name != asked.name))?;
        Some(FieldError { field: "template".to_owned(), message: Message::UnknownParameter { name: unknown.name } })
    }
}

/// What is wrong with an address that is to be called.
fn address(state: &AppState, field: &str, url: &str) -> Option<FieldError> {
    let message = if Url::parse(url).is_err() {
        Message::NotAServiceUrl
    } else if state.outbound.blocks_address(url) {
        Message::BlockedAddress
    } else {
        return None;
    };
    Some(FieldError { field: field.to_owned(), message })
}
