//! The app: which component answers which address.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{ParentRoute, Redirect, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

use crate::admin::view::AdminLayout;
use crate::analytics::view::{AdminUsagePage, UsagePage};
use crate::audit::view::{AuditEntryPage, AuditPage};
use crate::catalog::view::admin::{
    AdminApiPage, AdminApisPage, AdminOperationPage, DeleteApiPage, DeleteOperationPage, NewApiPage, NewOperationPage,
    NewVersionPage,
};
use crate::catalog::view::{ApiPage, ApisPage, ChangesPage, OperationPage, SchemaPage, SchemaPartPage, SearchPage};
use crate::console::view::{DeleteHistoryPage, HistoryPage};
use crate::credentials::view::{CredentialPage, DeleteCredentialPage};
use crate::environments::view::{DeleteEnvironmentPage, EnvironmentPage, EnvironmentsPage};
use crate::i18n::I18nContextProvider;
use crate::identity::view::admin::{
    DeleteGroupPage, DeleteProviderPage, GroupPage, GroupsPage, InvitePage, NewProviderPage, ProviderPage,
    ProvidersPage, UserPage, UsersPage,
};
use crate::identity::view::{
    AccountPage, CloseAccountPage, CodePage, ConfirmPage, MailSentPage, NewPasswordPage, RecoveryCodesPage, ResetPage,
    SecurityPage, SessionsPage, SetUpAppPage, SetupPage, SignInPage, SignUpPage, TokensPage,
};
use crate::openapi::view::{ImportPage, ImportRevisionPage, ImportStatePage};
use crate::paths;
use crate::policies::view::{DeletePolicyPage, NewPolicyPage, PoliciesPage, PolicyPage};
use crate::products::view::admin::{
    AdminProductPage, AdminProductsPage, AdminSubscriptionPage, AdminSubscriptionsPage, DeleteProductPage,
    NewProductPage, NewSubscriptionPage,
};
use crate::products::view::{CancelSubscriptionPage, ProductPage, ProductsPage, SubscriptionPage, SubscriptionsPage};
use crate::recipes::view::{DeleteRecipePage, EditRecipePage, ImportRecipesPage, NewRecipePage, RecipePage};
use crate::site::view::{HomePage, Layout, NotFoundPage, SettingsPage, TermsPage};

/// Every page waits for its data on the server, so that it is whole without JavaScript and has its real status.
const WHOLE: SsrMode = SsrMode::Async;

/// The portal.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <I18nContextProvider>
            <Router>
                <Layout>
                    <Routes fallback=NotFoundPage>
                        <Route path=path!("/") view={Lazy::<HomePage>::new()} ssr=WHOLE/>
                        <Route path=path!("/apis") view={Lazy::<ApisPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/apis/:api") view={Lazy::<ApiPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/apis/:api/operations/:operation") view=OperationPage ssr=WHOLE/>
                        <Route path=path!("/apis/:api/recipes/:recipe") view={Lazy::<RecipePage>::new()} ssr=WHOLE/>
                        <Route path=path!("/apis/:api/changes") view={Lazy::<ChangesPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/apis/:api/schema") view={Lazy::<SchemaPartPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/apis/:api/schemas/:schema") view={Lazy::<SchemaPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/products") view={Lazy::<ProductsPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/products/:product") view={Lazy::<ProductPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/search") view={Lazy::<SearchPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/terms") view={Lazy::<TermsPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/sign-in") view={Lazy::<SignInPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/setup") view={Lazy::<SetupPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/sign-in/code") view={Lazy::<CodePage>::new()} ssr=WHOLE/>
                        <Route path=path!("/sign-up") view={Lazy::<SignUpPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/mail-sent") view={Lazy::<MailSentPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/confirm") view={Lazy::<ConfirmPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/reset-password") view={Lazy::<ResetPage>::new()} ssr=WHOLE/>
                        <Route path=path!("/reset-password/new") view={Lazy::<NewPasswordPage>::new()} ssr=WHOLE/>
                        <AccountRoutes/>
                        <AdminRoutes/>
                    </Routes>
                </Layout>
            </Router>
        </I18nContextProvider>
    }
}

/// The pages of whoever has signed in.
#[component(transparent)]
fn AccountRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/account") view=leptos_router::components::Outlet ssr=WHOLE>
            <Route path=path!("") view={Lazy::<AccountPage>::new()} ssr=WHOLE/>
            <Route path=path!("/sessions") view={Lazy::<SessionsPage>::new()} ssr=WHOLE/>
            <Route path=path!("/security") view={Lazy::<SecurityPage>::new()} ssr=WHOLE/>
            <Route path=path!("/security/app") view={Lazy::<SetUpAppPage>::new()} ssr=WHOLE/>
            <Route path=path!("/security/codes") view={Lazy::<RecoveryCodesPage>::new()} ssr=WHOLE/>
            <Route path=path!("/tokens") view={Lazy::<TokensPage>::new()} ssr=WHOLE/>
            <Route path=path!("/close") view={Lazy::<CloseAccountPage>::new()} ssr=WHOLE/>
            <Route path=path!("/environments") view={Lazy::<EnvironmentsPage>::new()} ssr=WHOLE/>
            <Route path=path!("/environments/:environment") view={Lazy::<EnvironmentPage>::new()} ssr=WHOLE/>
            <Route path=path!("/environments/:environment/delete") view={Lazy::<DeleteEnvironmentPage>::new()} ssr=WHOLE/>
            <Route path=path!("/subscriptions") view={Lazy::<SubscriptionsPage>::new()} ssr=WHOLE/>
            <Route path=path!("/subscriptions/:subscription") view={Lazy::<SubscriptionPage>::new()} ssr=WHOLE/>
            <Route path=path!("/subscriptions/:subscription/cancel") view={Lazy::<CancelSubscriptionPage>::new()} ssr=WHOLE/>
            <Route path=path!("/subscriptions/:subscription/usage") view={Lazy::<UsagePage>::new()} ssr=WHOLE/>
            <Route path=path!("/history") view={Lazy::<HistoryPage>::new()} ssr=WHOLE/>
            <Route path=path!("/history/delete") view={Lazy::<DeleteHistoryPage>::new()} ssr=WHOLE/>
        </ParentRoute>
    }
    .into_inner()
}

/// The publisher's pages.
#[component(transparent)]
fn AdminRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/admin") view=AdminLayout ssr=WHOLE>
            <Route path=path!("") view=|| view! { <Redirect path=paths::ADMIN/> } ssr=WHOLE/>
            <Route path=path!("/import") view={Lazy::<ImportPage>::new()} ssr=WHOLE/>
            <Route path=path!("/imports/:import") view={Lazy::<ImportStatePage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/import") view={Lazy::<ImportRevisionPage>::new()} ssr=WHOLE/>
            <Route path=path!("/products") view={Lazy::<AdminProductsPage>::new()} ssr=WHOLE/>
            <Route path=path!("/products/new") view={Lazy::<NewProductPage>::new()} ssr=WHOLE/>
            <Route path=path!("/products/:product") view={Lazy::<AdminProductPage>::new()} ssr=WHOLE/>
            <Route path=path!("/products/:product/delete") view={Lazy::<DeleteProductPage>::new()} ssr=WHOLE/>
            <Route path=path!("/subscriptions") view={Lazy::<AdminSubscriptionsPage>::new()} ssr=WHOLE/>
            <Route path=path!("/subscriptions/new") view={Lazy::<NewSubscriptionPage>::new()} ssr=WHOLE/>
            <Route path=path!("/subscriptions/:subscription") view={Lazy::<AdminSubscriptionPage>::new()} ssr=WHOLE/>
            <Route path=path!("/users") view={Lazy::<UsersPage>::new()} ssr=WHOLE/>
            <Route path=path!("/users/invite") view={Lazy::<InvitePage>::new()} ssr=WHOLE/>
            <Route path=path!("/users/:user") view={Lazy::<UserPage>::new()} ssr=WHOLE/>
            <Route path=path!("/groups") view={Lazy::<GroupsPage>::new()} ssr=WHOLE/>
            <Route path=path!("/groups/:group") view={Lazy::<GroupPage>::new()} ssr=WHOLE/>
            <Route path=path!("/groups/:group/delete") view={Lazy::<DeleteGroupPage>::new()} ssr=WHOLE/>
            <Route path=path!("/subscriptions/:subscription/usage") view={Lazy::<AdminUsagePage>::new()} ssr=WHOLE/>
            <Route path=path!("/settings") view={Lazy::<SettingsPage>::new()} ssr=WHOLE/>
            <Route path=path!("/audit") view={Lazy::<AuditPage>::new()} ssr=WHOLE/>
            <Route path=path!("/audit/:entry") view={Lazy::<AuditEntryPage>::new()} ssr=WHOLE/>
            <Route path=path!("/identity-providers") view={Lazy::<ProvidersPage>::new()} ssr=WHOLE/>
            <Route path=path!("/identity-providers/new") view={Lazy::<NewProviderPage>::new()} ssr=WHOLE/>
            <Route path=path!("/identity-providers/:provider") view={Lazy::<ProviderPage>::new()} ssr=WHOLE/>
            <Route path=path!("/identity-providers/:provider/delete") view={Lazy::<DeleteProviderPage>::new()} ssr=WHOLE/>
            <PolicyRoutes/>
            <Route path=path!("/apis") view={Lazy::<AdminApisPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/new") view={Lazy::<NewApiPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api") view={Lazy::<AdminApiPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/versions/new") view={Lazy::<NewVersionPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/delete") view={Lazy::<DeleteApiPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/credential") view={Lazy::<CredentialPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/credential/delete") view={Lazy::<DeleteCredentialPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/operations/new") view={Lazy::<NewOperationPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/operations/:operation") view={Lazy::<AdminOperationPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/operations/:operation/delete") view={Lazy::<DeleteOperationPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/recipes/new") view={Lazy::<NewRecipePage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/recipes/import") view={Lazy::<ImportRecipesPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/recipes/:recipe/edit") view={Lazy::<EditRecipePage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/recipes/:recipe/delete") view={Lazy::<DeleteRecipePage>::new()} ssr=WHOLE/>
        </ParentRoute>
    }
    .into_inner()
}

/// The publisher's pages of policies, at each of their scopes.
#[component(transparent)]
fn PolicyRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=leptos_router::components::Outlet ssr=WHOLE>
            <Route path=path!("/policies") view={Lazy::<PoliciesPage>::new()} ssr=WHOLE/>
            <Route path=path!("/policies/new") view={Lazy::<NewPolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/policies/:policy") view={Lazy::<PolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/policies/:policy/delete") view={Lazy::<DeletePolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/products/:product/policies") view={Lazy::<PoliciesPage>::new()} ssr=WHOLE/>
            <Route path=path!("/products/:product/policies/new") view={Lazy::<NewPolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/products/:product/policies/:policy") view={Lazy::<PolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/products/:product/policies/:policy/delete") view={Lazy::<DeletePolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/policies") view={Lazy::<PoliciesPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/policies/new") view={Lazy::<NewPolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/policies/:policy") view={Lazy::<PolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/policies/:policy/delete") view={Lazy::<DeletePolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/operations/:operation/policies") view={Lazy::<PoliciesPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/operations/:operation/policies/new") view={Lazy::<NewPolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/operations/:operation/policies/:policy") view={Lazy::<PolicyPage>::new()} ssr=WHOLE/>
            <Route path=path!("/apis/:api/operations/:operation/policies/:policy/delete") view={Lazy::<DeletePolicyPage>::new()} ssr=WHOLE/>
        </ParentRoute>
    }
    .into_inner()
}
