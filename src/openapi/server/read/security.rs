//! How calls are authenticated.

use super::node::{Node, text_of};
use super::reading::Reading;
use crate::catalog::model::{SchemeUse, SecurityRequirement};
use crate::openapi::model::{Flow, Scope, SecurityScheme};

/// The flows of OpenAPI 3 by their names.
const FLOWS: [&str; 5] = ["implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"];

impl<'a> Reading<'a> {
    /// What the operation says of security, or else the document; `None` when neither does.
    pub(super) fn security(&self, operation: &Node<'a>, known: &[SecurityScheme]) -> Option<Vec<SecurityRequirement>> {
        let document = self.document();
        let owner = if operation.get("security").is_some() { operation } else { &document };
        let list = owner.get("security")?;
        let requirements = if list.value.is_object() {
            vec![self.requirement(&list, known)]
        } else {
            let items = self.items(owner, "security").into_iter();
            items.filter_map(|item| self.is_object(item)).map(|item| self.requirement(&item, known)).collect()
        };
        Some(requirements)
    }

    fn requirement(&self, node: &Node<'a>, known: &[SecurityScheme]) -> SecurityRequirement {
        let uses = node.members().map(|(name, scopes)| {
            // OpenAPI 3.2 allows a reference for a name.
            let scheme = name.strip_prefix("#/components/securitySchemes/").unwrap_or(name);
            if !known.iter().any(|one| one.name == scheme) {
                self.warn(&scopes.at, format!("The security scheme {scheme} is not described."));
            }
            let items = scopes.items().filter(|scope| !scope.value.is_null());
            self.spend(name.len());
            SchemeUse { scheme: scheme.to_owned(), scopes: items.map(|scope| text_of(scope.value)).collect() }
        });
        uses.collect()
    }

    /// The security schemes of the document.
    pub(super) fn security_schemes(&self) -> Vec<SecurityScheme> {
        let document = self.document();
        let listed = if self.is_v2() {
            self.members(&document, "securityDefinitions")
        } else {
            let components = self.object(&document, "components");
            components.map(|components| self.members(&components, "securitySchemes")).unwrap_or_default()
        };
        let mut schemes = Vec::new();
        for (name, node) in listed {
            let Some(target) = self.resolve(node.clone()) else { continue };
            let mut scheme = SecurityScheme {
                name: name.to_owned(),
                kind: self.line(&target, "type"),
                description: self.description(&node, &target),
                place: self.line(&target, "in"),
                parameter: self.line(&target, "name"),
                scheme: self.line(&target, "scheme"),
                bearer_format: self.line(&target, "bearerFormat"),
                open_id_connect_url: self.line(&target, "openIdConnectUrl"),
                oauth2_metadata_url: self.line(&target, "oauth2MetadataUrl"),
                deprecated: self.flag(&target, "deprecated").unwrap_or_default(),
                flows: Vec::new(),
            };
            if self.is_v2() {
                self.take_v2(&mut scheme, &target);
            } else if let Some(flows) = self.object(&target, "flows") {
                for kind in FLOWS {
                    scheme.flows.extend(self.object(&flows, kind).map(|flow| self.flow(kind, &flow)));
                }
            }
            if !matches!(scheme.kind.as_str(), "apiKey" | "http" | "oauth2" | "openIdConnect" | "mutualTLS") {
                let shown: String = scheme.kind.chars().take(80).collect();
                self.warn(&target.at, format!("\"{shown}\" is no type of security scheme."));
            }
            schemes.push(scheme);
        }
        schemes
    }

    /// Swagger 2.0's words for it.
    fn take_v2(&self, scheme: &mut SecurityScheme, node: &Node<'a>) {
        match scheme.kind.as_str() {
            "basic" => {
                "http".clone_into(&mut scheme.kind);
                "basic".clone_into(&mut scheme.scheme);
            }
            "oauth2" => {
                let kind = match self.line(node, "flow").as_str() {
                    "application" => "clientCredentials".to_owned(),
                    "accessCode" => "authorizationCode".to_owned(),
                    other => other.to_owned(),
                };
                scheme.flows.push(self.flow(&kind, node));
            }
            _ => {}
        }
    }

    fn flow(&self, kind: &str, node: &Node<'a>) -> Flow {
        let scopes = self.members(node, "scopes").into_iter();
        let mut authorization_url = self.line(node, "authorizationUrl");
        if authorization_url.is_empty() {
            authorization_url = self.line(node, "deviceAuthorizationUrl");
        }
        Flow {
            kind: kind.to_owned(),
            authorization_url,
            token_url: self.line(node, "tokenUrl"),
            refresh_url: self.line(node, "refreshUrl"),
            scopes: scopes
                .map(|(name, text)| Scope { name: name.to_owned(), description: text_of(text.value) })
                .collect(),
        }
    }
}
