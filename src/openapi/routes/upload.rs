//! `POST /admin/import` and `POST /admin/apis/{api}/import`

use axum::Extension;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Path, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::kernel::{ApiError, Message};
use crate::openapi::server::{File, Job, Options, Order, Origin};
use crate::paths;
use crate::platform::body::unreadable;
use crate::platform::{AppError, AppState};

/// The form's text fields.
type Pairs = Vec<(String, String)>;

/// Begins the import of a new API, and leads to where its progress is shown.
pub(super) async fn import_new(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Response {
    take(&state, &caller, None, request).await
}

/// Begins the import of a new revision, which stops at a preview.
pub(super) async fn import_revision(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    request: Request,
) -> Response {
    take(&state, &caller, Some(api), request).await
}

async fn take(state: &AppState, caller: &Caller, update: Option<String>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    // Whoever may not import need not send a document for it to be read.
    let permit = match caller.publisher() {
        Ok(permit) => permit,
        Err(refusal) => return state.refuse_form(head, Pairs::new(), refusal.into()).await,
    };
    if let Some(slug) = &update
        && let Err(refusal) = Job::check(state, &permit, slug).await
    {
        return state.refuse_form(head, Pairs::new(), refusal).await;
    }
    let mut form = match read(&head, body).await {
        Ok(form) => form,
        Err(error) => return state.refuse_form(head, Pairs::new(), error.into()).await,
    };
    match form.origin() {
        Ok(origin) => {
            let order = Order { origin, follow_references: !form.value("follow").is_empty() };
            let id = Job::begin(state, permit, order, form.options(update));
            Redirect::to(&paths::admin_import(&id)).into_response()
        }
        Err(error) => state.refuse_form(head, form.pairs, AppError::from(error)).await,
    }
}

#[derive(Default)]
struct Form {
    pairs: Pairs,
    files: Vec<File>,
}

impl Form {
    fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str())
    }

    /// The document: of the files, the text and the address the first that is there.
    fn origin(&mut self) -> Result<Origin, ApiError> {
        if !self.files.is_empty() {
            return Ok(Origin::Files(std::mem::take(&mut self.files)));
        }
        let text = self.value("text");
        if !text.trim().is_empty() {
            return Ok(Origin::Files(vec![File { name: String::new(), bytes: text.as_bytes().to_vec() }]));
        }
        let address = self.value("address").trim();
        if address.is_empty() {
            return Err(ApiError::field("file", Message::Required));
        }
        if !address.starts_with("http://") && !address.starts_with("https://") {
            return Err(ApiError::field("address", Message::NotAServiceUrl));
        }
        Ok(Origin::Address(address.to_owned()))
    }

    fn options(&self, update: Option<String>) -> Options {
        let given = |name| Some(self.value(name).trim().to_owned()).filter(|value| !value.is_empty());
        Options {
            dry_run: update.is_some(),
            update,
            name: given("name"),
            suffix: given("suffix"),
            published: !self.value("published").is_empty(),
        }
    }
}

async fn read(head: &Parts, body: axum::body::Body) -> Result<Form, ApiError> {
    let request = Request::from_parts(head.clone(), body);
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| ApiError::Malformed)?;
    let mut form = Form::default();
    while let Some(field) = multipart.next_field().await.map_err(refused)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            // Browsers send the name alone; whatever else sends a folder cannot mean one here.
            let name =
                field.file_name().and_then(|path| path.rsplit(['/', '\\']).next()).unwrap_or_default().to_owned();
            let bytes = bytes(field).await?;
            // A field without a file is sent as an empty one.
            form.files.extend(Some(File { name, bytes }).filter(|file| !file.bytes.is_empty()));
        } else {
            let text = String::from_utf8_lossy(&bytes(field).await?).into_owned();
            form.pairs.push((name, text));
        }
    }
    Ok(form)
}

async fn bytes(mut field: Field<'_>) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(refused)? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn refused(error: MultipartError) -> ApiError {
    unreadable(error.status())
}
