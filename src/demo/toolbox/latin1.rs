//! Text that is not UTF-8.

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

/// "Grüße aus Österreich, garçon: ½ £ 3" in ISO 8859-1.
const TEXT: &[u8] = b"Gr\xfc\xdfe aus \xd6sterreich, gar\xe7on: \xbd \xa3 3\n";

pub(super) async fn latin1() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; charset=iso-8859-1")], TEXT)
}
