"""An address that somebody typed is looked at, but it cannot turn the portal against its own network."""

import contextlib
import socket
import threading
import time

import pytest

from fetching import LIMIT, Reason, Unreachable, fetch, is_outside
from tests.fetching.local import PUBLIC, LocalWeb, page

HTML = "Content-Type: text/html; charset=utf-8"


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.88.99.1", "198.18.0.1", "203.0.113.7", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.215.14",
        "64:ff9b::7f00:1", "64:ff9b::5db8:d70e", "64:ff9b:1::a00:1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd12:3456::1", "fec0::1", "ff02::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "100::1", "::127.0.0.1",
        "localhost", "", "127.1", "2130706433", "2606:2800:21f:cb07::1%eth0",
    ],
)  # fmt: skip
def test_numbers_of_inside_networks_are_refused(number: str) -> None:
    assert not is_outside(number)


@pytest.mark.parametrize("number", [PUBLIC, "8.8.8.8", "172.32.0.1", "2606:2800:21f:cb07::1", "2404:6800::1"])
def test_numbers_of_public_hosts_are_not(number: str) -> None:
    assert is_outside(number)


def refused(web: LocalWeb, address: str, **how: float) -> Reason:
    with pytest.raises(Unreachable) as found:
        web.fetch(address, **how)
    return found.value.reason


def test_it_tells_status_title_and_final_address(web: LocalWeb) -> None:
    web.serve("www.example.go.th/ita", page("<title>ผลการ\n ประเมิน &amp; แผน</title>", "200 OK", HTML))
    answer = web.fetch("http://www.example.go.th/ita?year=2568#top")
    assert (answer.status, answer.title, answer.whole) == (200, "ผลการ ประเมิน & แผน", True)
    assert answer.address == "http://www.example.go.th/ita?year=2568"
    assert answer.media_type == "text/html"


def test_it_asks_by_name_at_the_number_that_was_resolved_once(web: LocalWeb) -> None:
    web.serve("www.example.go.th/", page("ok"))
    web.fetch("http://www.example.go.th")
    assert web.resolved == ["www.example.go.th"]
    assert web.connected == [(PUBLIC, 80)]
    assert "Host: www.example.go.th\r\n" in web.requests[0]
    assert "cookie" not in web.requests[0].lower()


def test_thai_names_and_paths_can_be_asked(web: LocalWeb) -> None:
    web.names["xn--22c5b7adw7dc.xn--o3cw4h"] = [PUBLIC]
    assert web.fetch("http://ทรายขาว.ไทย/แผน 2568").status == 404
    assert "GET /%E0%B9%81%E0%B8%9C%E0%B8%99%202568 " in web.requests[0]


@pytest.mark.parametrize("number", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_a_name_that_leads_inside_is_never_connected_to(web: LocalWeb, number: str) -> None:
    web.serve("inside.example/", page("secret"), [number])
    assert refused(web, "http://inside.example/") == Reason.INSIDE
    assert not web.connected


def test_one_inside_number_among_public_ones_is_enough_to_refuse(web: LocalWeb) -> None:
    web.serve("mixed.example/", page("x"), [PUBLIC, "127.0.0.1"])
    assert refused(web, "http://mixed.example/") == Reason.INSIDE


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "localhost", "[fe80::1]"])
def test_numbers_written_as_names_lead_inside_too(host: str) -> None:
    """With the resolver of the system, which understands them."""
    with pytest.raises(Unreachable) as found:
        fetch(f"http://{host}/")
    assert found.value.reason in (Reason.INSIDE, Reason.NAME)


def test_a_redirect_to_the_inside_is_refused(web: LocalWeb) -> None:
    web.serve("a.example/", page("", "302 Found", "Location: http://inside.example/admin"))
    web.serve("inside.example/admin", page("secret"), ["192.168.1.1"])
    assert refused(web, "http://a.example/") == Reason.INSIDE
    assert web.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://b.example:22/", Reason.PORT),
        ("file:///etc/passwd", Reason.ADDRESS),
        ("gopher://b.example/", Reason.ADDRESS),
        ("http://user@b.example/", Reason.ADDRESS),
    ],
)
def test_a_redirect_to_another_port_or_scheme_is_refused(
    web: LocalWeb, location: str, reason: Reason
) -> None:
    web.serve("a.example/", page("", "301 Moved", f"Location: {location}"))
    assert refused(web, "http://a.example/") == reason


def test_redirects_are_followed_and_end(web: LocalWeb) -> None:
    web.serve("a.example/", page("", "302 Found", "Location: /แผน"))
    web.serve("a.example/%E0%B9%81%E0%B8%9C%E0%B8%99", page("<title>แผน</title>", "200 OK", HTML))
    assert web.fetch("http://a.example/").title == "แผน"
    web.serve("loop.example/", page("", "302 Found", "Location: /"))
    assert refused(web, "http://loop.example/") == Reason.REDIRECTS


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://a.example/", Reason.ADDRESS), ("javascript:alert(1)", Reason.ADDRESS),
        ("http://a.example:8080/", Reason.PORT), ("http://", Reason.ADDRESS),
        ("http://a b/", Reason.ADDRESS), ("http://[broken/", Reason.ADDRESS), ("nothing", Reason.ADDRESS),
        ("http://a.example:99999/", Reason.ADDRESS), ("http://unknown.example/", Reason.NAME),
    ],
)  # fmt: skip
def test_what_is_no_address_says_so(web: LocalWeb, address: str, reason: Reason) -> None:
    assert refused(web, address) == reason


def test_a_line_break_in_an_address_starts_no_new_header(web: LocalWeb) -> None:
    web.serve("a.example/x", page("ok"))
    with contextlib.suppress(Unreachable):
        web.fetch("http://a.example/x\r\nX-Evil: 1")
    assert all("X-Evil: 1" not in each.split("\r\n") for each in web.requests)


def test_no_more_than_the_limit_is_read(web: LocalWeb) -> None:
    web.serve("big.example/", page(b"x" * (4 * LIMIT)))
    answer = web.fetch("http://big.example/")
    assert len(answer.data) <= LIMIT
    assert not answer.whole


def test_headers_without_end_are_cut(web: LocalWeb) -> None:
    web.serve("evil.example/", b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * (2 * LIMIT))
    answer = web.fetch("http://evil.example/")
    assert (answer.data, answer.whole) == (b"", False)


def test_an_answer_that_drips_ends_in_time(web: LocalWeb) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:  # until nobody reads it any more
            connection.sendall(b"X")
            time.sleep(0.05)

    web.serve("slow.example/", drip)
    assert refused(web, "http://slow.example/", seconds=0.4) == Reason.TIME


def test_a_name_that_is_never_resolved_ends_in_time() -> None:
    asked_enough = threading.Event()

    def never(name: str, port: int) -> list[str]:
        asked_enough.wait()
        return [PUBLIC]

    with pytest.raises(Unreachable) as found:
        fetch("http://a.example/", seconds=0.2, resolver=never)
    asked_enough.set()
    assert found.value.reason == Reason.TIME


def test_what_is_no_web_answer_says_so(web: LocalWeb) -> None:
    web.serve("ssh.example/", b"SSH-2.0-OpenSSH\r\n")
    assert refused(web, "http://ssh.example/") == Reason.ANSWER


def test_old_thai_pages_without_a_charset_are_read(web: LocalWeb) -> None:
    body = "<html><title>เทศบาลตำบล</title>".encode("cp874")
    web.serve("old.example/", page(body, "200 OK", "Content-Type: text/html"))
    assert web.fetch("http://old.example/").title == "เทศบาลตำบล"
