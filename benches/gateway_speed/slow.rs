//! Clients that take their time: connections that are held and do next to nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// What a client does with its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Nothing.
    Idle,
    /// Sends its head a byte a second.
    SlowHead,
    /// Sends its body a byte a second.
    SlowBody,
    /// Reads an endless answer, a kilobyte every tenth of a second.
    SlowReader,
}

/// Clients that come back whenever they are sent away, until this is dropped.
pub struct Crowd {
    held: Arc<AtomicUsize>,
    _clients: JoinSet<()>,
}

impl Crowd {
    /// Lets `many` clients in, of each of these manners in turn.
    pub async fn come(gateway: SocketAddr, key: &str, manners: &[Manner], many: usize) -> Self {
        let held = Arc::new(AtomicUsize::new(0));
        let mut clients = JoinSet::new();
        for (number, manner) in (0..many).zip(manners.iter().copied().cycle()) {
            let (held, key) = (Arc::clone(&held), key.to_owned());
            clients.spawn(async move {
                loop {
                    if let Ok(stream) = connect(gateway, number).await {
                        held.fetch_add(1, Ordering::Relaxed);
                        let _ = behave(stream, manner, gateway, &key).await;
                        held.fetch_sub(1, Ordering::Relaxed);
                    }
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            });
            // The listener's queue of connections is not what is measured.
            if number % 100 == 99 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Self { held, _clients: clients }
    }

    /// How many are connected right now.
    pub fn held(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }
}

/// From several addresses, for one has too few ports, and the gateway may count connections by address.
async fn connect(gateway: SocketAddr, number: usize) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from(([127, 0, 1, u8::try_from(number % 200).unwrap() + 1], 0)))?;
    socket.connect(gateway).await
}

async fn behave(mut stream: TcpStream, manner: Manner, gateway: SocketAddr, key: &str) -> std::io::Result<()> {
    let second = Duration::from_secs(1);
    let head = |line: &str| format!("{line} HTTP/1.1\r\nHost: {gateway}\r\nOcp-Apim-Subscription-Key: {key}\r\n");
    match manner {
        Manner::Idle => {
            stream.read_u8().await?;
        }
        Manner::SlowHead => {
            for byte in head("GET /bench/small").into_bytes() {
                stream.write_all(&[byte]).await?;
                tokio::time::sleep(second).await;
            }
        }
        Manner::SlowBody => {
            stream.write_all((head("POST /bench/large") + "Content-Length: 1000000\r\n\r\n").as_bytes()).await?;
            loop {
                stream.write_all(b"x").await?;
                tokio::time::sleep(second).await;
            }
        }
        Manner::SlowReader => {
            stream.write_all((head("GET /bench/endless") + "\r\n").as_bytes()).await?;
            let mut piece = [0; 1024];
            while stream.read(&mut piece).await? > 0 {
                tokio::time::sleep(second / 10).await;
            }
        }
    }
    Ok(())
}
