//! `GET` and `PUT` of the policies of all calls, of a product, of an API and of an operation.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;

use super::model::Policies;
use crate::identity::server::Administrator;
use crate::platform::AppState;
use crate::policies::model::ScopeAddress;
use crate::policies::server::service;
use crate::rest::http::{Access, Answer, etag, json, single};

/// Declares the two handlers of a scope: its path, their names and ids, what it is called, and what its address names.
macro_rules! scope {
    (
        $path:literal, $read:ident as $read_id:literal, $save:ident as $save_id:literal,
        $about_read:literal, $about_save:literal, ($($name:literal = $about:literal),*),
        $parts:ty, $pattern:pat => $address:expr
    ) => {
        #[doc = $about_read]
        #[utoipa::path(
            get, path = $path, operation_id = $read_id, tag = "Policies", security(("token" = ["admin"])),
            params($(($name = String, Path, description = $about)),*),
            responses((
                status = 200, description = "The policies", body = Policies,
                headers(("ETag" = String, description = "Their tag, for If-Match")),
            )),
        )]
        pub(in crate::rest) async fn $read(
            State(state): State<AppState>,
            access: Access,
            Path($pattern): Path<$parts>,
        ) -> Answer {
            read(&state, &access.admin()?, $address).await
        }

        #[doc = $about_save]
        #[utoipa::path(
            put, path = $path, operation_id = $save_id, tag = "Policies", security(("token" = ["admin"])),
            params($(($name = String, Path, description = $about)),*),
            request_body = Policies,
            responses((status = 200, description = "The policies as they are now", body = Policies)),
        )]
        pub(in crate::rest) async fn $save(
            State(state): State<AppState>,
            access: Access,
            Path($pattern): Path<$parts>,
            headers: HeaderMap,
            body: Bytes,
        ) -> Answer {
            save(&state, &access.admin()?, $address, &headers, &body).await
        }
    };
}

scope!(
    "/api/v1/policies", read_global as "getPolicies", save_global as "updatePolicies",
    "Reads the policies of all calls.", "Replaces the policies of all calls.", (),
    (), () => ScopeAddress::default()
);
scope!(
    "/api/v1/products/{product}/policies", read_product as "getProductPolicies", save_product as "updateProductPolicies",
    "Reads the policies of a product.", "Replaces the policies of a product.", ("product" = "Its id"),
    String, product => ScopeAddress { product, ..ScopeAddress::default() }
);
scope!(
    "/api/v1/apis/{api}/policies", read_api as "getApiPolicies", save_api as "updateApiPolicies",
    "Reads the policies of an API.", "Replaces the policies of an API.", ("api" = "Its slug"),
    String, api => ScopeAddress { api, ..ScopeAddress::default() }
);
scope!(
    "/api/v1/apis/{api}/operations/{operation}/policies",
    read_operation as "getOperationPolicies", save_operation as "updateOperationPolicies",
    "Reads the policies of an operation.", "Replaces the policies of an operation.",
    ("api" = "The API's slug", "operation" = "Its slug"),
    (String, String), (api, operation) => ScopeAddress { api, operation, ..ScopeAddress::default() }
);

async fn read(state: &AppState, permit: &Administrator, address: ScopeAddress) -> Answer {
    Ok(single(&Policies::of(&service::policies(state, permit, &address).await?.set)?))
}

async fn save(
    state: &AppState,
    permit: &Administrator,
    address: ScopeAddress,
    headers: &HeaderMap,
    body: &Bytes,
) -> Answer {
    let sent: Policies = json::read(headers, body)?;
    let before = service::policies(state, permit, &address).await?.set;
    etag::check(headers, &Policies::of(&before)?)?;
    let saved = service::replace(state, permit, &address, Some(before.revision), sent.read()?).await;
    saved.map_err(etag::raced)?;
    read(state, permit, address).await
}
