//! Calls as they are written: a transaction of some thousands at a time.

use std::collections::HashMap;
use std::net::IpAddr;

use sqlx::SqliteConnection;

use super::record::{Call, Recorder};
use super::store::{self, Counts, NewCall, Series};
use crate::analytics::rules;
use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ProductId, SubscriptionId};
use crate::platform::config::ClientAddress;
use crate::platform::{AppError, Db, throttle};
use crate::products::server::gateway::note_used;

/// Milliseconds.
pub(super) const DAY: i64 = 24 * 60 * 60 * 1000;
/// How many series and subscriptions are remembered.
const KNOWN: usize = 100_000;
/// How many milliseconds old the note of a subscription's last use may get before it is written anew.
const NOTED_EVERY: i64 = 60 * 1000;

/// What earlier batches found or wrote, which need not be done again.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The numbers of series.
    series: HashMap<Series, i64>,
    /// When each subscription was noted to have been used.
    used: HashMap<SubscriptionId, Timestamp>,
    /// How often series had been removed when it was found.
    removals: u64,
}

impl Known {
    /// Forgets all.
    pub(super) fn forget(&mut self) {
        self.series.clear();
        self.used.clear();
    }

    /// Forgets what may have been removed since it was found.
    fn forget_removed(&mut self, removals: u64) {
        if std::mem::replace(&mut self.removals, removals) != removals {
            self.forget();
        }
    }
}

/// Writes calls, all or none of them.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn write(
    db: &Db,
    recorder: &Recorder,
    known: &mut Known,
    client: ClientAddress,
    calls: &[Call],
) -> Result<(), AppError> {
    let mut transaction = db.write_unwatched().await?;
    known.forget_removed(recorder.removals());
    let (numbers, new) = numbers(&mut transaction, known, calls).await?;
    let mut days: HashMap<(i64, i64), Counts> = HashMap::new();
    let mut times: HashMap<(i64, i64, u32), i64> = HashMap::new();
    let mut rows = Vec::with_capacity(calls.len());
    for (call, series) in calls.iter().zip(numbers) {
        let day = day_of(call.at.0);
        count(days.entry((series, day)).or_default(), call);
        *times.entry((series, day, rules::span(call.total_us))).or_default() += 1;
        rows.push(row(call, series, client));
    }
    // In the order of the tables' keys, which costs less.
    let mut days: Vec<_> = days.into_iter().collect();
    days.sort_unstable_by_key(|(key, _)| *key);
    let mut times: Vec<_> = times.into_iter().collect();
    times.sort_unstable_by_key(|(key, _)| *key);
    store::insert_calls(&mut transaction, rows).await?;
    store::add_days(&mut transaction, &days).await?;
    store::add_times(&mut transaction, &times).await?;
    let used = used(known, calls);
    note_used(&mut transaction, &used).await?;
    transaction.commit().await?;
    // Not before: where it fails, none of it holds.
    known.series.extend(new);
    known.used.extend(used);
    Ok(())
}

/// The first millisecond of a moment's day in UTC.
pub(super) const fn day_of(at: i64) -> i64 {
    at - at.rem_euclid(DAY)
}

/// The numbers of the series of calls, in their order, and those series that were not known.
async fn numbers(
    db: &mut SqliteConnection,
    known: &mut Known,
    calls: &[Call],
) -> Result<(Vec<i64>, HashMap<Series, i64>), AppError> {
    if known.series.len().max(known.used.len()) > KNOWN {
        known.forget();
    }
    let mut new = HashMap::new();
    // Those of this batch, which need no copy to be found.
    let mut found: HashMap<Series<&str>, i64> = HashMap::new();
    let mut numbers = Vec::with_capacity(calls.len());
    for call in calls {
        let series = series(call);
        let number = match found.get(&series) {
            Some(number) => *number,
            None => {
                let own = series.to_owned();
                let number = match known.series.get(&own) {
                    Some(number) => *number,
                    None => {
                        let number = store::find_or_insert_series(db, &own).await?;
                        new.insert(own, number);
                        number
                    }
                };
                found.insert(series, number);
                number
            }
        };
        numbers.push(number);
    }
    Ok((numbers, new))
}

/// The subscriptions that were used, with the time, unless that was noted not long ago.
fn used(known: &Known, calls: &[Call]) -> Vec<(SubscriptionId, Timestamp)> {
    let mut used: HashMap<&SubscriptionId, Timestamp> = HashMap::new();
    for call in calls {
        let Some(id) = &call.subscription else { continue };
        if known.used.get(id).is_none_or(|noted| call.at >= noted.plus(NOTED_EVERY)) {
            let latest = used.entry(id).or_insert(call.at);
            *latest = call.at.max(*latest);
        }
    }
    used.into_iter().map(|(id, at)| (id.clone(), at)).collect()
}

fn series(call: &Call) -> Series<&str> {
    Series {
        subscription: call.subscription.as_ref().map_or("", SubscriptionId::as_str),
        product: call.product.as_ref().map_or("", ProductId::as_str),
        api: call.api.as_ref().map_or("", ApiId::as_str),
        operation: call.operation.as_deref().unwrap_or_default(),
    }
}

fn count(counts: &mut Counts, call: &Call) {
    counts.calls += 1;
    counts.refused += i64::from((400..500).contains(&call.status));
    counts.failed += i64::from(call.status >= 500);
    counts.bytes_in = counts.bytes_in.saturating_add(whole(call.bytes_in));
    counts.bytes_out = counts.bytes_out.saturating_add(whole(call.bytes_out));
}

fn row(call: &Call, series: i64, client: ClientAddress) -> NewCall {
    NewCall {
        at: call.at.0,
        series,
        method: call.method.as_str().to_owned(),
        status: i64::from(call.status),
        bytes_in: whole(call.bytes_in),
        bytes_out: whole(call.bytes_out),
        total_us: whole(call.total_us),
        backend_us: call.backend_us.map(whole),
        cached: call.cache,
        client: call.client.and_then(|address| kept(address, client)),
    }
}

/// What is kept of a caller's address.
fn kept(address: IpAddr, client: ClientAddress) -> Option<String> {
    match (client, address.to_canonical()) {
        (ClientAddress::Off, _) => None,
        (ClientAddress::Full, address) => Some(address.to_string()),
        (ClientAddress::Network, IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            Some(format!("{a}.{b}.{c}.0/24"))
        }
        (ClientAddress::Network, address) => Some(throttle::origin(address)),
    }
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_chosen() {
        for (address, network, full) in [
            ("192.0.2.7", "192.0.2.0/24", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.0/24", "192.0.2.7"),
            ("2001:db8:1:2::9", "2001:db8:1:2::/64", "2001:db8:1:2::9"),
        ] {
            let address = address.parse().unwrap();
            assert_eq!(kept(address, ClientAddress::Off), None);
            assert_eq!(kept(address, ClientAddress::Network).as_deref(), Some(network));
            assert_eq!(kept(address, ClientAddress::Full).as_deref(), Some(full));
        }
    }

    #[test]
    fn days_begin_at_midnight_in_utc() {
        assert_eq!([0, DAY - 1, DAY, -1].map(day_of), [0, 0, DAY, -DAY]);
    }
}
