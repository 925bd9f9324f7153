"""Addresses go in; those that may be asked come out. What leads into this machine or its network is refused."""

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx2

from app.ingestion.failures import BadAddress, ForbiddenAddress, NoSuchHost

LONGEST = 2_000  # characters; what is longer is no address of an article
Resolve = Callable[[str, int], list[str]]  # host and port → the IP addresses it stands for, the preferred first

_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?", re.IGNORECASE)  # the last label of 2130706433, 0x7f.1 and 0177.0.0.1
_SPECIAL = (  # look public to Python, at least to some releases
    IPv4Network("168.63.129.16"),  # answers a virtual machine of Azure with its secrets
    IPv4Network("192.0.0.0/24"),  # protocol assignments; Oracle's cloud answers at 192.0.0.192
)
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: the IPv4 address in its last 32 bits is who answers


def url(address: str) -> httpx2.URL:
    """`address` without its fragment, if it is one that can be fetched. Raises BadAddress or ForbiddenAddress."""
    if len(address) > LONGEST:
        raise BadAddress(f"an address of more than {LONGEST:,} characters")
    try:
        parsed = httpx2.URL(address.strip())
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise BadAddress(f"not an address: {error}") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise BadAddress(f"not an address that begins with http:// or https://: {address[:100]!r}")
    if parsed.port is not None and not 0 < parsed.port < 65536:
        raise BadAddress(f"no port has the number {parsed.port}")
    if parsed.userinfo:
        raise BadAddress("an address with a name and password in it, which the ledger would show to everybody")
    _check_spelling(parsed.host)
    return parsed.copy_with(fragment=None)


def _check_spelling(host: str) -> None:
    """A host that ends in a number is an IPv4 address to the resolver, however it is spelled; one spelling is enough."""
    if _NUMERIC.fullmatch(host.rpartition(".")[2] or host.rstrip(".").rpartition(".")[2]) and _literal(host) is None:
        raise ForbiddenAddress(f"{host} hides an IP address; write it as four decimal numbers")


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def resolved(host: str, port: int) -> list[str]:
    """What the resolver of this machine says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def checked(host: str, port: int, allow: frozenset[str], resolve: Resolve) -> list[str]:
    """The IP addresses to connect to for `host`; a name that leads to one that is not public is refused for all of them.

    `allow` are hosts, in lower case, that the operator lets lead anywhere. Raises NoSuchHost or ForbiddenAddress.
    """
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError):  # UnicodeError: a label of more than 63 characters
        found = []
    if not found:
        raise NoSuchHost(f"the name {host} is not resolved")
    if host.lower() not in allow:
        for address in found:
            _check(host, ip_address(address))
    return found


def check_literal(host: str, allow: frozenset[str]) -> None:
    """Raises ForbiddenAddress where `host` is itself an IP address that is not public."""
    if (address := _literal(host)) is not None and host.lower() not in allow:
        _check(host, address)


def _check(host: str, address: IPv4Address | IPv6Address) -> None:
    if not is_public(address):
        raise ForbiddenAddress(f"{host} leads to {address}, which is not public; FOGLINE_FETCH_ALLOW can name the host")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet may be meant: no loopback, private, link-local, shared, multicast or reserved address.

    Of the IPv6 forms that carry an IPv4 address, only that of NAT64 is in use for public hosts, and its IPv4 address decides.
    """
    if isinstance(address, IPv6Address):
        if address in _TRANSLATED:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped or address.sixtofour or address.teredo or address.scope_id or int(address) >> 32 == 0:
            return False
        if address.is_site_local:
            return False
    if any(address in special for special in _SPECIAL):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
