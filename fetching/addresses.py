"""Which numbers on the network are public hosts."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_address

_NEVER_V4 = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
"""Said once more by hand: what Python calls global differs between its versions."""

_PUBLIC_V6 = IPv6Network("2000::/3")
"""The only part of IPv6 that is given to public hosts. Mapped IPv4 (::ffff:0:0/96), NAT64 (64:ff9b::/96 and
64:ff9b:1::/48), local, site-local and multicast numbers lie outside it."""
_NEVER_V6 = tuple(
    IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "3ffe::/16")
)
"""Tunnels that carry an IPv4 number within (Teredo, 6to4), and numbers for examples."""


def is_outside(number: str) -> bool:
    """Whether an IP number belongs to a public host; False for everything that is not certainly one."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if address.version == 4:
        return not any(address in network for network in _NEVER_V4)
    if address.scope_id is not None:
        return False
    return address in _PUBLIC_V6 and not any(address in network for network in _NEVER_V6)
