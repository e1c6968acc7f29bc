"""Links: what opens for nobody, what did not open lately, and where it led; never a question to the network."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from measures.evidence import add_link
from measures.models import LinkCheck
from reports.checks.finding import Finding
from reports.checks.link_facts import NO_LINKS, Links, SeenLink
from reports.checks.registry import run
from reports.document import Document, Evidence, ItemEvidence
from reports.frozen import frozen_now
from reports.link_facts import links_of
from reports.progress import Cycle
from tests.cast import YEAR, begin_work, load_catalogue, make_cast
from tests.reports.checks.drafts import FRAMES, measure, results_report, section, with_outcome

ADDRESS = "https://www.example.go.th/ita/o12"
DAY = date(2025, 9, 1)


def with_links(*urls: str, public: bool = True) -> Document:
    """A report whose first measure has these links as evidence."""
    pieces = tuple(Evidence("คู่มือ", url, public=public) for url in urls)
    return results_report(section(1, measure(1, evidence=pieces)))


def found(document: Document, code: str, links: Links = NO_LINKS) -> list[Finding]:
    return run(document, FRAMES, codes={code}, links=links, language="th")


def in_text(text: str, code: str = "link-address") -> list[tuple[str, str | None, str | None]]:
    return [(each.severity, each.where.quote, each.replacement) for each in found(with_outcome(text), code)]


def seen(url: str = ADDRESS, **answer: object) -> Links:
    return Links((SeenLink(url, DAY, **answer),))  # type: ignore[arg-type]


# --- link-address ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///C:/ITA/o12.pdf", "ในเครื่องคอมพิวเตอร์"),
        (r"C:\ITA\o12.pdf", "ในเครื่องคอมพิวเตอร์"),
        ("htps://www.example.go.th/a", "ขึ้นต้นด้วย https://"),
        ("https://www.example.go.th/a b", "ช่องว่าง"),
        ("saraban@example.go.th", "อีเมล"),
        ("https://example", "ชื่อเว็บไซต์"),
        ("http://192.168.1.20/o12.pdf", "เว็บไซต์ของหน่วยงาน"),
        ("http://localhost/o12.pdf", "เว็บไซต์ของหน่วยงาน"),
    ],
)
def test_a_public_link_that_cannot_open_is_an_error_that_says_how_to_mend_it(url: str, said: str) -> None:
    (each,) = found(with_links(url), "link-address")
    assert (each.severity, each.where.quote, each.where.measure) == ("error", url, 1)
    assert said in each.fix


@pytest.mark.parametrize(
    "url",
    [ADDRESS, "http://www.example.go.th", "https://เทศบาล.ไทย/ไฟล์.pdf", "https://a.example.co.th:443/?a=1#b"],
)
def test_a_whole_address_is_none(url: str) -> None:
    assert found(with_links(url), "link-address") == []


def test_what_readers_cannot_open_anyway_is_left_alone() -> None:
    assert found(with_links(r"C:\ITA\o12.pdf", public=False), "link-address") == []


def test_a_link_of_an_item_is_told_with_the_item() -> None:
    item = ItemEvidence("O12", "แผน", (Evidence("แผน", "file:///C:/a.pdf", public=True),))
    (each,) = found(replace(results_report(), item_evidence=(item,)), "link-address")
    assert (each.where.item, each.where.field, each.where.measure) == ("O12", "evidence", None)


@pytest.mark.parametrize(
    ("text", "quote", "right"),
    [
        ("ดูได้ที่ http//www.example.go.th/ita", "http//", "http://"),
        ("ดูได้ที่ https:/www.example.go.th", "https:/", "https://"),
        ("ดูได้ที่ https:// www.example.go.th", "https:// ", "https://"),
        ("ดูได้ที่htttp://www.example.com", "htttp://", "http://"),
        ("ดูได้ที่ https;//www.example.go.th", "https;//", "https://"),
        ("เว็บไซต์ www .example.go.th หน้าแรก", "www .example.go.th", "www.example.go.th"),
        ("เว็บไซต์ www.example. go.th", "www.example. go.th", "www.example.go.th"),
        ("เว็บไซต์ wwww.example.go.th", "wwww.example.go.th", "www.example.go.th"),
        ("เว็บไซต์ www,example.go.th", "www,example.go.th", "www.example.go.th"),
        ("เว็บไซต์ example.go,th", "example.go,th", "example.go.th"),
    ],
)
def test_a_mistyped_address_in_a_text_is_mended(text: str, quote: str, right: str) -> None:
    assert in_text(text) == [("warning", quote, right)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (r"เก็บไว้ที่ C:\ITA\2568\แผน.pdf แล้ว", r"C:\ITA\2568\แผน.pdf"),
        ("เผยแพร่ที่ file:///D:/ITA/o12.pdf", "file:///D:/ITA/o12.pdf"),
        (r"ดูที่ \\nas01\ita\o12.pdf", r"\\nas01\ita\o12.pdf"),
        ("ระบบ http://192.168.1.20/eoffice ใช้ภายใน", "http://192.168.1.20/eoffice"),
    ],
)
def test_a_place_in_the_office_is_pointed_out(text: str, quote: str) -> None:
    assert in_text(text) == [("warning", quote, None)]


@pytest.mark.parametrize(
    "text",
    [
        "เผยแพร่ที่ https://www.example.go.th/ita/o12.pdf, http://example.or.th และ www.example.go.th.",
        "เว็บไซต์ WWW.EXAMPLE.GO.TH หรือ ita.example.ac.th",
        "อีเมล saraban@example.go.th หรือ saraban_01@sub.example.go.th",
        "ระบบ HTTP และ HTTPS ของเว็บไซต์",
        "ใช้ http: ในการเชื่อมต่อ และ https//",
        "ข้อ ก. go ถึง th. และ ๑. ๒. ๓.",
        "อัตราส่วน 1:2 / 3:4 วันที่ 1/2/2568",
        "ไดรฟ์ C: และไฟล์ .pdf",
        "www2.example.go.th, www.example.co.th",
        "Line: @example, Facebook: example.fanpage",
    ],
)
def test_good_addresses_and_other_words_are_no_finding(text: str) -> None:
    assert in_text(text) == []


# --- link-insecure ---------------------------------------------------------------------------------------


def test_http_is_a_warning_for_evidence_and_a_hint_in_a_text() -> None:
    (each,) = found(with_links("http://www.example.go.th/a", ADDRESS), "link-insecure")
    assert (each.severity, each.where.quote) == ("warning", "http://www.example.go.th/a")
    text = "ดูที่ http://www.example.go.th/b. และ http://www.example.go.th/b อีกครั้ง"
    assert in_text(text, "link-insecure") == [("info", "http://www.example.go.th/b", None)]


def test_what_opens_for_nobody_is_told_once() -> None:
    assert found(with_links("http://localhost/a", "http://10.0.0.1/"), "link-insecure") == []


# --- link-dead and link-elsewhere ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "severity", "said"),
    [
        ({"status": 404}, "warning", "404"),
        ({"status": 403}, "warning", "403"),
        ({"problem": "name"}, "warning", "ไม่พบเว็บไซต์ชื่อนี้"),
        ({"problem": "connection"}, "warning", "เว็บไซต์ไม่ตอบ"),
        ({"problem": "time"}, "info", "ห้าวินาที"),
        ({"status": 503}, "info", "503"),
    ],
)
def test_a_link_that_did_not_open_is_told_with_day_and_answer(
    answer: dict[str, object], severity: str, said: str
) -> None:
    (each,) = found(with_links(ADDRESS), "link-dead", seen(**answer))
    assert each.severity == severity
    assert said in each.message
    assert "1 ก.ย. 2568" in each.message
    assert ADDRESS in each.message


@pytest.mark.parametrize(
    "links",
    [NO_LINKS, seen(status=200, final_url=ADDRESS), seen("https://www.example.go.th/other", status=404)],
)
def test_what_opened_or_was_never_looked_at_is_not_dead(links: Links) -> None:
    assert found(with_links(ADDRESS), "link-dead", links) == []


@pytest.mark.parametrize(
    ("url", "final", "said"),
    [
        (ADDRESS, "https://www.example.go.th/", "หน้าแรก"),
        (ADDRESS, "https://www.example.go.th/index.php", "หน้าแรก"),
        (ADDRESS, "https://www.example.go.th/home/", "หน้าแรก"),
        (ADDRESS, "https://www.example.go.th/wp-login.php?to=1", "เข้าสู่ระบบ"),
        (ADDRESS, "https://www.example.go.th/user/login", "เข้าสู่ระบบ"),
        (
            "https://drive.google.com/file/d/1/view",
            "https://accounts.google.com/v3/signin/identifier",
            "เข้าสู่ระบบ",
        ),
    ],
)
def test_a_link_that_led_elsewhere_is_told_with_where_it_ended(url: str, final: str, said: str) -> None:
    (each,) = found(with_links(url), "link-elsewhere", seen(url, status=200, final_url=final))
    assert (each.severity, each.where.quote) == ("warning", url)
    assert said in each.message
    assert final in each.message


@pytest.mark.parametrize(
    ("url", "final"),
    [
        (ADDRESS, ADDRESS + "/"),
        (ADDRESS, "https://www.example.go.th/ita/o12.pdf"),
        (ADDRESS, "https://www.example.go.th/index.php?id=12"),
        ("https://www.example.go.th/login", "https://www.example.go.th/user/login"),
        ("https://www.example.go.th", "https://www.example.go.th/home"),
        (ADDRESS, "https://www.example.go.th/blog/in-depth"),
    ],
)
def test_another_address_of_the_same_thing_is_no_finding(url: str, final: str) -> None:
    assert found(with_links(url), "link-elsewhere", seen(url, status=200, final_url=final)) == []


# --- link-own-site ---------------------------------------------------------------------------------------

OWN = Links(website="https://www.example.go.th/")


def test_evidence_elsewhere_is_one_hint_for_each_website() -> None:
    urls = ("https://drive.google.com/a", "https://drive.google.com/b", "https://www.other.go.th/a", ADDRESS)
    each = found(with_links(*urls), "link-own-site", OWN)
    assert [(one.severity, one.where.quote) for one in each] == [
        ("info", "https://drive.google.com/a"),
        ("info", "https://www.other.go.th/a"),
    ]
    assert "2 ลิงก์" in each[0].message
    assert "example.go.th" in each[0].message


@pytest.mark.parametrize(
    "url",
    [
        ADDRESS,
        "http://example.go.th/a",
        "https://ita.example.go.th/a",
        "https://process3.gprocurement.go.th/a",
        "https://itas.nacc.go.th/go/iit/abc123",
    ],
)
def test_ones_own_website_and_those_of_the_duty_are_none(url: str) -> None:
    assert found(with_links(url), "link-own-site", OWN) == []


@pytest.mark.parametrize("website", ["", "https://www.facebook.com/tessaban", "ไม่มี"])
def test_without_a_website_to_compare_with_nothing_is_said(website: str) -> None:
    assert found(with_links("https://drive.google.com/a"), "link-own-site", Links(website=website)) == []


# --- from the database -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_margin_of_a_draft_tells_what_the_last_check_found() -> None:
    load_catalogue(2567, 2568)
    work = begin_work(make_cast())
    add_link(work.measure, title="คู่มือ", url=ADDRESS, is_public=True)
    private = "https://www.example.go.th/private"
    add_link(work.measure, title="บันทึก", url=private, is_public=False)
    cycle = Cycle(work.plan.municipality, YEAR)
    assert not [each for each in cycle.checked(work.results)[1] if each.code == "link-dead"]
    LinkCheck.objects.update(checked_at=timezone.now(), status=404, asked_at=None)
    cycle = Cycle(work.plan.municipality, YEAR)
    (each,) = [each for each in cycle.checked(work.results)[1] if each.code == "link-dead"]
    assert (each.where.measure, each.where.quote) == (1, ADDRESS)
    known = links_of(frozen_now(work.results).document, work.plan.municipality)
    assert [one.url for one in known.seen] == [ADDRESS]
