//! curl's options: which there are (curl 7.88 to 8.19, `src/tool_getparam.c`), and how a command line gives them.

use super::CurlError;
use super::words::Word;

/// Options without a value that change what is sent or where to.
const FLAGS: &str = "\
    anyauth append/a ca-native cert-status clobber compressed-ssh create-dirs crlf digest disable-eprt disable-epsv \
    disallow-username-in-url doh-cert-status doh-insecure dump-ca-embed eprt epsv false-start follow ftp-create-dirs \
    ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl ftp-ssl-ccc ftp-ssl-control ftp-ssl-reqd haproxy-protocol http0.9 \
    http1.0/0 http2-prior-knowledge http3 http3-only ignore-content-length insecure/k ipv4/4 ipv6/6 \
    junk-session-cookies/j list-only/l location/L location-trusted mail-rcpt-allowfails metalink mptcp negotiate \
    netrc/n netrc-optional npn ntlm ntlm-wb out-null post301 post302 post303 proxy-anyauth proxy-basic \
    proxy-ca-native proxy-digest proxy-http2 proxy-http3 proxy-insecure proxy-negotiate proxy-ntlm \
    proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel/p raw remote-header-name/J \
    remote-name/O remote-name-all remote-time/R remove-on-error retry-all-errors retry-connrefused sasl-ir sessionid \
    skip-existing socks5-basic socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert \
    ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2/2 sslv3/3 tcp-fastopen tftp-no-options tls-earlydata tlsv1/1 \
    tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding use-ascii/B";

/// Options without a value that nobody needs to be told of: they are read, or only concern the terminal.
const QUIET_FLAGS: &str = "\
    alpn basic buffer/N compressed disable/q fail/f fail-early fail-with-body form-escape get/G globoff/g head/I \
    help/h http1.1 http2 include keepalive manual/M next/: parallel/Z parallel-immediate path-as-is progress-bar/# \
    progress-meter show-error/S show-headers/i silent/s styled-output suppress-connect-headers tcp-nodelay \
    test-duphandle test-event trace-ids trace-time verbose/v version/V wdebug xattr";

/// Options with a value that change what is sent or where to.
const VALUES: &str = "\
    abstract-unix-socket alt-svc aws-sigv4 cacert capath cert/E cert-type ciphers config/K connect-timeout \
    connect-to continue-at/C cookie-jar/c create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr \
    dns-ipv6-addr dns-servers doh-url dump-header/D ech egd-file engine etag-compare etag-save expect100-timeout \
    ftp-account ftp-alternative-to-user ftp-method ftp-port/P ftp-ssl-ccc-mode happy-eyeballs-timeout-ms \
    haproxy-clientip hostpubmd5 hostpubsha256 hsts httpsig-algo httpsig-headers httpsig-key httpsig-keyid interface \
    ip-tos ipfs-gateway keepalive-cnt keepalive-time key key-type knownhosts krb krb4 limit-rate local-port \
    login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time/m netrc-file noproxy output/o \
    output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy proto proto-redir proxy/x proxy-cacert \
    proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type \
    proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword \
    proxy-tlsuser proxy-user/U proxy1.0 pubkey quote/Q random-file rate request-target resolve retry retry-delay \
    retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname \
    speed-limit/Y speed-time/y ssl-sessions telnet-option/t tftp-blksize time-cond/z tls-max tls13-ciphers \
    tlsauthtype tlspassword tlsuser unix-socket upload-flags variable vlan-priority";

/// Options with a value that nobody needs to be told of.
const QUIET_VALUES: &str = "\
    cookie/b data/d data-ascii data-binary data-raw data-urlencode form/F form-string header/H json libcurl \
    oauth2-bearer proto-default range/r referer/e request/X stderr trace trace-ascii trace-config upload-file/T url \
    url-query user/u user-agent/A write-out/w";

/// An option of curl.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    name: &'static str,
    letter: Option<char>,
    has_value: bool,
    is_quiet: bool,
}

/// All of them: in the lists a name has its letter after a slash.
fn known() -> impl Iterator<Item = Known> {
    let lists = [(FLAGS, false, false), (QUIET_FLAGS, false, true), (VALUES, true, false), (QUIET_VALUES, true, true)];
    lists.into_iter().flat_map(|(list, has_value, is_quiet)| {
        list.split_whitespace().map(move |entry| {
            let (name, letter) = entry.split_once('/').unwrap_or((entry, ""));
            Known { name, letter: letter.chars().next(), has_value, is_quiet }
        })
    })
}

/// An option as a command gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The option's long name; that of a lone word is `url`.
    pub name: &'static str,
    /// Whether it is on: `--no-` turns it off.
    pub is_on: bool,
    /// Its value; empty without one.
    pub value: String,
    /// Where it is, in characters.
    pub at: usize,
    /// Whether nobody needs to be told if it means nothing here.
    pub is_quiet: bool,
}

/// Reads the words after `curl`.
///
/// # Errors
/// An option that does not exist, is not named unambiguously or lacks its value.
pub(super) fn read(words: &[Word]) -> Result<Vec<Setting>, CurlError> {
    let mut settings = Vec::new();
    let known: Vec<Known> = known().collect();
    let mut words = words.iter();
    let mut are_options_over = false;
    while let Some(word) = words.next() {
        let at = word.at;
        if are_options_over || !word.text.starts_with('-') {
            settings.push(Setting { name: "url", is_on: true, value: word.text.clone(), at, is_quiet: true });
        } else if word.text == "--" {
            are_options_over = true;
        } else if let Some(long) = word.text.strip_prefix("--") {
            settings.push(long_option(&known, long, at, &mut words)?);
        } else {
            cluster(&known, word, &mut words, &mut settings)?;
        }
    }
    Ok(settings)
}

/// Reads `--name`, `--name value` or `--name=value`.
fn long_option<'w>(
    known: &[Known],
    long: &str,
    at: usize,
    words: &mut impl Iterator<Item = &'w Word>,
) -> Result<Setting, CurlError> {
    let unknown = || CurlError::UnknownOption { name: format!("--{long}"), at };
    let (name, attached) = match long.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (long, None),
    };
    // `--expand-` fills curl's own variables in, which are rare; the value stays as it is written.
    let name = name.strip_prefix("expand-").unwrap_or(name);
    let (option, is_on) = match (find(known, name, at)?, name.strip_prefix("no-")) {
        (Some(option), _) => (option, true),
        (None, Some(name)) => (find(known, name, at)?.filter(|option| !option.has_value).ok_or_else(unknown)?, false),
        (None, None) => return Err(unknown()),
    };
    let missing = || CurlError::MissingValue { option: format!("--{}", option.name), at };
    let value = match attached {
        _ if !option.has_value => String::new(),
        Some(value) => value,
        None => words.next().map(|word| word.text.clone()).ok_or_else(missing)?,
    };
    Ok(Setting { name: option.name, is_on, value, at, is_quiet: option.is_quiet })
}

/// The option of this name, or the only one whose name begins so: older versions of curl take that too.
fn find(known: &[Known], name: &str, at: usize) -> Result<Option<Known>, CurlError> {
    if let Some(option) = known.iter().find(|option| option.name == name) {
        return Ok(Some(*option));
    }
    let mut candidates = known.iter().copied().filter(|option| !name.is_empty() && option.name.starts_with(name));
    match (candidates.next(), candidates.next()) {
        (Some(_), Some(_)) => Err(CurlError::AmbiguousOption { name: format!("--{name}"), at }),
        (only, _) => Ok(only),
    }
}

/// Reads letters in one word, of which the last may have its value there or in the next word.
fn cluster<'w>(
    known: &[Known],
    word: &Word,
    words: &mut impl Iterator<Item = &'w Word>,
    settings: &mut Vec<Setting>,
) -> Result<(), CurlError> {
    let mut letters = word.text.chars();
    letters.next();
    if letters.as_str().is_empty() {
        return Err(CurlError::UnknownOption { name: word.text.clone(), at: word.at });
    }
    let at = word.at;
    while let Some(letter) = letters.next() {
        let option = known
            .iter()
            .find(|option| option.letter == Some(letter))
            .ok_or_else(|| CurlError::UnknownOption { name: format!("-{letter}"), at })?;
        let mut value = String::new();
        if option.has_value {
            letters.as_str().clone_into(&mut value);
            letters = "".chars();
            if value.is_empty() {
                let missing = || CurlError::MissingValue { option: format!("--{}", option.name), at };
                value = words.next().map(|word| word.text.clone()).ok_or_else(missing)?;
            }
        }
        settings.push(Setting { name: option.name, is_on: true, value, at, is_quiet: option.is_quiet });
    }
    Ok(())
}
