//! Adding, changing, ordering and removing OpenID providers.

use url::Url;

use super::{store, test};
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::provider::{
    CLAIM_MOST, CLIENT_MOST, GROUPS_CLAIM, ISSUER_MOST, LIST_MOST, NAME_MOST, PROVIDERS, Provider, ProviderDetails,
    ROWS, SCOPES,
};
use crate::identity::provider_draft::ProviderDraft;
use crate::identity::server::oidc::{memberships, redirect_uri};
use crate::identity::server::{Administrator, groups};
use crate::kernel::ids::{GroupId, ProviderId};
use crate::kernel::{ApiError, Checks, Message};
use crate::platform::rng::is_id;
use crate::platform::{AppError, AppState};

/// Whose secret a provider's row is, for the vault.
pub(in crate::identity::server) fn owner(id: &ProviderId) -> String {
    format!("identity_providers/{id}")
}

/// All providers in their order.
///
/// # Errors
/// When the database fails.
pub async fn providers(state: &AppState, _: &Administrator) -> Result<Vec<Provider>, AppError> {
    store::list(state.db.reader()).await
}

/// A provider, and what the test found that is remembered under the name `tested`.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn provider(
    state: &AppState,
    permit: &Administrator,
    id: &ProviderId,
    tested: &str,
) -> Result<ProviderDetails, AppError> {
    let provider = store::find(state.db.reader(), id).await?.ok_or(ApiError::NotFound)?;
    let findings = test::findings(state, id, tested);
    Ok(ProviderDetails { findings, ..details(state, permit, id.clone(), Some(provider)).await? })
}

/// What stands in the form of a new provider. Its id is `id` when that can be one, so that the redirect URI stays what it was.
///
/// # Errors
/// When the database fails.
pub async fn new_provider(state: &AppState, permit: &Administrator, id: &str) -> Result<ProviderDetails, AppError> {
    let id = if is_id(id) { id.to_owned() } else { state.rng.id(&state.clock) };
    details(state, permit, id.into(), None).await
}

async fn details(
    state: &AppState,
    permit: &Administrator,
    id: ProviderId,
    provider: Option<Provider>,
) -> Result<ProviderDetails, AppError> {
    let groups = groups::service::groups(state, permit).await?;
    let groups = groups.into_iter().map(|group| (group.id, group.name)).collect();
    Ok(ProviderDetails { redirect_uri: redirect_uri(state, &id), id, provider, groups, findings: Vec::new() })
}

/// Adds a provider behind the others.
///
/// # Errors
/// `Invalid` with what is wrong at its fields.
pub async fn create(state: &AppState, permit: &Administrator, draft: &ProviderDraft) -> Result<ProviderId, AppError> {
    let id = if is_id(&draft.id) { draft.id.clone() } else { state.rng.id(&state.clock) };
    let (id, mut checks) = (ProviderId::from(id), Checks::new());
    let provider = accept(&id, draft, &mut checks);
    let mut db = state.db.write().await?;
    check_stored(&mut db, &provider, draft, &mut checks).await?;
    if !checks.has("name") && store::count(&mut db).await? >= PROVIDERS {
        checks.complain("name", Message::Full { most: PROVIDERS });
    }
    checks.finish()?;
    store::insert(&mut db, &provider, state.clock.now()).await?;
    keep_secret(state, &mut db, &id, draft).await?;
    record(state, &mut db, permit.actor(), entry(Action::ProviderCreate, &provider, draft).created(&provider)).await?;
    db.commit().await?;
    tracing::info!(provider = %id, "identity provider {id} added");
    Ok(id)
}

/// Saves a provider.
///
/// # Errors
/// `NotFound` when it is gone; `Invalid` with what is wrong at its fields.
pub async fn update(
    state: &AppState,
    permit: &Administrator,
    id: &ProviderId,
    draft: &ProviderDraft,
) -> Result<(), AppError> {
    let before = store::find(state.db.reader(), id).await?.ok_or(ApiError::NotFound)?;
    let mut checks = Checks::new();
    let provider = accept(id, draft, &mut checks);
    let mut db = state.db.write().await?;
    check_stored(&mut db, &provider, draft, &mut checks).await?;
    checks.finish()?;
    if !store::update(&mut db, &provider, state.clock.now()).await? {
        return Err(ApiError::NotFound.into());
    }
    keep_secret(state, &mut db, id, draft).await?;
    let changes = entry(Action::ProviderUpdate, &provider, draft).changed(&before, &provider);
    record(state, &mut db, permit.actor(), changes).await?;
    db.commit().await?;
    tracing::info!(provider = %id, "identity provider {id} changed");
    Ok(())
}

fn entry(action: Action, provider: &Provider, draft: &ProviderDraft) -> Entry {
    let entry = Entry::new(action, provider.id.as_str(), provider.name.as_str());
    if draft.client_secret.is_empty() { entry } else { entry.secret("client_secret") }
}

/// Moves a provider's button one place up or down; at the end it stays where it is.
///
/// # Errors
/// `NotFound` when it is gone.
pub async fn move_by_one(state: &AppState, permit: &Administrator, id: &ProviderId, up: bool) -> Result<(), AppError> {
    let mut db = state.db.write().await?;
    let mut ids = store::list_ids(&mut db).await?;
    let at = ids.iter().position(|one| one == id).ok_or(ApiError::NotFound)?;
    let other = if up { at.saturating_sub(1) } else { (at + 1).min(ids.len() - 1) };
    ids.swap(at, other);
    for (position, id) in ids.iter().enumerate() {
        store::update_position(&mut db, id, position).await?;
    }
    let moved = Entry::new(Action::ProviderMove, id.as_str(), id.as_str());
    record(state, &mut db, permit.actor(), moved.with("place", other + 1)).await?;
    Ok(db.commit().await?)
}

/// Removes a provider. Nobody signs in with it any more, and the groups that people had from it go.
///
/// # Errors
/// `NotFound` when it is gone already.
pub async fn remove(state: &AppState, permit: &Administrator, id: &ProviderId) -> Result<(), AppError> {
    let mut db = state.db.write().await?;
    let provider = store::find(state.db.reader(), id).await?.ok_or(ApiError::NotFound)?;
    if !store::delete(&mut db, id).await? {
        return Err(ApiError::NotFound.into());
    }
    let removed = Entry::new(Action::ProviderDelete, id.as_str(), provider.name.as_str()).removed(&provider);
    record(state, &mut db, permit.actor(), removed).await?;
    memberships::delete_unfounded(&mut db, None).await?;
    db.commit().await?;
    tracing::info!(provider = %id, "identity provider {id} removed");
    Ok(())
}

async fn keep_secret(
    state: &AppState,
    db: &mut sqlx::SqliteConnection,
    id: &ProviderId,
    draft: &ProviderDraft,
) -> Result<(), AppError> {
    if !draft.client_secret.is_empty() {
        let sealed = state.vault.seal(&owner(id), draft.client_secret.as_bytes())?;
        store::update_secret(db, id, Some(sealed)).await
    } else if draft.clears_secret {
        store::update_secret(db, id, None).await
    } else {
        Ok(())
    }
}

/// The provider that `draft` describes, and what is wrong with it, as far as that can be seen without the database.
fn accept(id: &ProviderId, draft: &ProviderDraft, checks: &mut Checks) -> Provider {
    let (name, client_id) = (draft.name.trim(), draft.client_id.trim());
    checks.text("name", name, NAME_MOST);
    checks.one_line("name", name);
    let issuer = checks.take("issuer", issuer(&draft.issuer)).unwrap_or_default();
    checks.text("client_id", client_id, CLIENT_MOST);
    checks.one_line("client_id", client_id);
    checks.optional_text("client_secret", &draft.client_secret, CLIENT_MOST);
    let scopes = scopes(&draft.scopes);
    checks.optional_text("scopes", &scopes, LIST_MOST);
    checks.one_line("scopes", &scopes);
    let claim = Some(draft.groups_claim.trim()).filter(|claim| !claim.is_empty()).unwrap_or(GROUPS_CLAIM);
    checks.optional_text("groups_claim", claim, CLAIM_MOST);
    checks.one_line("groups_claim", claim);
    let mut groups = Vec::new();
    for row in draft.rows.iter().filter(|row| !row.is_blank()) {
        checks.text(&row.field("value"), row.value.trim(), CLAIM_MOST);
        checks.one_line(&row.field("value"), row.value.trim());
        if row.group.is_empty() {
            checks.complain(row.field("group"), Message::Required);
        }
        groups.push((row.value.trim().to_owned(), GroupId::from(row.group.clone())));
    }
    if groups.len() > ROWS {
        checks.complain("groups", Message::TooMany { most: ROWS });
    }
    checks.optional_text("domains", &draft.domains, LIST_MOST);
    let separators = |letter: char| letter == ',' || letter == ';' || letter.is_whitespace();
    let domains = draft.domains.split(separators).map(|domain| domain.trim_start_matches('@').to_ascii_lowercase());
    let domains: Vec<String> = domains.filter(|domain| !domain.is_empty()).collect();
    if let Some(domain) = domains.iter().find(|domain| !is_domain(domain)) {
        checks.complain("domains", Message::NotADomain { domain: domain.chars().take(NAME_MOST).collect() });
    }
    Provider {
        id: id.clone(),
        name: name.to_owned(),
        issuer,
        client_id: client_id.to_owned(),
        has_secret: false,
        scopes,
        groups_claim: claim.to_owned(),
        groups,
        creates_accounts: draft.creates_accounts,
        domains,
        trusts_addresses: draft.trusts_addresses,
        is_on: draft.is_on,
    }
}

async fn check_stored(
    db: &mut sqlx::SqliteConnection,
    provider: &Provider,
    draft: &ProviderDraft,
    checks: &mut Checks,
) -> Result<(), AppError> {
    if !checks.has("name") && store::has_name(db, &provider.id, &provider.name.to_lowercase()).await? {
        checks.complain("name", Message::Taken);
    }
    for row in draft.rows.iter().filter(|row| !row.group.is_empty()).take(ROWS) {
        if !store::has_group(db, &GroupId::from(row.group.clone())).await? {
            checks.complain(row.field("group"), Message::Required);
        }
    }
    Ok(())
}

/// An issuer is an address of the web without query and fragment (OpenID Connect Discovery 1.0, section 3).
fn issuer(text: &str) -> Result<String, Message> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Message::Required);
    }
    if text.chars().count() > ISSUER_MOST {
        return Err(Message::TooLong { most: ISSUER_MOST });
    }
    let url = Url::parse(text).map_err(|_| Message::NotAServiceUrl)?;
    if text.contains(|letter: char| letter.is_whitespace() || letter.is_control()) {
        return Err(Message::NotAServiceUrl);
    }
    let is_plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let is_web = matches!(url.scheme(), "http" | "https") && url.has_host() && url.fragment().is_none();
    // People paste the address of the description itself.
    let text = text.strip_suffix("/.well-known/openid-configuration").unwrap_or(text);
    if is_plain && is_web { Ok(text.to_owned()) } else { Err(Message::NotAServiceUrl) }
}

/// The scopes with single spaces between them, `openid` among them.
fn scopes(text: &str) -> String {
    let scopes: Vec<&str> = text.split_whitespace().collect();
    match scopes.as_slice() {
        [] => SCOPES.to_owned(),
        scopes if scopes.contains(&"openid") => scopes.join(" "),
        scopes => format!("openid {}", scopes.join(" ")),
    }
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_are_plain_addresses() {
        for (text, expected) in [
            (" https://id.example ", "https://id.example"),
            ("https://id.example/", "https://id.example/"),
            ("http://10.0.0.1:8080/realms/a", "http://10.0.0.1:8080/realms/a"),
            ("https://id.example/a/.well-known/openid-configuration", "https://id.example/a"),
        ] {
            assert_eq!(issuer(text), Ok(expected.to_owned()), "{text}");
        }
        for text in [
            "id.example",
            "ftp://id.example",
            "https://me:x@id.example",
            "https://id.example?a",
            "https://id.example#a",
        ] {
            assert_eq!(issuer(text), Err(Message::NotAServiceUrl), "{text}");
        }
        assert_eq!(issuer(" "), Err(Message::Required));
    }

    #[test]
    fn openid_is_always_asked_for() {
        assert_eq!(scopes(" "), SCOPES);
        assert_eq!(scopes("email\n groups"), "openid email groups");
        assert_eq!(scopes("email openid"), "email openid");
    }
}
