//! What Prometheus reads.

use std::collections::{HashMap, HashSet};

use super::recorder;
use super::text::{MEDIA_TYPE, Text, seconds};
use super::totals::{Counted, Kind, Times};
use crate::catalog::server::service::api_slugs;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};

/// The bounds of histograms: powers of two of microseconds, from a quarter of a millisecond to half a minute.
const BOUNDS: std::ops::RangeInclusive<u32> = 8..=25;

/// The metrics and their media type. Whoever sees everything may read them.
///
/// # Errors
/// `Unauthenticated` for guests, `Forbidden` for others who may not; when the catalog cannot be read.
pub async fn metrics(state: &AppState, caller: &Caller) -> Result<(&'static str, String), AppError> {
    if caller.signed_in().is_none() {
        return Err(ApiError::Unauthenticated.into());
    }
    if !caller.sees_everything() {
        return Err(ApiError::Forbidden.into());
    }
    let (totals, gauges) = recorder(state).totals();
    let kinds = totals.sorted();
    let slugs = slugs(state, &kinds).await?;
    let kinds: Vec<_> = kinds.into_iter().map(|(kind, counted)| (labels(kind, &slugs), counted)).collect();

    let mut text = Text::default();
    calls(&mut text, &kinds);
    histogram(&mut text, &kinds, "loggia_gateway_call_duration_seconds", "How long calls took in all.", |counted| {
        &counted.total
    });
    let help = "How long backends took to the first byte of their answers.";
    histogram(&mut text, &kinds, "loggia_gateway_backend_duration_seconds", help, |counted| &counted.backend);
    let in_flight = "Calls that are being answered.";
    text.single("loggia_gateway_calls_in_flight", "gauge", in_flight, gauges.in_flight);
    let generation = "The generation of the gateway's configuration.";
    text.single("loggia_gateway_configuration_generation", "gauge", generation, gauges.generation);
    text.single("loggia_usage_calls_waiting", "gauge", "Calls that wait to be written down.", gauges.waiting);
    text.single("loggia_usage_calls_dropped_total", "counter", "Calls that were never written down.", gauges.dropped);
    process(&mut text);
    Ok((MEDIA_TYPE, text.finish()))
}

/// The slugs of the APIs that calls were to.
async fn slugs(state: &AppState, kinds: &[(Kind<'_>, &Counted)]) -> Result<HashMap<ApiId, String>, AppError> {
    let apis = kinds.iter().filter_map(|(kind, _)| match kind {
        Kind::Of(api, _) => (*api).cloned(),
        Kind::Other => None,
    });
    let apis: HashSet<ApiId> = apis.collect();
    Ok(api_slugs(state, apis).await?.into_iter().map(|(id, slug, _)| (id, slug)).collect())
}

/// The labels of a kind: its API, by its slug while it has one, and its product.
fn labels(kind: Kind<'_>, slugs: &HashMap<ApiId, String>) -> (String, String) {
    match kind {
        Kind::Of(api, product) => {
            let api = api.map(|api| slugs.get(api).cloned().unwrap_or_else(|| api.to_string()));
            (api.unwrap_or_default(), product.map(ToString::to_string).unwrap_or_default())
        }
        // Neither a slug nor an id begins like this.
        Kind::Other => ("_other".to_owned(), "_other".to_owned()),
    }
}

type Labelled<'a> = ((String, String), &'a Counted);

fn calls(text: &mut Text, kinds: &[Labelled<'_>]) {
    let name = "loggia_gateway_calls_total";
    text.metric(name, "counter", "Calls that were answered, by API, product and kind of status.");
    for ((api, product), counted) in kinds {
        for (class, calls) in counted.by_class.iter().enumerate().filter(|(_, calls)| **calls > 0) {
            text.sample(name, &[("api", api), ("product", product), ("status", &format!("{class}xx"))], calls);
        }
    }
    let mut counter = |name: &str, help: &str, value: fn(&Counted) -> u64| {
        text.metric(name, "counter", help);
        for ((api, product), counted) in kinds {
            text.sample(name, &[("api", api), ("product", product)], value(counted));
        }
    };
    counter("loggia_gateway_cached_calls_total", "Calls that were answered from the cache.", |counted| counted.cached);
    counter("loggia_gateway_received_bytes_total", "Bytes of the bodies of calls.", |counted| counted.bytes_in);
    counter("loggia_gateway_sent_bytes_total", "Bytes of the bodies of answers.", |counted| counted.bytes_out);
}

fn histogram(text: &mut Text, kinds: &[Labelled<'_>], name: &str, help: &str, times: fn(&Counted) -> &Times) {
    text.metric(name, "histogram", help);
    let bucket = format!("{name}_bucket");
    for ((api, product), counted) in kinds {
        let times = times(counted);
        for bound in BOUNDS.map(|power| 1 << power) {
            let labels = [("api", api.as_str()), ("product", product.as_str()), ("le", &seconds(bound))];
            text.sample(&bucket, &labels, times.below(bound));
        }
        let labels = [("api", api.as_str()), ("product", product.as_str()), ("le", "+Inf")];
        text.sample(&bucket, &labels, times.count);
        let labels = [("api", api.as_str()), ("product", product.as_str())];
        text.sample(&format!("{name}_sum"), &labels, seconds(times.sum));
        text.sample(&format!("{name}_count"), &labels, times.count);
    }
}

/// What the system knows of this process (proc(5)); where it does not say, nothing is said.
fn process(text: &mut Text) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix(" kB")?.parse::<u64>().ok()
    };
    if let Some(resident) = kilobytes("VmRSS:") {
        text.single("process_resident_memory_bytes", "gauge", "Memory in use, in bytes.", resident * 1024);
    }
    if let Ok(files) = std::fs::read_dir("/proc/self/fd") {
        text.single("process_open_fds", "gauge", "Open files and connections.", files.count());
    }
    text.metric("loggia_build_info", "gauge", "Which Loggia this is.");
    text.sample("loggia_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
}
