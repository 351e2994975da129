//! The one route table: every page, form, stream and server function, who may call it, and how large its body may be.

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Method, Request, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodFilter, on};
use leptos::prelude::provide_context;
use leptos::server_fn::ServerFn;

use super::data::data;
use super::page::page;
use crate::identity::server::Caller;
use crate::kernel::{ApiError, wire};
use crate::platform::route::limit;
use crate::platform::{AppState, Audience, Route};
use crate::{
    admin, analytics, audit, catalog, console, credentials, environments, identity, openapi, paths, policies, products,
    recipes, rest, site,
};

/// Every route of the portal.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut routes = pages();
    routes.extend(server_functions());
    routes.extend(identity::routes::routes());
    routes.extend(admin::routes::routes());
    routes.extend(audit::routes::routes());
    routes.extend(catalog::routes::routes());
    routes.extend(console::routes::routes());
    routes.extend(credentials::routes::routes());
    routes.extend(environments::routes::routes());
    routes.extend(openapi::routes::routes());
    routes.extend(policies::routes::routes());
    routes.extend(products::routes::routes());
    routes.extend(recipes::routes::routes());
    routes.extend(site::routes::routes());
    routes.extend(rest::routes::routes());
    routes.push(Route::get(paths::ACCOUNT_DATA, Audience::Everyone, data));
    routes
}

/// The pages of `app::App`. A test compares them to the app's own list.
///
/// The publisher's pages are open to everyone: to whoever may not see their data they answer with 401 or 403 and the
/// way to sign in.
fn pages() -> Vec<Route> {
    [
        "/",
        "/apis",
        "/apis/{api}",
        "/apis/{api}/operations/{operation}",
        "/apis/{api}/recipes/{recipe}",
        "/apis/{api}/changes",
        "/apis/{api}/schema",
        "/apis/{api}/schemas/{schema}",
        "/products",
        "/products/{product}",
        "/search",
        "/terms",
        "/sign-in",
        "/setup",
        "/sign-in/code",
        "/sign-up",
        "/mail-sent",
        "/confirm",
        "/reset-password",
        "/reset-password/new",
        "/account",
        "/account/sessions",
        "/account/tokens",
        "/account/close",
        "/account/security",
        "/account/security/app",
        "/account/security/codes",
        "/account/subscriptions",
        "/account/subscriptions/{subscription}",
        "/account/subscriptions/{subscription}/cancel",
        "/account/history",
        "/account/subscriptions/{subscription}/usage",
        "/account/history/delete",
        "/account/environments",
        "/account/environments/{environment}",
        "/account/environments/{environment}/delete",
        "/admin/import",
        "/admin/imports/{import}",
        "/admin/apis/{api}/import",
        "/admin",
        "/admin/products",
        "/admin/products/new",
        "/admin/products/{product}",
        "/admin/products/{product}/delete",
        "/admin/subscriptions",
        "/admin/subscriptions/new",
        "/admin/subscriptions/{subscription}",
        "/admin/users",
        "/admin/users/invite",
        "/admin/users/{user}",
        "/admin/groups",
        "/admin/groups/{group}",
        "/admin/groups/{group}/delete",
        "/admin/settings",
        "/admin/subscriptions/{subscription}/usage",
        "/admin/audit",
        "/admin/audit/{entry}",
        "/admin/identity-providers",
        "/admin/identity-providers/new",
        "/admin/identity-providers/{provider}",
        "/admin/identity-providers/{provider}/delete",
        "/admin/policies",
        "/admin/policies/new",
        "/admin/policies/{policy}",
        "/admin/policies/{policy}/delete",
        "/admin/products/{product}/policies",
        "/admin/products/{product}/policies/new",
        "/admin/products/{product}/policies/{policy}",
        "/admin/products/{product}/policies/{policy}/delete",
        "/admin/apis/{api}/policies",
        "/admin/apis/{api}/policies/new",
        "/admin/apis/{api}/policies/{policy}",
        "/admin/apis/{api}/policies/{policy}/delete",
        "/admin/apis/{api}/operations/{operation}/policies",
        "/admin/apis/{api}/operations/{operation}/policies/new",
        "/admin/apis/{api}/operations/{operation}/policies/{policy}",
        "/admin/apis/{api}/operations/{operation}/policies/{policy}/delete",
        "/admin/apis",
        "/admin/apis/new",
        "/admin/apis/{api}",
        "/admin/apis/{api}/delete",
        "/admin/apis/{api}/credential",
        "/admin/apis/{api}/credential/delete",
        "/admin/apis/{api}/versions/new",
        "/admin/apis/{api}/operations/new",
        "/admin/apis/{api}/operations/{operation}",
        "/admin/apis/{api}/operations/{operation}/delete",
        "/admin/apis/{api}/recipes/new",
        "/admin/apis/{api}/recipes/import",
        "/admin/apis/{api}/recipes/{recipe}/edit",
        "/admin/apis/{api}/recipes/{recipe}/delete",
    ]
    .map(|path| Route::get(path, Audience::Everyone, page))
    .into()
}

fn server_functions() -> Vec<Route> {
    use catalog::api::{
        AdminGetApi, AdminGetOperation, AdminListApis, AdminPermit, GetApi, GetOperation, GetOperationDocumentation,
        ListApis, ListOperations, ListOperationsCalled,
    };
    vec![
        server_function::<ListApis>(Audience::Everyone),
        server_function::<GetApi>(Audience::Everyone),
        server_function::<ListOperations>(Audience::Everyone),
        server_function::<ListOperationsCalled>(Audience::Everyone),
        server_function::<catalog::api::SearchCatalog>(Audience::Everyone),
        server_function::<catalog::api::GetOperationGroups>(Audience::Everyone),
        server_function::<catalog::api::ListRevisions>(Audience::Everyone),
        server_function::<catalog::api::GetSchema>(Audience::Everyone),
        server_function::<catalog::api::GetSchemaPart>(Audience::Everyone),
        server_function::<GetOperation>(Audience::Everyone),
        server_function::<GetOperationDocumentation>(Audience::Everyone),
        server_function::<AdminPermit>(Audience::Publishers),
        server_function::<AdminListApis>(Audience::Publishers),
        server_function::<policies::api::AdminGetPolicies>(Audience::Administrators),
        server_function::<policies::api::AdminGetPolicy>(Audience::Administrators),
        server_function::<AdminGetApi>(Audience::Publishers),
        server_function::<credentials::api::AdminGetCredential>(Audience::Publishers),
        server_function::<AdminGetOperation>(Audience::Publishers),
        server_function::<catalog::api::GetApiDocumentation>(Audience::Everyone),
        server_function::<console::api::GetHistory>(Audience::Everyone),
        server_function::<console::api::ListHistory>(Audience::Everyone),
        server_function::<console::api::GetRequest>(Audience::Everyone),
        server_function::<console::api::GetExamples>(Audience::Everyone),
        server_function::<console::api::GetExample>(Audience::Everyone),
        server_function::<console::api::GetOauthOptions>(Audience::Everyone),
        server_function::<catalog::api::GetBodySample>(Audience::Everyone),
        server_function::<catalog::api::GetCallForm>(Audience::Everyone),
        server_function::<console::api::GetLongestTimeout>(Audience::Everyone),
        server_function::<console::api::GetGatewayOffer>(Audience::Everyone),
        server_function::<openapi::api::AdminImportState>(Audience::Publishers),
        server_function::<environments::api::GetEnvironments>(Audience::Everyone),
        server_function::<environments::api::GetEnvironment>(Audience::Everyone),
        server_function::<identity::api::GetSetup>(Audience::Everyone),
        server_function::<identity::api::GetSignUpOffer>(Audience::Everyone),
        server_function::<identity::api::GetProfile>(Audience::Everyone),
        server_function::<identity::api::GetSessions>(Audience::Everyone),
        server_function::<identity::api::GetSecurity>(Audience::Everyone),
        server_function::<identity::api::GetAppSetup>(Audience::Everyone),
        server_function::<identity::api::GetStep>(Audience::Everyone),
        server_function::<identity::api::AdminGetFactors>(Audience::Administrators),
        server_function::<identity::api::GetTokens>(Audience::Everyone),
        server_function::<identity::api::AdminListUsers>(Audience::Administrators),
        server_function::<identity::api::AdminGetUser>(Audience::Administrators),
        server_function::<identity::api::AdminListGroups>(Audience::Administrators),
        server_function::<identity::api::AdminListGroupNames>(Audience::Publishers),
        server_function::<identity::api::AdminGetGroup>(Audience::Administrators),
        server_function::<site::api::AdminGetSettings>(Audience::Administrators),
        server_function::<site::api::GetTerms>(Audience::Everyone),
        server_function::<site::api::GetHomeText>(Audience::Everyone),
        server_function::<analytics::api::GetUsage>(Audience::Everyone),
        server_function::<analytics::api::GetLimits>(Audience::Everyone),
        server_function::<audit::api::AdminListAudit>(Audience::Everyone),
        server_function::<audit::api::AdminGetAuditEntry>(Audience::Everyone),
        server_function::<identity::api::GetSignInWays>(Audience::Everyone),
        server_function::<identity::api::GetIdentities>(Audience::Everyone),
        server_function::<identity::api::AdminListProviders>(Audience::Administrators),
        server_function::<identity::api::AdminGetProvider>(Audience::Administrators),
        server_function::<identity::api::AdminNewProvider>(Audience::Administrators),
        server_function::<products::api::ListProducts>(Audience::Everyone),
        server_function::<products::api::SearchProducts>(Audience::Everyone),
        server_function::<products::api::ListProductsOf>(Audience::Everyone),
        server_function::<products::api::GetProduct>(Audience::Everyone),
        server_function::<products::api::ListSubscriptions>(Audience::Everyone),
        server_function::<products::api::GetSubscription>(Audience::Everyone),
        server_function::<products::api::AdminListProducts>(Audience::Administrators),
        server_function::<products::api::AdminGetProduct>(Audience::Administrators),
        server_function::<products::api::AdminGetChoices>(Audience::Administrators),
        server_function::<products::api::AdminGetScopes>(Audience::Administrators),
        server_function::<products::api::AdminProductsOf>(Audience::Publishers),
        server_function::<products::api::AdminListSubscriptions>(Audience::Administrators),
        server_function::<recipes::api::ListRecipes>(Audience::Everyone),
        server_function::<recipes::api::GetRecipe>(Audience::Everyone),
        server_function::<recipes::api::AdminGetRecipe>(Audience::Publishers),
    ]
}

/// A server function that reads: all of ours are GET, so that none of them can change anything.
fn server_function<F: ServerFn>(audience: Audience) -> Route {
    Route {
        method: Method::GET,
        path: F::PATH,
        audience,
        body_limit: limit::NONE,
        handler: on(MethodFilter::GET, run_server_function),
    }
}

async fn run_server_function(State(state): State<AppState>, request: Request<Body>) -> Response {
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    let context = move || {
        provide_context(state.clone());
        provide_context(caller.clone());
    };
    with_its_status(leptos_axum::handle_server_fns_with_context(context, request).await.into_response()).await
}

/// The longest error that is looked into, in bytes.
const LONGEST_ERROR: usize = 64 * 1024;

/// What goes wrong before a server function runs, such as arguments that cannot be read, Leptos answers with 500, whatever
/// the error is.
async fn with_its_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let error = to_bytes(body, LONGEST_ERROR).await.unwrap_or_default();
    if let Ok(status) = wire::read::<ApiError>(&error).map(|error| error.status())
        && let Ok(status) = StatusCode::from_u16(status)
    {
        head.status = status;
    }
    Response::from_parts(head, Body::from(error))
}
