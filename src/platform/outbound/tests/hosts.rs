//! Hosts by which somebody may try to reach what is not public. The tests of the gateway read this file, too.

use std::net::Ipv4Addr;

/// Addresses that a connection to would end at the canary, or at somebody's private or metadata service.
const TARGETS: [&str; 8] = [
    "127.0.0.1",
    "127.0.0.2",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
];

/// Ways to write an IPv4 address that some parser takes for it (WHATWG URL, `inet_aton`, UTS 46).
fn spell(ip: Ipv4Addr) -> Vec<String> {
    let [a, b, c, d] = ip.octets();
    let number = u32::from(ip);
    let (tail3, tail2) = (number & 0xff_ffff, number & 0xffff);
    let letters = |zero: u32| -> String {
        let shift = |letter: char| letter.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(letter);
        ip.to_string().chars().map(shift).collect()
    };
    vec![
        format!("{a}.{b}.{c}.{d}"),
        format!("{a}.{b}.{c}.{d}."),
        format!("{a}.{b}.{tail2}"),
        format!("{a}.{tail3}"),
        format!("{number}"),
        format!("{number}."),
        format!("0x{number:x}"),
        format!("0X{number:08X}"),
        format!("0{number:o}"),
        format!("0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}"),
        format!("0{a:o}.0{b:o}.0{c:o}.0{d:o}"),
        format!("000{a:o}.{b}.0x{c:02X}.{d}"),
        format!("0x{a:x}.{tail3}"),
        format!("0{a:o}.{b}.{tail2}"),
        format!("{a}.{b}.0x{tail2:x}"),
        letters(0xff10),
        letters(0x1d7ce),
        ip.to_string().replace('.', "。"),
        ip.to_string().replace('.', "．"),
        ip.to_string().replace('.', "%2E"),
        ip.to_string().replace('1', "①").replace('2', "②").replace('0', "⓪"),
        ip.to_string().bytes().map(|byte| format!("%{byte:02x}")).collect(),
        format!("[::ffff:{ip}]"),
        format!("[::FFFF:{:x}:{tail2:x}]", number >> 16),
        format!("[0:0:0:0:0:ffff:{:04x}:{tail2:04x}]", number >> 16),
        format!("[::{ip}]"),
        format!("[64:ff9b::{ip}]"),
        format!("[64:ff9b:1::{ip}]"),
        format!("[2002:{:x}:{tail2:x}::1]", number >> 16),
        format!("[2001:0:{:x}:{tail2:x}::]", number >> 16),
    ]
}

const NAMES: [&str; 6] = ["localhost", "LOCALHOST", "LocalHost", "localhost.", "ｌｏｃａｌｈｏｓｔ", "%6c%6fcalhost"];

const IPV6: [&str; 10] = [
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[0000:0000:0000:0000:0000:0000:0000:0001]",
    "[::0.0.0.1]",
    "[::]",
    "[0::0]",
    "[fe80::1]",
    "[fd00::1]",
    "[fec0::1]",
    "[ff02::1]",
];

/// All of them, as they stand in a URL.
pub fn hosts() -> Vec<String> {
    let addresses = TARGETS.iter().flat_map(|target| spell(target.parse().unwrap()));
    addresses.chain(NAMES.iter().chain(&IPV6).map(|host| (*host).to_owned())).collect()
}
