//! Who may import whom.

use super::place::{Layer, Place};

/// The rooms that put all others together; nobody else imports them.
const ROOF: [&str; 8] = ["admin", "app", "cli", "lib", "main", "rest", "tests", "web"];
/// The rooms that exist on the server only and have no layers.
const SERVER_ROOMS: [&str; 4] = ["demo", "gateway", "notifications", "snapshot"];
/// Whose server half may use whose. There is no way back, so there is no cycle.
const SERVERS: [(&str, &[&str]); 14] = [
    ("analytics", &["catalog", "identity", "products"]),
    ("catalog", &["audit", "identity", "notifications"]),
    ("console", &["audit", "catalog", "environments", "gateway", "identity", "notifications", "policies", "products"]),
    ("credentials", &["audit", "catalog", "identity"]),
    ("demo", &["catalog", "identity", "products", "recipes"]),
    ("environments", &["identity"]),
    ("gateway", &["analytics", "catalog", "credentials", "notifications", "policies", "products"]),
    ("identity", &["audit", "notifications"]),
    ("openapi", &["catalog", "identity", "notifications"]),
    ("policies", &["audit", "catalog", "identity", "products"]),
    ("products", &["audit", "catalog", "identity", "notifications"]),
    ("recipes", &["audit", "catalog", "identity", "openapi"]),
    ("site", &["audit", "catalog", "identity", "products"]),
    ("snapshot", &["catalog", "console", "identity", "openapi", "policies", "products", "recipes", "site"]),
];

/// Whether what stands at `from` may import what stands at `to`; the error says which rule it breaks.
pub(super) fn check(from: &Place, to: &Place) -> Result<(), &'static str> {
    let is_own = from.room == to.room;
    if to.room == "kernel" || ROOF.contains(&from.room.as_str()) || (is_own && is_whole(from)) {
        return Ok(());
    }
    if ROOF.contains(&to.room.as_str()) {
        return Err("nobody imports what puts the rooms together");
    }
    match from.room.as_str() {
        "kernel" => return Err("the kernel imports nothing of ours"),
        "paths" => return Err("paths know the kernel only"),
        "platform" => return Err("the platform imports no room"),
        "ui" => return allow(matches!(to.room.as_str(), "paths" | "i18n"), "ui components know no room"),
        _ => {}
    }
    match layer(from) {
        Layer::Root | Layer::Model | Layer::Rules => {
            allow(is_pure(is_own, to) || to.room == "paths", "model and rules know models and paths")
        }
        Layer::Api => allow(
            is_pure(is_own, to)
                || is_own && to.layer == Layer::Server
                || is_permit(to)
                || matches!(to.room.as_str(), "platform" | "i18n"),
            "an api knows its own server, the models and languages",
        ),
        Layer::View => allow(
            is_pure(is_own, to) || matches!(to.layer, Layer::Api | Layer::View) || is_drawn(to),
            "a view knows apis, models, views, ui and paths",
        ),
        Layer::Routes => allow(
            is_pure(is_own, to)
                || is_own && matches!(to.layer, Layer::Routes | Layer::Server)
                || is_permit(to)
                || matches!(to.room.as_str(), "platform" | "paths" | "i18n"),
            "routes know their own server, the platform, paths and languages",
        ),
        Layer::Store => allow(
            is_own && matches!(to.layer, Layer::Model | Layer::Rules | Layer::Store) || to.room == "platform",
            "a store knows its own model and the platform",
        ),
        Layer::Server => allow(
            is_pure(is_own, to)
                || is_own && matches!(to.layer, Layer::Server | Layer::Store)
                || to.room == "platform"
                || is_drawn(to)
                || is_service(from, to),
            "a service knows its own store, and services of the rooms that the table names",
        ),
    }
}

fn allow(is_allowed: bool, rule: &'static str) -> Result<(), &'static str> {
    if is_allowed { Ok(()) } else { Err(rule) }
}

/// Rooms without layers, and the roots of the others, may use all of their own.
fn is_whole(from: &Place) -> bool {
    from.layer == Layer::Root || is_shared(from) || SERVER_ROOMS.contains(&from.room.as_str())
}

/// What every room stands on and is itself no room of people.
fn is_shared(place: &Place) -> bool {
    matches!(place.room.as_str(), "kernel" | "paths" | "ui" | "platform" | "i18n")
}

/// The layer whose rules hold for imports from here.
fn layer(from: &Place) -> Layer {
    if SERVER_ROOMS.contains(&from.room.as_str()) { Layer::Server } else { from.layer }
}

/// Any room's model, or one's own rules.
fn is_pure(is_own: bool, to: &Place) -> bool {
    let is_server_room = SERVER_ROOMS.contains(&to.room.as_str());
    (to.layer == Layer::Model && !is_shared(to) && !is_server_room) || is_own && to.layer == Layer::Rules
}

/// What pages are drawn with.
fn is_drawn(to: &Place) -> bool {
    matches!(to.room.as_str(), "ui" | "paths" | "i18n")
}

/// The permits that services ask for, and who calls.
fn is_permit(to: &Place) -> bool {
    to.room == "identity" && to.layer == Layer::Server
}

fn is_service(from: &Place, to: &Place) -> bool {
    let known = SERVERS.iter().find(|(room, _)| *room == from.room).map_or(&[][..], |(_, rooms)| rooms);
    (matches!(to.layer, Layer::Server | Layer::Rules) || SERVER_ROOMS.contains(&to.room.as_str()))
        && known.contains(&to.room.as_str())
}
