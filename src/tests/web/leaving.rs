//! People who leave before their page is there.

use std::net::SocketAddr;
use std::panic;
use std::sync::Arc;
use std::time::Duration;

use loggia::demo;
use parking_lot::Mutex;

use crate::support::TestApp;

/// How many read at the same time, and how many pages each.
const AT_ONCE: u64 = 8;
const PAGES: u64 = 200;
/// How long they wait, in microseconds.
const LONGEST: u64 = 40_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pages_whose_readers_leave_end_without_a_panic() {
    let app = Arc::new(TestApp::new().await);
    demo::seed(&app.state, SocketAddr::from(([127, 0, 0, 1], 9))).await.unwrap();
    for path in ["/", "/sign-in", "/products"] {
        assert_eq!(app.get(path).await.status, 200, "{path}");
    }
    let panics = Arc::new(Mutex::new(Vec::new()));
    let (noted, before) = (Arc::clone(&panics), panic::take_hook());
    panic::set_hook(Box::new(move |panic| noted.lock().push(panic.to_string())));
    let readers = (0..AT_ONCE).map(|reader| {
        let app = Arc::clone(&app);
        tokio::spawn(async move {
            for page in 0..PAGES {
                let path = ["/", "/sign-in", "/products"][(reader + page) as usize % 3];
                // From before its first line until after its last.
                let patience = Duration::from_micros((reader * PAGES + page) * 97 % LONGEST);
                let _ = tokio::time::timeout(patience, app.get(path)).await;
            }
        })
    });
    for reader in readers.collect::<Vec<_>>() {
        reader.await.unwrap();
    }
    // What was left behind has its turn.
    tokio::time::sleep(Duration::from_millis(100)).await;
    panic::set_hook(before);
    assert_eq!(*panics.lock(), [""; 0]);
}
