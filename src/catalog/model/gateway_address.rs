//! Where an API's calls go on the gateway.

use super::{ApiInput, Location, VersionScheme};

/// The address of an API on the gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayAddress {
    /// What the paths of calls begin with, without a slash at its end.
    pub base_url: String,
    /// What names the version besides: where it stands, its name, the version's label.
    pub version: Option<(Location, String, String)>,
}

impl GatewayAddress {
    /// That of `api` on the gateway that clients reach at `public`.
    #[must_use]
    pub fn of(api: &ApiInput, public: &str) -> Self {
        let mut base_url = format!("{}/{}", public.trim_end_matches('/'), api.suffix);
        let label = || api.version.clone();
        let named = |place| Some((place, api.version_parameter.clone(), label()));
        let version = match api.version_scheme {
            _ if api.version.is_empty() => None,
            VersionScheme::None => None,
            VersionScheme::Path => {
                base_url.push('/');
                base_url.push_str(&api.version);
                None
            }
            VersionScheme::Header => named(Location::Header),
            VersionScheme::Query => named(Location::Query),
        };
        Self { base_url, version }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_stands_where_the_scheme_says() {
        for (scheme, version, base_url, expected) in [
            (VersionScheme::None, "", "https://api.example.com/gw/shop", None),
            (VersionScheme::Path, "v1", "https://api.example.com/gw/shop/v1", None),
            (VersionScheme::Path, "", "https://api.example.com/gw/shop", None),
            (VersionScheme::Header, "v1", "https://api.example.com/gw/shop", Some(Location::Header)),
            (VersionScheme::Query, "v1", "https://api.example.com/gw/shop", Some(Location::Query)),
            (VersionScheme::Query, "", "https://api.example.com/gw/shop", None),
        ] {
            let api = ApiInput {
                suffix: "shop".to_owned(),
                version: version.to_owned(),
                version_scheme: scheme,
                version_parameter: "api-version".to_owned(),
                ..ApiInput::default()
            };
            let address = GatewayAddress::of(&api, "https://api.example.com/gw/");
            let expected = expected.map(|place| (place, "api-version".to_owned(), version.to_owned()));
            assert_eq!((address.base_url.as_str(), address.version), (base_url, expected));
        }
    }
}
