//! The body of a call that has files in it, which are passed on as they come.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::extract::Multipart;
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::console::request::{File, Part, PartContent};

/// How many pieces wait for the backend.
const WAITING: usize = 2;

/// A piece of a body.
enum Piece {
    Bytes(Bytes),
    File { size: u64 },
}

/// The files that come behind a call, in the order in which it names them.
pub struct Files(Multipart);

impl Files {
    /// Those in the rest of `form`.
    #[must_use]
    pub const fn of(form: Multipart) -> Self {
        Self(form)
    }

    /// The only one, as a body.
    pub(super) fn single(self, file: &File) -> Body {
        self.body(vec![Piece::File { size: file.size }])
    }

    /// All of them, as the body whose `parts` they are, with `boundary` between them (RFC 7578).
    pub(super) fn multipart(self, parts: &[Part], boundary: &str) -> Body {
        self.body(pieces(parts, boundary))
    }

    fn body(self, pieces: Vec<Piece>) -> Body {
        let size = pieces.iter().map(|piece| match piece {
            Piece::Bytes(bytes) => bytes.len() as u64,
            Piece::File { size } => *size,
        });
        let size = size.fold(0, u64::saturating_add);
        let (sender, receiver) = channel(WAITING);
        // It ends with the browser's connection, or when the call that reads it is gone.
        tokio::spawn(async move {
            if let Err(Stop::Failed(error)) = pass(self.0, pieces, &sender).await {
                let _ = sender.send(Err(error)).await;
            }
        });
        Body::new(Upload { receiver, left: size })
    }
}

/// A body of parts without files.
pub(super) fn without_files(parts: &[Part], boundary: &str) -> Body {
    let bytes = pieces(parts, boundary).into_iter().filter_map(|piece| match piece {
        Piece::Bytes(bytes) => Some(bytes),
        Piece::File { .. } => None,
    });
    Body::from(bytes.collect::<Vec<_>>().concat())
}

fn pieces(parts: &[Part], boundary: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in parts {
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", escaped(&part.name));
        if let PartContent::File(file) = &part.content {
            head.push_str(&format!("; filename=\"{}\"", escaped(&file.name)));
        }
        let content_type = match (&part.content, part.content_type.as_str()) {
            (PartContent::File(_), "") => "application/octet-stream",
            (_, kind) => kind,
        };
        if !content_type.is_empty() {
            head.push_str(&format!("\r\nContent-Type: {content_type}"));
        }
        head.push_str("\r\n\r\n");
        pieces.push(Piece::Bytes(head.into()));
        pieces.push(match &part.content {
            PartContent::Text(text) => Piece::Bytes(text.clone().into()),
            PartContent::File(file) => Piece::File { size: file.size },
        });
        pieces.push(Piece::Bytes(Bytes::from_static(b"\r\n")));
    }
    pieces.push(Piece::Bytes(format!("--{boundary}--\r\n").into()));
    pieces
}

/// A name between quotation marks, as browsers write it (HTML, Multipart form data).
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

enum Stop {
    /// Nobody reads any more.
    Gone,
    /// The files did not come as they were announced.
    Failed(io::Error),
}

async fn pass(mut form: Multipart, pieces: Vec<Piece>, sender: &Sender<io::Result<Bytes>>) -> Result<(), Stop> {
    let failed = |error| Stop::Failed(io::Error::other(error));
    for piece in pieces {
        match piece {
            Piece::Bytes(bytes) => sender.send(Ok(bytes)).await.map_err(|_| Stop::Gone)?,
            Piece::File { .. } => {
                let mut field = form.next_field().await.map_err(failed)?.ok_or_else(|| {
                    Stop::Failed(io::Error::new(io::ErrorKind::UnexpectedEof, "a file of the call is missing"))
                })?;
                while let Some(bytes) = field.chunk().await.map_err(failed)? {
                    sender.send(Ok(bytes)).await.map_err(|_| Stop::Gone)?;
                }
            }
        }
    }
    Ok(())
}

/// A body that says how long it will be: backends there are that take no other.
struct Upload {
    receiver: Receiver<io::Result<Bytes>>,
    left: u64,
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let next = std::task::ready!(self.receiver.poll_recv(context));
        let Some(piece) = next else { return Poll::Ready(None) };
        Poll::Ready(Some(piece.and_then(|bytes| {
            let left = self.left.checked_sub(bytes.len() as u64);
            self.left =
                left.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "a file is longer than announced"))?;
            Ok(Frame::data(bytes))
        })))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
