//! Who asks: the token of the header `Authorization` (RFC 6750 section 2.1), and what it allows.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use super::Problem;
use crate::audit::server::Reader;
use crate::identity::model::User;
use crate::identity::server::tokens::service::{Bearer, authenticate};
use crate::identity::server::{Administrator, Caller, Publisher};
use crate::identity::token::Scope;
use crate::kernel::ApiError;
use crate::kernel::Timestamp;
use crate::kernel::ids::TokenId;
use crate::platform::AppState;

/// A request with a token that works. What it may read, every such token may.
#[derive(Clone, Debug)]
pub struct Access(Bearer);

impl FromRequestParts<AppState> for Access {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let mut headers = parts.headers.get_all(header::AUTHORIZATION).iter();
        let (Some(header), None) = (headers.next(), headers.next()) else { return Err(Problem::no_token()) };
        let (scheme, token) = header.to_str().ok().and_then(|text| text.split_once(' ')).unwrap_or_default();
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Problem::no_token());
        }
        let bearer = authenticate(state, token.trim()).await?;
        bearer.map(Self).ok_or_else(Problem::wrong_token)
    }
}

/// A request that needs no token; one that is shown must work.
#[derive(Clone, Debug)]
pub struct OptionalAccess(Caller);

impl FromRequestParts<AppState> for OptionalAccess {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        if !parts.headers.contains_key(header::AUTHORIZATION) {
            return Ok(Self(Caller::guest()));
        }
        let Access(bearer) = Access::from_request_parts(parts, state).await?;
        Ok(Self(bearer.caller))
    }
}

impl OptionalAccess {
    /// Who asks; a guest without a token.
    pub const fn caller(&self) -> &Caller {
        &self.0
    }
}

impl Access {
    /// Who asks.
    pub fn caller(&self) -> &Caller {
        &self.0.caller
    }

    /// The token's owner.
    ///
    /// # Errors
    /// Never: every token has one.
    pub fn owner(&self) -> Result<&User, Problem> {
        Ok(self.0.caller.signed_in().ok_or(ApiError::Unauthenticated)?)
    }

    /// The token that was shown.
    pub fn token(&self) -> &TokenId {
        &self.0.token
    }

    /// When it expires.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.0.expires_at
    }

    /// Whether it allows what `scope` stands for.
    ///
    /// # Errors
    /// 403 when it does not.
    pub fn scope(&self, scope: Scope) -> Result<(), Problem> {
        if self.0.caller.has_scope(scope) { Ok(()) } else { Err(Problem::scope(scope)) }
    }

    /// The permit to change the catalog: all of it, or the APIs of their own.
    ///
    /// # Errors
    /// 403 without the scope or the role.
    pub fn write(&self) -> Result<Publisher, Problem> {
        self.scope(Scope::Write)?;
        Ok(self.0.caller.publisher()?)
    }

    /// The permit to change what belongs to all APIs: products and everybody's subscriptions.
    ///
    /// # Errors
    /// 403 without the scope or the role.
    pub fn write_for_all(&self) -> Result<Administrator, Problem> {
        self.scope(Scope::Write)?;
        Ok(self.0.caller.administrator()?)
    }

    /// The permit to read the audit log.
    ///
    /// # Errors
    /// 403 without the scope or the role.
    pub fn audit_reader(&self) -> Result<Reader, Problem> {
        self.scope(Scope::Admin)?;
        Ok(self.0.caller.audit_reader()?)
    }

    /// The permit to look after people and groups.
    ///
    /// # Errors
    /// 403 without the scope or the role.
    pub fn admin(&self) -> Result<Administrator, Problem> {
        self.scope(Scope::Admin)?;
        Ok(self.0.caller.administrator()?)
    }
}
