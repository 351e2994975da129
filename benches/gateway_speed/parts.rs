//! The rows of the table.

use std::time::{Duration, Instant};

use hyper::Request;
use tokio::time::sleep;

use crate::Setting;
use crate::backend::LARGE;
use crate::client::Client;
use crate::load::{self, Found, Target, median};
use crate::loggia::{Loggia, SUFFIX};
use crate::process::{forget_peak, listens, peak, resident};
use crate::seed::{APIS, OPERATIONS, SUBSCRIPTIONS, seed};
use crate::slow::{Crowd, Manner};

/// Connections of a closed loop.
const CONNECTIONS: u32 = 64;
/// How often each is measured; the median counts.
const ROUNDS: usize = 3;
/// Seconds of a measurement.
const SECONDS: u32 = 8;
/// Calls a second of an open loop.
const PACE: u32 = 2_000;
/// Seconds before anything is measured.
const WARM_UP: u32 = 2;

/// A row of the table.
fn row(what: &str, cells: [&str; 5]) {
    println!("| {what} | {} |", cells.join(" | "));
}

fn errors(found: &[Found]) -> u64 {
    found.iter().map(|found| found.errors).sum()
}

/// The measurements of each target, taken in turns.
async fn in_turns<F: Future<Output = Found>>(targets: &[Target], measure: impl Fn(Target) -> F) -> Vec<Vec<Found>> {
    let mut found = vec![Vec::new(); targets.len()];
    for _ in 0..ROUNDS {
        for (target, found) in targets.iter().zip(&mut found) {
            found.push(measure(target.clone()).await);
        }
    }
    found
}

pub async fn closed(setting: &Setting) {
    let targets = [setting.direct("small"), setting.nginx("small"), setting.ours("small")];
    for target in &targets {
        load::closed(target, CONNECTIONS, WARM_UP, None).await;
    }
    let found =
        in_turns(&targets, |target| async move { load::closed(&target, CONNECTIONS, SECONDS, None).await }).await;
    let wrong = errors(&found.concat());
    let [direct, nginx, ours] = rates(found);
    let cells = [&format!("{direct:.0}/s"), &format!("{nginx:.0}/s"), &format!("{ours:.0}/s")];
    let ratio = format!("{:.2} × nginx, {wrong} errors", ours / nginx);
    row("closed loop, 64 connections, small JSON", [cells[0], cells[1], cells[2], &ratio, "≥ 0.7 × nginx"]);
}

fn rates<const N: usize>(found: Vec<Vec<Found>>) -> [f64; N] {
    let rates: Vec<f64> = found.into_iter().map(|found| median(found, |found| found.rate)).collect();
    rates.try_into().unwrap()
}

pub async fn open(setting: &Setting) {
    let targets = [setting.direct("small"), setting.nginx("small"), setting.ours("small")];
    let measure = |target: Target| async move { load::open(&target, CONNECTIONS, PACE, SECONDS).await };
    let found = in_turns(&targets, measure).await;
    let wrong = errors(&found.concat());
    let figures = [("p50", 0.4, (|found| found.p50) as fn(&Found) -> f64), ("p99", 1.5, |found| found.p99)];
    for (name, most, figure) in figures {
        let [direct, nginx, ours]: [f64; 3] =
            found.iter().map(|found| median(found.clone(), figure)).collect::<Vec<_>>().try_into().unwrap();
        let cells = [direct, nginx, ours].map(|value| format!("{value:.2} ms"));
        let added = format!("+ {:.2} ms, {wrong} errors", ours - direct);
        let reach = format!("≤ direct + {most} ms, no errors");
        row(&format!("open loop, {PACE}/s, {name}"), [&cells[0], &cells[1], &cells[2], &added, &reach]);
    }
}

pub async fn large(setting: &Setting) {
    let script = setting.data.path().join("upload.lua");
    std::fs::write(&script, format!("wrk.method = \"POST\"\nwrk.body = string.rep(\"x\", {LARGE})\n")).unwrap();
    let targets = [setting.direct("large"), setting.nginx("large"), setting.ours("large")];
    for (what, script) in [("1 MB answers", None), ("1 MB requests", Some(script.as_path()))] {
        let measure = |target: Target| async move { load::closed(&target, 16, SECONDS, script).await };
        let found = in_turns(&targets, measure).await;
        let wrong = errors(&found.concat());
        let [direct, nginx, ours]: [f64; 3] = rates(found);
        #[expect(clippy::cast_precision_loss, reason = "a million is exact")]
        let cells = [direct, nginx, ours].map(|rate| format!("{:.0} MB/s", rate * LARGE as f64 / 1e6));
        let ratio = format!("{:.2} × nginx, {wrong} errors", ours / nginx);
        row(what, [&cells[0], &cells[1], &cells[2], &ratio, "≥ 0.8 × nginx"]);
    }
}

/// Others' p99 while one backend answers nobody.
pub async fn hung(setting: &Setting) {
    let others = setting.ours("small");
    let measure = || load::open(&others, CONNECTIONS, PACE / 2, SECONDS);
    let mut alone = Vec::new();
    let mut beside = Vec::new();
    for _ in 0..ROUNDS {
        alone.push(measure().await);
        let hung = setting.hung();
        let hanging = tokio::spawn(async move { load::closed(&hung, 200, SECONDS + 2, None).await });
        sleep(Duration::from_secs(1)).await;
        beside.push(measure().await);
        hanging.await.unwrap();
    }
    let wrong = errors(&alone) + errors(&beside);
    let [alone, beside] = [alone, beside].map(|found| median(found, |found| found.p99));
    let ratio = format!("{:+.0} %, {wrong} errors", (beside / alone - 1.0) * 100.0);
    let cells = [format!("{alone:.2} ms alone"), format!("{beside:.2} ms")];
    row("one hung backend with 200 calls, others' p99", ["–", &cells[0], &cells[1], &ratio, "≤ + 10 %"]);
}

/// The memory for many who read endless answers slowly, and whether it is given back.
pub async fn readers(setting: &Setting) {
    let process = setting.ours.id();
    // A program that has answered nobody yet has most of its own code on the disk still.
    load::closed(&setting.ours("small"), CONNECTIONS, WARM_UP, None).await;
    sleep(Duration::from_secs(20)).await;
    let idle = resident(process);
    forget_peak(process);
    let crowd = Crowd::come(setting.ours.gateway, &setting.key, &[Manner::SlowReader], 1_000).await;
    sleep(Duration::from_secs(20)).await;
    let (held, most) = (crowd.held(), peak(process));
    drop(crowd);
    let after = settled(process, idle + idle / 10).await;
    let cells = [format!("{idle} MB idle"), format!("{most} MB"), format!("{held} held, {after} MB after")];
    row("1,000 slow readers of endless bodies", ["–", &cells[0], &cells[1], &cells[2], "≤ 256 MB, idle + 10 % after"]);
}

/// Waits until a process has no more than so many megabytes; what it has then, or after half a minute.
async fn settled(process: u32, megabytes: u64) -> u64 {
    let began = Instant::now();
    loop {
        let now = resident(process);
        if now <= megabytes || began.elapsed() > Duration::from_secs(30) {
            return now;
        }
        sleep(Duration::from_secs(1)).await;
    }
}

/// Good traffic's p99 beside thousands of connections that do nothing, or little.
pub async fn crowd(setting: &Setting) {
    let process = setting.ours.id();
    let good = setting.ours("small");
    let alone = load::open(&good, 16, 500, SECONDS).await;
    let idle = resident(process);
    forget_peak(process);
    let manners = [Manner::Idle, Manner::SlowHead, Manner::SlowBody];
    let crowd = Crowd::come(setting.ours.gateway, &setting.key, &manners, 9_000).await;
    sleep(Duration::from_secs(1)).await;
    let before = crowd.held();
    let beside = load::open(&good, 16, 500, SECONDS).await;
    let held = before.min(crowd.held());
    let most = peak(process);
    drop(crowd);
    let cells = [format!("{:.2} ms alone", alone.p99), format!("{:.2} ms", beside.p99)];
    let held = format!("{held} held, {} MB more, {} errors", most.saturating_sub(idle), beside.errors);
    row("9,000 idle, slow-head and slow-body connections, good p99", ["–", &cells[0], &cells[1], &held, "≤ 20 ms"]);
}

/// The same calls with a large catalog, next to a small one that is as young: neither has written down more calls.
pub async fn catalog(setting: &Setting) {
    let (data, small_data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let backend = setting.backend.address;
    let (small_key, _) = crate::publish(small_data.path(), crate::LIMITS, backend, None).await;
    let small = Loggia::started(small_data.path(), &[backend]).await;
    let (key, _) = crate::publish(data.path(), crate::LIMITS, backend, None).await;
    let began = Instant::now();
    seed(data.path()).await;
    println!("<!-- seeded in {:.0} s -->", began.elapsed().as_secs_f64());
    let began = Instant::now();
    let ours = Loggia::start(data.path(), &[backend]);
    listens(ours.gateway).await;
    // It accepts before it has read its catalog.
    let mut client = Client::connect(ours.gateway).await.unwrap();
    let request = Request::get(format!("/{SUFFIX}/small")).header(crate::KEY_HEADER, &key);
    assert_eq!(client.send(request, "").await.unwrap().status, 200);
    let started = began.elapsed().as_secs_f64();
    let targets = [(&small, small_key), (&ours, key)].map(|(portal, key)| Target {
        url: portal.url(SUFFIX, "small"),
        headers: vec![format!("{}: {key}", crate::KEY_HEADER)],
    });
    for target in &targets {
        load::closed(target, CONNECTIONS, WARM_UP, None).await;
    }
    let found =
        in_turns(&targets, |target| async move { load::closed(&target, CONNECTIONS, SECONDS, None).await }).await;
    small.stop().await;
    let [small, large]: [f64; 2] = rates(found);
    let what = format!("{APIS} APIs, {} operations, {SUBSCRIPTIONS} subscriptions", APIS * OPERATIONS);
    let ratio = format!("{:+.1} %, start {started:.1} s, {} MB", (large / small - 1.0) * 100.0, resident(ours.id()));
    let cells = [format!("{small:.0}/s small"), format!("{large:.0}/s")];
    row(&what, ["–", &cells[0], &cells[1], &ratio, "± 5 %, ≤ 5 s, ≤ 500 MB"]);
    ours.stop().await;
}
