//! What the system knows of processes.

use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;

/// The memory that a process has resident now, in megabytes.
pub fn resident(process: u32) -> u64 {
    of_status(process, "VmRSS:")
}

/// The most memory that it had resident since [`forget_peak`], in megabytes.
pub fn peak(process: u32) -> u64 {
    of_status(process, "VmHWM:")
}

/// From here on, the most is counted anew (proc(5), clear_refs).
pub fn forget_peak(process: u32) {
    std::fs::write(format!("/proc/{process}/clear_refs"), "5").unwrap();
}

fn of_status(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

/// An address on loopback that nobody listens on.
pub fn free_address() -> SocketAddr {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap()
}

/// Waits until somebody listens there; how long it took.
pub async fn listens(address: SocketAddr) -> Duration {
    let began = Instant::now();
    while TcpStream::connect(address).await.is_err() {
        assert!(began.elapsed() < Duration::from_secs(60), "nobody listens on {address}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    began.elapsed()
}
