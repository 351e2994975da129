//! References to other addresses, fetched when somebody asked for that.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};
use url::Url;

use super::bundle::Bundle;
use super::fetch::{FetchError, fetch};
use super::import::ImportError;
use super::progress::{Progress, aside};
use super::read::MOST_BYTES;
use crate::kernel::Failure;
use crate::platform::AppState;

/// The most files that are fetched.
const MOST: usize = 100;
/// How long all of them may take, so that slow servers do not hold an import for hours.
const PATIENCE: Duration = Duration::from_secs(300);

/// Fetches what `bundle` refers to and what that refers to, each address once. What cannot be fetched is noted in the
/// bundle, and nothing is sent but the request. `size` is what there is already, in bytes.
///
/// # Errors
/// [`ImportError::Cancelled`] at once when somebody cancels.
pub(super) async fn follow(
    state: &AppState,
    mut bundle: Bundle,
    size: usize,
    progress: &Progress,
) -> Result<Bundle, ImportError> {
    let deadline = Instant::now() + PATIENCE;
    let (mut files, mut bytes) = (MOST, MOST_BYTES.saturating_sub(size));
    loop {
        let wanted;
        (bundle, wanted) = aside(move || {
            let wanted = bundle.wanted();
            (bundle, wanted)
        })
        .await?;
        if wanted.is_empty() {
            return Ok(bundle);
        }
        for address in wanted {
            progress.go_on()?;
            if files == 0 {
                bundle.fail(address, &format!("at most {MOST} files are fetched"));
                continue;
            }
            files -= 1;
            let Ok(url) = Url::parse(&address) else {
                bundle.fail(address, &FetchError::NotAnAddress.to_string());
                continue;
            };
            match progress.wait(timeout_at(deadline, fetch(state, &url, bytes))).await? {
                Err(_) => bundle.fail(address, &format!("fetching took more than {} s in all", PATIENCE.as_secs())),
                Ok(Err(error)) => bundle.fail(address, &reason(&error)),
                Ok(Ok(fetched)) => {
                    bytes = bytes.saturating_sub(fetched.bytes.len());
                    bundle = aside(move || {
                        bundle.add(address, &fetched);
                        bundle
                    })
                    .await?;
                }
            }
        }
    }
}

/// Why a reference was not followed, for a sentence that names it.
fn reason(error: &FetchError) -> String {
    match error {
        FetchError::Failed(Failure::Blocked) => "calls may not reach this address; an operator can allow it with \
             --outbound-allow or LOGGIA_OUTBOUND_ALLOW"
            .to_owned(),
        FetchError::TooLarge => format!("all files together may have {} MB", MOST_BYTES / 1_000_000),
        other => other.to_string(),
    }
}
