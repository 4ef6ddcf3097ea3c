//! Which addresses are on the public internet. Pure.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// IPv4 ranges that are not public: IANA's special-purpose registry (RFC 6890 and later), multicast and reserved.
const SPECIAL_V4: [([u8; 4], u8); 16] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 31, 196, 0], 24),
    ([192, 52, 193, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // Multicast and everything reserved above it, 255.255.255.255 included.
    ([224, 0, 0, 0], 3),
];

/// IPv6: only what is global unicast is public, and of that not these: protocol assignments with Teredo and ORCHID in them,
/// documentation, 6to4. Teredo and 6to4 carry an IPv4 address, but no service that anybody needs is behind one.
const GLOBAL_V6: (u128, u8) = (0x2000 << 112, 3);
const SPECIAL_V6: [(u128, u8); 4] =
    [(0x2001 << 112, 23), (0x2001_0db8 << 96, 32), (0x2002 << 112, 16), (0x3fff << 112, 20)];

/// NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is really reached.
const NAT64: (u128, u8) = (0x0064_ff9b << 96, 96);

/// Whether an address is on the public internet. An IPv4 address inside an IPv6 one counts as itself.
pub fn is_public(address: IpAddr) -> bool {
    match unwrap(address) {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|(net, bits)| in_v4(address, *net, *bits)),
        IpAddr::V6(address) => {
            in_v6(address, GLOBAL_V6) && !SPECIAL_V6.iter().any(|special| in_v6(address, *special))
        }
    }
}

/// Whether an address may be connected to: public, or in a range that the operator permits.
pub(super) fn is_allowed(address: IpAddr, permitted: &[IpNet]) -> bool {
    let inner = unwrap(address);
    is_public(address) || permitted.iter().any(|net| net.contains(&inner) || net.contains(&address))
}

/// The IPv4 address inside an IPv4-mapped (RFC 4291) or NAT64 address; other addresses as they are.
fn unwrap(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    if let Some(inner) = v6.to_ipv4_mapped() {
        return IpAddr::V4(inner);
    }
    if in_v6(v6, NAT64) {
        let [.., a, b, c, d] = v6.octets();
        return IpAddr::V4(Ipv4Addr::new(a, b, c, d));
    }
    address
}

fn in_v4(address: Ipv4Addr, net: [u8; 4], bits: u8) -> bool {
    Ipv4Net::new(net.into(), bits).is_ok_and(|net| net.contains(&address))
}

fn in_v6(address: Ipv6Addr, (net, bits): (u128, u8)) -> bool {
    Ipv6Net::new(net.into(), bits).is_ok_and(|net| net.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_public() {
        let public = [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450:4001::200e",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ];
        let not = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a9fe:a9fe::1",
            "2002:808:808::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for text in public {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
        for text in not {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn what_the_operator_permits_is_allowed_in_every_spelling() {
        let permitted: Vec<IpNet> =
            ["10.1.0.0/16", "fd00::/8"].iter().map(|net| net.parse().unwrap()).collect();
        for (text, expect) in [
            ("10.1.2.3", true),
            ("::ffff:10.1.2.3", true),
            ("64:ff9b::a01:203", true),
            ("fd00::1", true),
            ("10.2.0.1", false),
            ("127.0.0.1", false),
            ("fe80::1", false),
        ] {
            assert_eq!(is_allowed(text.parse().unwrap(), &permitted), expect, "{text}");
        }
    }
}
