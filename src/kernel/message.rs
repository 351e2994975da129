//! What can be wrong with an input or a request, as a key with its arguments. The sentence that a person reads is made
//! in `ui::message`, from the locale files.

use serde::{Deserialize, Serialize};

/// Why an input was not accepted. Each variant is one sentence of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// Something must be given here.
    Required,
    /// At most this many characters fit.
    TooLong {
        /// The most characters that are accepted.
        most: usize,
    },
    /// At least this many characters are needed.
    TooShort {
        /// The fewest characters that are accepted.
        least: usize,
    },
    /// Another one has this value already.
    Taken,
    /// Not an e-mail address.
    NotAnEmail,
    /// Nobody has an account with this e-mail address.
    NoSuchAccount,
    /// Nobody who may publish has an account with this e-mail address.
    NoSuchPublisher,
    /// Nobody else could administer.
    LastAdministrator,
    /// Not an absolute `http` or `https` address without credentials, query and fragment.
    NotAServiceUrl,
    /// Not lower-case letters, digits and hyphens.
    NotASlug,
    /// A word that the portal's own addresses use.
    ReservedSlug,
    /// Control characters, line breaks or characters that turn the writing direction where one line is wanted.
    NotOneLine,
    /// Not path segments of letters, digits, `-`, `.`, `_` and `~`.
    NotASuffix,
    /// At most this many rows fit.
    TooMany {
        /// The most rows that are accepted.
        most: usize,
    },
    /// There are so many already, and no more fit.
    Full {
        /// The most that there may be.
        most: usize,
    },
    /// Not one of these.
    NotOneOf {
        /// What would have been accepted, separated by commas.
        allowed: String,
    },
    /// Not a whole number.
    NotAnInteger,
    /// Not a number.
    NotANumber,
    /// Not `true` or `false`.
    NotABoolean,
    /// Neither `name=value` pairs with commas between them nor a JSON object.
    NotNamedValues,
    /// Not an HTTP method: letters only, as RFC 9110 section 9 has them; CONNECT and TRACE are not offered.
    NotAVerb,
    /// Not a status code from 100 to 599.
    NotAStatus,
    /// Not a media type such as `application/json` (RFC 9110 section 8.3.1).
    NotAMediaType,
    /// Not a header name (RFC 9110 section 5.1).
    NotAHeaderName,
    /// A header value with a line break or another control character.
    NotAHeaderValue,
    /// The gateway sets this header by itself.
    HeaderNotAllowed {
        /// The header's name.
        name: String,
    },
    /// The gateway takes this header or parameter away from what clients send, so a policy never sees it.
    HeaderTakenAway {
        /// Its name.
        name: String,
    },
    /// A path value that is `.` or `..` cannot be sent.
    DotSegment,
    /// The URL template must begin with `/`.
    TemplateWithoutSlash,
    /// A brace of the URL template has no partner.
    TemplateUnbalanced {
        /// Where it stands, counted in characters from 1.
        position: usize,
    },
    /// A parameter of the URL template has no name.
    TemplateEmptyName {
        /// Where it stands, counted in characters from 1.
        position: usize,
    },
    /// A character that cannot stand in a URL template.
    TemplateCharacter {
        /// The character.
        character: char,
        /// Where it stands, counted in characters from 1.
        position: usize,
    },
    /// A `%` that is not followed by two hexadecimal digits, or by those of the null character.
    TemplateEncoding {
        /// Where it stands, counted in characters from 1.
        position: usize,
    },
    /// Two parameters have this name.
    DuplicateParameter {
        /// The name.
        name: String,
    },
    /// A path segment of the URL template is `.` or `..`.
    TemplateDotSegment,
    /// The text is not JSON.
    NotJson {
        /// The line on which reading stopped, from 1.
        line: usize,
        /// The column on which reading stopped, from 1.
        column: usize,
    },
    /// Somebody else saved this in the meantime.
    ChangedMeanwhile,
    /// E-mail and password do not belong together.
    WrongCredentials,
    /// The chosen environment has no variable of this name.
    UnknownVariable {
        /// The name.
        name: String,
    },
    /// Not the name of a variable: a letter or underscore, then letters, digits, underscores, dots and hyphens.
    NotAVariableName,
    /// Not what was expected; where it is shown says why.
    NotUnderstood,
    /// Cannot be read as what was expected.
    Unreadable {
        /// Why, in English.
        reason: String,
    },
    /// A private value that was typed did not come back with the page.
    TypeAgain,
    /// A person has this many environments already.
    TooManyEnvironments {
        /// The most environments of a person.
        most: usize,
    },
    /// Not one label of a host name: letters, digits and hyphens.
    NotAHostLabel,
    /// Not the number of a port.
    NotAPort,
    /// Not a whole number of seconds within the operator's limit.
    NotATimeout {
        /// The most seconds that are accepted.
        most: u64,
    },
    /// The redirect was answered too long ago, or to somebody else.
    RedirectOver,
    /// Nobody has confirmed the account's e-mail address yet.
    Unconfirmed,
    /// Not the name of a domain, such as `example.com`.
    NotADomain {
        /// What was given.
        domain: String,
    },
    /// Not the e-mail address of one's account.
    NotYourEmail,
    /// Without this, its owner could not sign in any more.
    LastWayIn,
    /// A link from a mail was used, replaced or kept for too long.
    LinkOver,
    /// Not a code that signs this person in, or one that did already.
    WrongCode,
    /// A passkey's answer does not hold, or came too late.
    PasskeyRefused,
    /// Not a whole number from the one to the other.
    NotBetween {
        /// The least that is accepted.
        least: u64,
        /// The most that is accepted.
        most: u64,
    },
    /// Neither an IP address nor a network.
    NotANetwork {
        /// What was given.
        network: String,
    },
    /// Not an origin as browsers write it.
    NotAnOrigin {
        /// What was given.
        origin: String,
    },
    /// Any origin and credentials, together.
    AnyOriginWithCredentials,
    /// Not a header with its value, such as `Name: value`.
    NotAHeaderLine {
        /// What was given.
        line: String,
    },
    /// The outbound policy permits no call to this address.
    BlockedAddress,
    /// Answers with this status have no body.
    StatusWithoutBody,
    /// The operation has no parameter of this name.
    UnknownParameter {
        /// The name.
        name: String,
    },
    /// Not a token: one word of visible characters (RFC 6750 section 2.1).
    NotAToken,
    /// A user name with a colon (RFC 7617 section 2).
    NotAUserName,
    /// The API has no address yet that calls go to.
    NoServiceUrl,
    /// There is no such product.
    NoSuchProduct {
        /// The id that was given.
        id: String,
    },
    /// A product is open: calls need no subscription to it.
    NoSubscriptionNeeded,
    /// A person has as many subscriptions to the product as they may.
    SubscriptionLimit {
        /// The most subscriptions of a person.
        most: u32,
    },
    /// A tier has subscriptions and cannot be removed.
    TierInUse,
    /// The account was suspended, or waits for its confirmation.
    AccountStopped,
    /// Not a rate limit such as `5/1m`.
    NotARateLimit,
    /// Not a quota such as `100/7d`.
    NotAQuota,
    /// Not a day such as `2026-11-22`.
    NotADate,
    /// A moment that lies behind us.
    Over,
}
