//! What a person has filled in so far.

use leptos::prelude::*;

use super::authorization_draft::AuthorizationDraft;
use super::body_draft::BodyDraft;
use super::chosen_server::ChosenServer;
use super::chosen_subscription::ChosenSubscription;
use super::options_draft::OptionsDraft;
use super::rows::Rows;
use super::substitution::Substitution;
use crate::catalog::model::{CallInput, CallPart, Deviation, Location, OperationDetails, Parameter};
use crate::console::model::{ConsoleRequest, NamedValue, RequestBody, ServerChoice};
use crate::console::request::{self, NeutralRequest};
use crate::kernel::ids::OperationId;
use crate::kernel::{FieldError, Message};

/// A parameter's field.
#[derive(Clone)]
pub(super) struct ValueDraft {
    /// What the publisher says of it.
    pub parameter: Parameter,
    /// Whether it is sent; required ones always are.
    pub sent: RwSignal<bool>,
    /// What was typed.
    pub value: RwSignal<String>,
    /// Whether anything was typed. A field that nobody has been at is not complained about before sending.
    pub touched: RwSignal<bool>,
    /// Whether a schema says more of it than its type.
    pub is_described: bool,
    /// What that schema says against the value, as far as it was checked. It may be sent all the same.
    pub found: RwSignal<Vec<Deviation>>,
}

/// Everything that a call is made of, as it stands in the form.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    details: StoredValue<OperationDetails>,
    values: StoredValue<Vec<ValueDraft>>,
    /// Query pairs that the operation does not document.
    pub query: Rows,
    /// Request headers that the operation does not document.
    pub headers: Rows,
    /// The media type that the answer shall have; empty for any.
    pub accept: RwSignal<String>,
    /// The chosen environment.
    pub environment: RwSignal<Option<Substitution>>,
    /// The chosen server, once there is something to choose with.
    pub server: RwSignal<Option<ChosenServer>>,
    /// The subscription with which it goes through the gateway.
    pub subscription: RwSignal<Option<ChosenSubscription>>,
    /// The server of a call that was filled in.
    pub asked_server: RwSignal<Option<ServerChoice>>,
    /// What it is authenticated with.
    pub authorization: AuthorizationDraft,
    /// The body.
    pub body: BodyDraft,
    /// How it is sent.
    pub options: OptionsDraft,
    /// Whether a call was tried: from then on every complaint is shown.
    pub tried: RwSignal<bool>,
    complaints: Memo<Vec<FieldError>>,
}

impl Draft {
    /// A form with the operation's defaults and its first sample filled in.
    pub fn new(details: OperationDetails) -> Self {
        let input = &details.operation;
        let body = BodyDraft::new(&input.bodies);
        let value = |parameter| ValueDraft::new(input.is_described(&parameter), parameter);
        let values: Vec<ValueDraft> = request::parameters(input).into_iter().map(value).collect();
        let (values, query, headers) = (StoredValue::new(values), Rows::new(), Rows::new());
        let authorization = AuthorizationDraft::new(details.authorizations.clone());
        let environment = RwSignal::new(None::<Substitution>);
        let (server, asked_server) = (RwSignal::new(None::<ChosenServer>), RwSignal::new(None));
        let subscription = RwSignal::new(None::<ChosenSubscription>);
        let accept = RwSignal::new(String::new());
        let details = StoredValue::new(details);
        let complaints = Memo::new(move |_| {
            let takes_body = || details.with_value(|details| request::takes_body(&details.operation));
            let has_variables = environment.with(Option::is_some) && takes_body();
            let body = if has_variables { Some(body.input()) } else { body.to_check() };
            let call = call(details, server, values, (query, headers, accept), authorization, body);
            let (call, mut complaints) = substitute(environment, call);
            let (base, of_server) = base_url(details, subscription, server, &call);
            complaints.extend(of_server);
            details.with_value(|details| {
                let built = request::build(&base, &details.operation, &call);
                complaints.extend(built.err().into_iter().flatten());
            });
            complaints
        });
        let tried = RwSignal::new(false);
        Self {
            details,
            values,
            query,
            headers,
            accept,
            environment,
            server,
            subscription,
            asked_server,
            authorization,
            body,
            options: OptionsDraft::new(),
            tried,
            complaints,
        }
    }

    /// Replaces everything that was filled in by `request`. Values of parameters that this operation does not have become
    /// rows: a call that was kept may be older than the operation's description.
    pub fn fill(self, request: &ConsoleRequest) {
        self.asked_server.set(request.server.clone());
        let (mut query, mut headers) = (request.query.clone(), request.headers.clone());
        let drafts = self.values.get_value();
        let is_of = |draft: &ValueDraft, value: &NamedValue| {
            value.name == draft.parameter.name && value.location == draft.parameter.location
        };
        for draft in &drafts {
            let given = request.parameters.iter().find(|value| is_of(draft, value));
            draft.sent.set(given.is_some() || draft.is_required());
            draft.value.set(given.map(|given| given.value.clone()).unwrap_or_default());
        }
        for value in request.parameters.iter().filter(|value| !drafts.iter().any(|draft| is_of(draft, value))) {
            let pair = (value.name.clone(), value.value.clone());
            match value.location {
                Location::Query => query.push(pair),
                Location::Header => headers.push(pair),
                Location::Path | Location::Cookie => {}
            }
        }
        self.accept.set(self.take_accepted(&mut headers).unwrap_or_default());
        self.query.fill(query);
        self.headers.fill(headers);
        self.authorization.replace(&request.credentials);
        self.options.replace(request.timeout);
        match &request.body {
            Some(body) => self.body.replace(body),
            None => self.body.clear(),
        }
    }

    /// Takes the media type that the answer shall have out of `headers`, if the form offers it.
    fn take_accepted(self, headers: &mut Vec<(String, String)>) -> Option<String> {
        let offered = self.accepted_types();
        let is_accept = |(name, _): &(String, String)| name.eq_ignore_ascii_case("accept");
        let place = headers.iter().position(|header| is_accept(header) && offered.contains(&header.1))?;
        let is_only_one = headers.iter().filter(|header| is_accept(header)).count() == 1;
        is_only_one.then(|| headers.remove(place).1)
    }

    /// The media types to choose from for the answer; none where the operation documents the header as a parameter.
    pub fn accepted_types(self) -> Vec<String> {
        self.with_details(|details| {
            let CallInput { answers, parameters, .. } = &details.operation;
            let is_accept = |parameter: &Parameter| {
                parameter.location == Location::Header && parameter.name.eq_ignore_ascii_case("accept")
            };
            if parameters.iter().any(is_accept) { Vec::new() } else { answers.clone() }
        })
    }

    /// What the operation is, for those who fill in the form.
    pub fn details(self) -> OperationDetails {
        self.details.get_value()
    }

    /// What `read` finds in the operation.
    pub fn with_details<T>(self, read: impl FnOnce(&OperationDetails) -> T) -> T {
        self.details.with_value(read)
    }

    /// The call as it would be sent now.
    pub fn request(self) -> ConsoleRequest {
        let takes_body = self.details.with_value(|details| request::takes_body(&details.operation));
        let body = takes_body.then(|| self.body.input());
        let call = self.call(body);
        let environment = self.environment.with(|chosen| chosen.as_ref().map(|chosen| chosen.environment.clone()));
        let subscription = self.subscription.with(|chosen| chosen.as_ref().map(|chosen| chosen.id.clone()));
        ConsoleRequest { environment, subscription, timeout: self.options.timeout().ok().flatten(), ..call }
    }

    /// What would be sent now, as far as it is complete.
    pub fn outline(self) -> NeutralRequest {
        let (call, _) = substitute(self.environment, self.request());
        let call = self.subscription.with(|chosen| match chosen {
            Some(chosen) => chosen.with_key(call),
            None => call,
        });
        let (base, _) = base_url(self.details, self.subscription, self.server, &call);
        self.details.with_value(|details| request::outline(&base, &details.operation, &call))
    }

    /// The address as it would be called now.
    pub fn url(self) -> String {
        let (call, _) = substitute(self.environment, self.call(None));
        let call = self.subscription.with(|chosen| match chosen {
            Some(chosen) => chosen.with_version(call),
            None => call,
        });
        let (base, _) = base_url(self.details, self.subscription, self.server, &call);
        let url = self.details.with_value(|details| request::preview(&base, &details.operation, &call));
        self.environment.with(|chosen| chosen.as_ref().map(|chosen| (chosen.mask)(&url))).unwrap_or(url)
    }

    fn call(self, body: Option<RequestBody>) -> ConsoleRequest {
        call(self.details, self.server, self.values, (self.query, self.headers, self.accept), self.authorization, body)
    }

    /// Whether nothing is wrong with what was filled in.
    pub fn is_complete(self) -> bool {
        self.complaints.with(Vec::is_empty) && self.options.timeout().is_ok()
    }

    /// What is wrong with `field`.
    pub fn complaint(self, field: &str) -> Option<Message> {
        self.complaints
            .with(|complaints| complaints.iter().find(|error| error.field == field).map(|error| error.message.clone()))
    }

    /// The fields of the parameters in `location`.
    pub fn values(self, location: Location) -> Vec<ValueDraft> {
        self.values
            .with_value(|values| values.iter().filter(|value| value.parameter.location == location).cloned().collect())
    }

    /// The operation.
    pub fn operation(self) -> OperationId {
        self.details.with_value(|details| details.id.clone())
    }

    /// The operation's HTTP verb.
    pub fn verb(self) -> String {
        self.details.with_value(|details| details.operation.verb.clone())
    }

    /// Whether the call may have a body.
    pub fn takes_body(self) -> bool {
        self.details.with_value(|details| request::takes_body(&details.operation))
    }

    /// The operation's part of portal addresses.
    pub fn slug(self) -> String {
        self.details.with_value(|details| details.operation.slug.clone())
    }

    /// How many variables the first server's address has; `None` when there is neither a server to choose nor a variable.
    pub fn server_fields(self) -> Option<usize> {
        self.details.with_value(|details| details.servers.first().map(|server| server.variables.len()))
    }

    /// Whether there is anything to authenticate with.
    pub fn takes_credentials(self) -> bool {
        self.details.with_value(|details| !details.authorizations.is_empty())
    }

    /// Whether an added header stands in for this documented one.
    pub fn is_replaced(self, parameter: &Parameter) -> bool {
        request::is_replaced(parameter, &self.headers.pairs())
    }
}

impl ValueDraft {
    fn new(is_described: bool, parameter: Parameter) -> Self {
        Self {
            is_described,
            found: RwSignal::new(Vec::new()),
            sent: RwSignal::new(request::is_required(&parameter) || !parameter.default.is_empty()),
            value: RwSignal::new(parameter.default.clone()),
            touched: RwSignal::new(false),
            parameter,
        }
    }

    /// The name of its field in complaints.
    pub fn field(&self) -> String {
        request::field(&self.parameter.name, self.parameter.location)
    }

    /// What it is of a call.
    pub fn part(&self) -> CallPart {
        CallPart::Parameter { location: self.parameter.location, name: self.parameter.name.clone() }
    }

    /// Whether a call must have it.
    pub fn is_required(&self) -> bool {
        request::is_required(&self.parameter)
    }

    /// Takes what was typed.
    pub fn type_in(&self, text: String) {
        self.sent.set(true);
        self.touched.set(true);
        self.value.set(text);
    }
}

/// `call` with the values of the chosen environment, and what is wrong with the names in it.
fn substitute(environment: RwSignal<Option<Substitution>>, call: ConsoleRequest) -> (ConsoleRequest, Vec<FieldError>) {
    match environment.get() {
        Some(chosen) => (chosen.fill)(call),
        None => (call, Vec::new()),
    }
}

/// The address that `call` goes to, on the gateway or of a server, and what is wrong with it.
fn base_url(
    details: StoredValue<OperationDetails>,
    subscription: RwSignal<Option<ChosenSubscription>>,
    server: RwSignal<Option<ChosenServer>>,
    call: &ConsoleRequest,
) -> (String, Vec<FieldError>) {
    if let Some(chosen) = subscription.get() {
        return (chosen.base_url, Vec::new());
    }
    match (server.get(), &call.server) {
        (Some(chosen), Some(choice)) => (chosen.base_url)(choice),
        _ => (details.with_value(|details| details.api.service_url.clone()), Vec::new()),
    }
}

fn call(
    details: StoredValue<OperationDetails>,
    server: RwSignal<Option<ChosenServer>>,
    values: StoredValue<Vec<ValueDraft>>,
    (query, headers, accept): (Rows, Rows, RwSignal<String>),
    authorization: AuthorizationDraft,
    body: Option<RequestBody>,
) -> ConsoleRequest {
    let mut headers = headers.pairs();
    // What a person wrote wins. Behind the rows, because complaints count those.
    let accept = Some(accept.get()).filter(|accept| !accept.is_empty() && !has_accept(&headers));
    headers.extend(accept.map(|accept| ("Accept".to_owned(), accept)));
    let named = |draft: &ValueDraft| NamedValue {
        name: draft.parameter.name.clone(),
        location: draft.parameter.location,
        value: draft.value.get(),
    };
    ConsoleRequest {
        operation: details.with_value(|details| details.id.clone()),
        environment: None,
        server: server.with(|chosen| chosen.as_ref().map(|chosen| chosen.choice.get())),
        timeout: None,
        subscription: None,
        follow: None,
        parameters: values.with_value(|values| values.iter().filter(|draft| draft.sent.get()).map(named).collect()),
        query: query.pairs(),
        headers,
        credentials: authorization.credentials(),
        body,
    }
}

/// Whether one of `headers` says which media types the answer may have.
pub(super) fn has_accept(headers: &[(String, String)]) -> bool {
    headers.iter().any(|(name, _)| name.trim().eq_ignore_ascii_case("accept"))
}
