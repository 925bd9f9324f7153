"""What leads into this machine or its network is not asked, however it is spelled and whenever it is found out."""

from ipaddress import ip_address
from threading import Event

import pytest
from pytest_socket import SocketConnectBlockedError

from app.ingestion.failures import BadAddress, BadProtocol, ForbiddenAddress, NoSuchHost, TimedOut
from app.ingestion.fetch.addresses import checked, is_public, resolved, url
from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.fetch.policy import Policy
from tests.web import Web, page, serving

NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "100.127.255.255", "100.100.100.200", "192.0.0.192", "192.0.2.1", "198.18.0.1", "203.0.113.1"),
        *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1"),
        *("64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::", "2001::7f00:1", "fe80::1", "fe80::1%eth0"),
        *("fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1", "2001:db8::1", "2606:4700::1%eth0"),
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1", "64:ff9b::8.8.8.8"])
def test_what_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "127.1", "127.0.0.1.", "0", "8.8.8.010", "[::ffff:0x7f.1]", "１２７.1"],
)
def test_an_ip_address_has_one_spelling(host: str) -> None:
    with pytest.raises((ForbiddenAddress, BadAddress)):
        url(f"http://{host}/")


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://x.example/", "file:///etc/passwd", "javascript:alert(1)", "x.example", "//x.example/", "http:///a", "http://", ""),
        *("http://a:b@x.example/", "http://x.example:99999/", "http://x.example/\0", "http://[::1", "gopher://x.example:70/1"),
        "http://x.example/" + "a" * 2_000,
    ],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(BadAddress):
        url(address)


def test_a_part_of_a_page_is_the_page() -> None:
    assert str(url(" http://X.example/a?b=c#d ")) == "http://x.example/a?b=c"


def test_one_address_that_is_not_public_condemns_a_name() -> None:
    assert checked("x.example", 80, NOBODY, lambda host, port: ["8.8.8.8", "2606:4700::1"]) == ["8.8.8.8", "2606:4700::1"]
    with pytest.raises(ForbiddenAddress, match=r"x\.example leads to 10\.0\.0\.1"):
        checked("x.example", 80, NOBODY, lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_a_host_that_is_allowed_may_lead_anywhere() -> None:
    assert checked("Wiki.example", 80, frozenset({"wiki.example"}), lambda host, port: ["10.0.0.1"]) == ["10.0.0.1"]
    with pytest.raises(ForbiddenAddress):
        checked("not.wiki.example", 80, frozenset({"wiki.example"}), lambda host, port: ["10.0.0.1"])


def test_a_name_without_addresses() -> None:
    with pytest.raises(NoSuchHost):
        checked("x.example", 80, NOBODY, lambda host, port: [])


def test_the_resolver_of_this_machine_is_asked() -> None:
    assert resolved("127.0.0.1", 80) == ["127.0.0.1"]


def test_a_name_server_that_is_silent_is_not_waited_for() -> None:
    answer = Event()

    def resolve(host: str, port: int) -> list[str]:
        answer.wait()
        return ["127.0.0.1"]

    with Fetcher(Policy("x", tries=1, connect_timeout=0.01), resolve=resolve, proxies={}) as fetcher, pytest.raises(TimedOut):
        fetcher.fetch("http://silent.example/a")
    answer.set()


def test_a_name_server_that_changes_its_mind_is_asked_once() -> None:
    """DNS rebinding: public while it is checked, loopback when it is connected to."""
    answers = [["127.0.0.1"], ["8.8.8.8"]]
    for web in serving(Web({"/a": page("secret")})):
        with Fetcher(Policy("x", tries=1), resolve=lambda host, port: answers.pop(), proxies={}) as fetcher:
            with pytest.raises(SocketConnectBlockedError, match=r"8\.8\.8\.8"):  # which is where it went
                fetcher.fetch(web.address("/a", "rebind.example"))
            assert answers == [["127.0.0.1"]]
            with pytest.raises(ForbiddenAddress):
                fetcher.fetch(web.address("/a", "again.example"))
        assert web.asked == []


def test_a_proxy_of_another_kind_is_not_passed_by() -> None:
    with (
        Fetcher(
            Policy("x", delay=0), resolve=lambda host, port: ["8.8.8.8"], proxies={"http": "socks5://127.0.0.1:1"}
        ) as fetcher,
        pytest.raises(BadProtocol, match="proxy"),
    ):
        fetcher.fetch("http://x.example/a")


def test_behind_a_proxy_it_is_the_proxy_that_resolves() -> None:
    """It is the operator's own and may be on loopback; addresses in numbers are still checked."""
    for proxy in serving(Web({"http://x.example/a": page("told"), "http://x.example/robots.txt": page("")})):

        def resolve(host: str, port: int) -> list[str]:
            raise AssertionError("the proxy resolves")

        with Fetcher(Policy("x", delay=0), resolve=resolve, proxies={"http": proxy.address("")}) as fetcher:
            assert fetcher.fetch("http://x.example/a").body == b"told"  # type: ignore[union-attr]
            with pytest.raises(ForbiddenAddress):
                fetcher.fetch("http://169.254.169.254/")
        assert [path for path, _ in proxy.asked] == ["http://x.example/robots.txt", "http://x.example/a"]
