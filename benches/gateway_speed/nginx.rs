//! nginx as Debian packages it, set up to do as much: a reverse proxy with a map of keys, `limit_req` and an access log.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command};

use crate::process::{free_address, listens};

/// An nginx that runs until this is dropped.
pub struct Nginx {
    pub address: SocketAddr,
    process: Child,
}

/// How many keys its map has besides the one that is used.
const OTHERS: usize = 1_000;

impl Nginx {
    /// Starts one in `folder` that lets calls with `key` through to `backend`.
    pub async fn start(folder: &Path, backend: SocketAddr, key: &str) -> Self {
        let address = free_address();
        std::fs::write(folder.join("nginx.conf"), configuration(folder, address, backend, key)).unwrap();
        let process = Command::new("/usr/sbin/nginx")
            .arg("-p")
            .arg(folder)
            .args(["-c", "nginx.conf", "-e", "error.log"])
            .spawn()
            .expect("apt-get install nginx-light");
        listens(address).await;
        Self { address, process }
    }
}

/// Asked to, it ends its workers; killed, it would leave them behind.
impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        let _ = self.process.wait();
    }
}

/// Bodies go through memory: on the disk, where nginx puts them otherwise, large ones would be slower.
fn configuration(folder: &Path, address: SocketAddr, backend: SocketAddr, key: &str) -> String {
    let mut keys = String::new();
    for number in 0..OTHERS {
        writeln!(keys, "    lgs_other{number:032} other{number};").unwrap();
    }
    let folder = folder.display();
    format!(
        r#"daemon off;
user root root;
worker_processes 2;
worker_rlimit_nofile 65536;
pid {folder}/nginx.pid;
events {{ worker_connections 20000; }}
http {{
  access_log {folder}/access.log combined;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  map_hash_bucket_size 128;
  map $http_ocp_apim_subscription_key $consumer {{
    default "";
    {key} bench;
{keys}  }}
  limit_req_zone $consumer zone=consumers:10m rate=1000000r/s;
  upstream backend {{ server {backend}; keepalive 64; keepalive_requests 1000000; }}
  server {{
    listen {address} backlog=4096;
    keepalive_requests 1000000;
    client_max_body_size 0;
    location / {{
      if ($consumer = "") {{ return 401; }}
      limit_req zone=consumers burst=1000000 nodelay;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Ocp-Apim-Subscription-Key "";
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_request_buffering off;
      proxy_buffers 16 64k;
      proxy_busy_buffers_size 128k;
      proxy_pass http://backend;
    }}
  }}
}}
"#
    )
}
