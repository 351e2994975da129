//! Every call that leaves this process.

/// A network or a host:port pair that may be reached although it is not public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed(String);

impl<'de> serde::Deserialize<'de> for Allowed {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "everything" {
            return Err(serde::de::Error::custom("x"));
        }
        Ok(Self(text))
    }
}

/// Stub.
#[derive(Clone, Debug)]
pub struct Policy;

impl Policy {
    /// Stub.
    #[must_use]
    pub fn new(_: Vec<Allowed>, _: Vec<std::net::SocketAddr>) -> Self {
        Self
    }
}

impl Outbound {
    /// Stub.
    ///
    /// # Errors
    /// None.
    pub fn new(_: Policy) -> Result<Self, std::io::Error> {
        Ok(Self)
    }
}

/// The client for every call that leaves this process.
#[derive(Clone, Debug)]
pub struct Outbound;
