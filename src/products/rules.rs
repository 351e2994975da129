//! What products, tiers and subscriptions have to look like. Pure, for the server and the browser alike.

use super::model::{ProductInput, Tier};
use crate::kernel::{Checks, FieldError, Message, Timestamp};

/// The most characters of a product's id.
pub const ID_MOST: usize = 80;
/// The most characters of a name.
pub const NAME_MOST: usize = 100;
/// The most characters of what a tier costs.
pub const PRICE_MOST: usize = 100;
/// The most characters of a description or of terms.
pub const TEXT_MOST: usize = 100_000;
/// The most characters of why something was done to a subscription.
pub const REASON_MOST: usize = 1_000;
/// The most tiers of a product.
pub const TIERS: usize = 20;
/// The most APIs of a product.
pub const APIS: usize = 10_000;
/// The most subscriptions that a person may ever have asked for.
pub const SUBSCRIPTIONS: usize = 200;
/// How many milliseconds a key that was replaced still opens unless something else is chosen: an hour.
pub const OVERLAP: i64 = 60 * 60 * 1_000;
/// The most milliseconds that it may: 7 days.
pub const OVERLAP_MOST: i64 = 7 * 24 * OVERLAP;
/// The overlaps that the form offers, in hours.
pub const OVERLAPS_OFFERED: [i64; 4] = [0, 1, 24, 7 * 24];
/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000;
/// Words that stand in the portal's own addresses where a product's id would stand.
const RESERVED: [&str; 1] = ["new"];

/// The input without stray white space and repeated APIs.
#[must_use]
pub fn tidy_product(input: ProductInput) -> ProductInput {
    let mut apis = Vec::with_capacity(input.apis.len());
    for api in input.apis {
        if !apis.contains(&api) {
            apis.push(api);
        }
    }
    let tidy_tier =
        |tier: Tier| Tier { name: tier.name.trim().to_owned(), price: tier.price.trim().to_owned(), ..tier };
    ProductInput {
        id: input.id.as_str().trim().to_owned().into(),
        name: input.name.trim().to_owned(),
        apis,
        tiers: input.tiers.into_iter().map(tidy_tier).collect(),
        ..input
    }
}

/// What is wrong with a tidied input, by the field names of the product's form.
#[must_use]
pub fn check_product(input: &ProductInput) -> Vec<FieldError> {
    let mut checks = Checks::new();
    check_id(&mut checks, input.id.as_str());
    checks.text("name", &input.name, NAME_MOST);
    checks.one_line("name", &input.name);
    checks.optional_text("description", &input.description, TEXT_MOST);
    checks.optional_text("terms", &input.terms, TEXT_MOST);
    if input.apis.len() > APIS {
        checks.complain("apis", Message::TooMany { most: APIS });
    }
    if input.subscription_limit == Some(0) {
        checks.complain("subscription_limit", Message::NotAnInteger);
    }
    if input.tiers.is_empty() {
        checks.complain("tiers", Message::Required);
    } else if input.tiers.len() > TIERS {
        checks.complain("tiers", Message::TooMany { most: TIERS });
    }
    for (at, tier) in input.tiers.iter().enumerate() {
        check_tier(&mut checks, at, tier, input.tiers.get(..at).unwrap_or_default());
    }
    checks.into_fields()
}

fn check_tier(checks: &mut Checks, at: usize, tier: &Tier, before: &[Tier]) {
    let name = format!("tiers.{at}.name");
    checks.text(&name, &tier.name, NAME_MOST);
    checks.one_line(&name, &tier.name);
    if before.iter().any(|other| is_same_name(&other.name, &tier.name)) && !checks.has(&name) {
        checks.complain(&name, Message::Taken);
    }
    let price = format!("tiers.{at}.price");
    checks.optional_text(&price, &tier.price, PRICE_MOST);
    checks.one_line(&price, &tier.price);
}

/// Whether two names of tiers of a product are one.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Complains about an id that is missing or that cannot be one.
fn check_id(checks: &mut Checks, id: &str) {
    checks.text("id", id, ID_MOST);
    let is_word = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if checks.has("id") {
        // Said already.
    } else if !is_word || id.starts_with('-') || id.ends_with('-') {
        checks.complain("id", Message::NotASlug);
    } else if RESERVED.contains(&id) {
        checks.complain("id", Message::ReservedSlug);
    }
}

/// Checks the name of a subscription, without the white space around it.
pub fn check_name(checks: &mut Checks, name: &str) {
    checks.text("name", name, NAME_MOST);
    checks.one_line("name", name);
}

/// The end of the day that `text` says, in UTC, as forms have it: `2026-11-22`.
///
/// # Errors
/// [`Message::NotADate`].
pub fn end_of_day(text: &str) -> Result<Timestamp, Message> {
    let mut parts = text.trim().splitn(3, '-').map(|part| {
        let is_plain = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i64>().ok().filter(|_| is_plain)
    });
    let (Some(Some(year)), Some(Some(month)), Some(Some(day))) = (parts.next(), parts.next(), parts.next()) else {
        return Err(Message::NotADate);
    };
    if year < 1970 {
        return Err(Message::NotADate);
    }
    Timestamp::of_day(year, month, day).map(|day| day.plus(DAY - 1)).ok_or(Message::NotADate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(change: impl FnOnce(&mut ProductInput)) -> Vec<(String, Message)> {
        let tier = Tier { name: "Free".to_owned(), ..Tier::default() };
        let mut input = ProductInput::new("starter", "Starter", tier);
        change(&mut input);
        check_product(&tidy_product(input)).into_iter().map(|error| (error.field, error.message)).collect()
    }

    #[test]
    fn what_is_in_order_is_accepted_and_mistakes_stand_at_their_fields() {
        assert_eq!(complaints(|_| ()), []);
        let tier = |name: &str| Tier { name: name.to_owned(), ..Tier::default() };
        for (input, field, message) in [
            (complaints(|input| input.id = String::new().into()), "id", Message::Required),
            (complaints(|input| input.id = "Starter".to_owned().into()), "id", Message::NotASlug),
            (complaints(|input| input.id = "-a".to_owned().into()), "id", Message::NotASlug),
            (complaints(|input| input.id = "new".to_owned().into()), "id", Message::ReservedSlug),
            (complaints(|input| input.name = " ".to_owned()), "name", Message::Required),
            (complaints(|input| input.subscription_limit = Some(0)), "subscription_limit", Message::NotAnInteger),
            (complaints(|input| input.tiers.clear()), "tiers", Message::Required),
            (complaints(|input| input.tiers.push(tier(" FREE "))), "tiers.1.name", Message::Taken),
            (complaints(|input| input.tiers.push(tier(""))), "tiers.1.name", Message::Required),
        ] {
            assert_eq!(input, [(field.to_owned(), message)]);
        }
    }

    #[test]
    fn days_end_where_the_next_begins() {
        for (text, moment) in
            [("1970-01-01", 86_399_999), ("2000-02-29", 951_868_799_999), ("2026-11-21", 1_795_305_599_999)]
        {
            assert_eq!(end_of_day(text), Ok(Timestamp(moment)), "{text}");
        }
        for text in
            ["", "2026", "2026-13-01", "2026-00-01", "2025-02-29", "1900-02-29", "2026-04-31", "x-1-1", "99999-1-1"]
        {
            assert_eq!(end_of_day(text), Err(Message::NotADate), "{text}");
        }
    }
}
