//! The catalog that documents the backend.

mod parts;
mod products;
mod toolbox;
mod web_service;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::catalog::model::{ApiInput, OperationInput};
use crate::catalog::server::service;
use crate::identity::server::Administrator;
use crate::platform::{AppError, AppState};
use crate::recipes::model::Recipe;
use crate::recipes::server as recipes;

/// An API with its operations, ready to be registered.
#[derive(Clone, Debug)]
pub struct SeededApi {
    /// The API.
    pub api: ApiInput,
    /// Its operations.
    pub operations: Vec<OperationInput>,
    /// Its recipes.
    pub recipes: Vec<Recipe>,
}

/// The APIs of the backend that listens on `backend`.
#[must_use]
pub fn catalog(backend: SocketAddr) -> Vec<SeededApi> {
    let address = format!("http://{}", reachable(backend));
    vec![web_service::seeded(&address), toolbox::seeded(&address)]
}

/// Registers [`catalog`], if no API is registered at all, and returns whether it did.
///
/// # Errors
/// When the catalog refuses an entry or the database fails.
pub async fn seed(state: &AppState, backend: SocketAddr) -> Result<bool, AppError> {
    if !service::is_empty(state).await? {
        return Ok(false);
    }
    let operator = Administrator::system();
    for (number, seeded) in catalog(backend).into_iter().enumerate() {
        let api = service::create_api(state, &operator, seeded.api).await?;
        for operation in seeded.operations {
            service::create_operation(state, &operator, &api.id, operation).await?;
        }
        for recipe in &seeded.recipes {
            recipes::seed(state, &operator, &api.input.slug, recipe).await?;
        }
        // The guide's API comes first.
        if number == 0 {
            products::seed(state, &operator, &api.id).await?;
        }
    }
    Ok(true)
}

/// The address by which this machine reaches a listener: one on every address is reached through loopback.
fn reachable(mut listener: SocketAddr) -> SocketAddr {
    if listener.ip().is_unspecified() {
        let loopback = if listener.is_ipv4() { Ipv4Addr::LOCALHOST.into() } else { Ipv6Addr::LOCALHOST.into() };
        listener.set_ip(loopback);
    }
    listener
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_url_is_one_that_can_be_called() {
        let cases = [
            ("127.0.0.1:3002", "http://127.0.0.1:3002", "http://127.0.0.1:3002/toolbox"),
            ("0.0.0.0:80", "http://127.0.0.1:80", "http://127.0.0.1:80/toolbox"),
            ("[::]:3002", "http://[::1]:3002", "http://[::1]:3002/toolbox"),
        ];
        for (listener, web_service, toolbox) in cases {
            let urls = catalog(listener.parse().unwrap()).into_iter().map(|seeded| seeded.api.service_url);
            assert_eq!(urls.collect::<Vec<_>>(), [web_service, toolbox], "{listener}");
        }
    }
}
