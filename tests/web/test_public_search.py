"""Finding what is published: parts of Thai words however they were typed, places, kinds, years and levels."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test import Client
from django.utils import timezone

from municipalities.models import Municipality, MunicipalityRecord
from municipalities.searching import words_of
from municipalities.services import Identity, register_municipalities
from reports.document import Document
from reports.document import Municipality as Named
from reports.formats.json_form import dumps
from reports.layouts import DEFAULT
from reports.models import ListedReport, Report, State, Version
from reports.search import Wanted, find
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.test_public_pages import publish, withdraw


def public_reports(
    cast: Cast, *names: str, kind: str = "subdistrict", level: str = "", total: str = ""
) -> None:
    """A public results report of the cast's province for each name."""
    template = MunicipalityRecord.objects.get(code=CODE)
    codes = [
        f"9950{number:04}" for number, _name in enumerate(names, start=MunicipalityRecord.objects.count())
    ]
    pairs = list(zip(codes, names, strict=True))
    register_municipalities(
        [Identity(code, kind, name, template.province, template.district) for code, name in pairs]
    )
    for code, name in pairs:
        report = Report.objects.create(
            municipality=Municipality.objects.get(codes=code),
            kind="results",
            key_year=YEAR,
            assessed_year=YEAR - 1,
            action_year=YEAR,
            evaluation_year=YEAR + 1,
            layout={},
            state=State.DRAFT,
        )
        document = Document(
            kind="results",
            layout=DEFAULT["results"],
            action_year=YEAR,
            municipality=Named(code, name, kind, "เมือง", "ขอนแก่น"),
        )
        data = dumps(document)
        if level:
            data = data.replace(b'"level":""', f'"level":"{level}"'.encode(), 1)
        if total:
            data = data.replace(b'"total":null', f'"total":"{total}"'.encode(), 1)
        Version.objects.create(
            report=report,
            number=1,
            state=Version.State.PUBLIC,
            document=data,
            document_sha256="0" * 64,
            published_at=timezone.now(),
            published_by=cast.approver,
        )


def names(**query: str) -> set[str]:
    return {each.name.removeprefix("เทศบาลตำบล") for each in find(Wanted.of(query))}


class TestThaiText:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("น้ำ", "ท่าน้ำใส"),
            ("น\u0e49\u0e4d\u0e32", "ท่าน้ำใส"),
            ("น\u0e4d\u0e49\u0e32", "ท่าน้ำใส"),
            ("เเม่คำ", "แม่คำ"),
            ("แม\u200b่ค\u0e4d\u0e32", "แม่คำ"),
            ("บึง๑๒", "บึง12"),
            ("ใส", "ท่าน้ำใส"),
            ("ทต.แม่คำ", "แม่คำ"),
            ("เทศบาลตำบล บึง", "บึง12"),
        ],
    )
    def test_a_part_of_a_name_is_found_however_it_was_typed(self, cast: Cast, asked: str, found: str) -> None:
        public_reports(cast, "ท่าน้ำใส", "แม่คำ", "บึง12")
        assert names(q=asked) == {found}

    def test_every_word_has_to_be_there(self, cast: Cast) -> None:
        public_reports(cast, "แม่คำ", "แม่สาย")
        assert names(q="แม่ จ.ขอนแก่น") == {"แม่คำ", "แม่สาย"}
        assert names(q="แม่ คำ") == {"แม่คำ"}
        assert names(q="แม่ กระบี่") == set()

    def test_signs_of_a_search_pattern_are_only_letters(self, cast: Cast) -> None:
        public_reports(cast, "แม่คำ")
        for text in ("%", "_", "\\", "'", "แม่%คำ", "แม่\x00สาย"):
            assert names(q=text) == set()

    def test_abbreviations_are_the_words_they_stand_for(self) -> None:
        assert words_of("อบต.ทรายขาว จ. กระบี่") == ["องค์การบริหารส่วนตำบล", "ทรายขาว", "กระบี่"]
        assert words_of("บางอบต") == ["บางอบต"]

    def test_a_former_name_finds_the_municipality(self, cast: Cast) -> None:
        public_reports(cast, "แม่คำ")
        record = MunicipalityRecord.objects.get(name="แม่คำ")
        register_municipalities(
            [Identity(record.code_id, "town", "เวียงคำ", record.province, record.district)],
            today=timezone.localdate(),
        )
        assert names(q="แม่คำ") == names(q="เวียงคำ") == {"แม่คำ"}


class TestFilters:
    def test_each_narrows_the_list(self, cast: Cast, client: Client) -> None:
        public_reports(cast, "แม่คำ", level="ผ่านดี", total="91.20")
        public_reports(cast, "บึง", kind="sao", level="ผ่าน", total="88.00")
        assert names(level="ผ่านดี") == {"แม่คำ"}
        assert names(type="sao") == {"องค์การบริหารส่วนตำบลบึง"}
        assert names(year="๒๕๖๘") == names(province="ขอนแก่น") == names(kind="results")
        assert names(year="2567") == names(province="กระบี่") == names(kind="analysis") == set()

    def test_the_best_score_comes_first_when_asked(self, cast: Cast) -> None:
        public_reports(cast, "หนึ่ง", total="88.00")
        public_reports(cast, "สอง", total="97.00")
        assert [str(each.total) for each in find(Wanted.of({"order": "score"}))] == ["97.00", "88.00"]

    @pytest.mark.parametrize(
        "query",
        [{"year": "๒x"}, {"kind": "other"}, {"type": "x"}, {"order": "-pk"}, {"page": "x"}, {"page": "99"}],
    )
    def test_a_value_nobody_offers_asks_for_nothing(
        self, cast: Cast, client: Client, query: dict[str, str]
    ) -> None:
        public_reports(cast, "แม่คำ")
        assert "แม่คำ" in client.get("/r/", query).content.decode()

    def test_nothing_found_says_so_and_shows_the_way_back(self, cast: Cast, client: Client) -> None:
        page = client.get("/r/", {"q": "ไม่มีที่นี่", "level": "ผ่าน"}).content.decode()
        assert "ไม่มีรายงานที่เผยแพร่ตรงกับการค้นหานี้" in page
        assert 'value="ไม่มีที่นี่"' in page

    def test_the_next_page_keeps_the_search(self, cast: Cast, client: Client) -> None:
        public_reports(cast, *(f"แม่คำ {number}" for number in range(21)))
        page = client.get("/r/", {"q": "แม่คำ"}).content.decode()
        assert "q=%E0%B9%81%E0%B8%A1%E0%B9%88%E0%B8%84%E0%B8%B3&amp;page=2" in page
        assert "หน้า 1 จาก 2" in page

    def test_more_reports_cost_no_more_queries(
        self, cast: Cast, client: Client, django_assert_num_queries: Any
    ) -> None:
        asked = {"/r/?q=ขอนแก่น": 5, "/": 6, "/r/feed.atom": 1, "/sitemap-1.xml": 2}
        public_reports(cast, "หนึ่ง")
        for path, count in asked.items():
            with django_assert_num_queries(count):
                client.get(path)
        public_reports(cast, *(f"แม่ {number}" for number in range(19)))
        for path, count in asked.items():
            with django_assert_num_queries(count):
                client.get(path)


class TestTheListFollowsTheVersions:
    def test_a_newer_version_takes_the_place_of_the_older(self, work: Work, cast: Cast) -> None:
        publish(work.results, cast, 1)
        second = publish(work.results, cast, 2)
        assert ListedReport.objects.get().version == second

    def test_a_withdrawn_one_gives_way_to_the_one_before(self, work: Work, cast: Cast) -> None:
        first = publish(work.results, cast, 1)
        withdraw(publish(work.results, cast, 2), cast)
        assert ListedReport.objects.get().version == first
        withdraw(first, cast)
        assert not ListedReport.objects.exists()

    def test_a_version_that_is_being_made_is_not_listed(self, work: Work, cast: Cast) -> None:
        Version.objects.create(report=work.results, number=1, document=b"{}", document_sha256="0" * 64)
        assert not ListedReport.objects.exists()


@pytest.mark.django_db
def test_the_database_is_asked_whether_it_knows_thai_letters() -> None:
    found = [each.id for each in run_checks(databases=["default"])]
    assert "municipalities.W001" not in found


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has such an index")
def test_parts_of_words_are_found_by_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM municipalities_municipalityrecord WHERE search_text LIKE '%แม่คำ%'"
        )
        assert "municipalities_record_trigrams" in "\n".join(row[0] for row in cursor.fetchall())


class TestForPrograms:
    def test_the_feed_tells_each_report_by_its_permanent_address(
        self, client: Client, work: Work, cast: Cast
    ) -> None:
        publish(work.results, cast, 1)
        response = client.get("/r/feed.atom")
        assert response.headers["Content-Type"].startswith("application/atom+xml")
        assert f"/r/{CODE}/results/{YEAR}/v1/" in response.content.decode()
        assert f"/r/{CODE}/" not in client.get("/r/feed.atom", {"year": "2560"}).content.decode()

    def test_the_sitemap_lists_public_pages_only(self, client: Client, work: Work, cast: Cast) -> None:
        assert "/sitemap-1.xml" in client.get("/sitemap.xml").content.decode()
        assert f"/r/{CODE}/" not in client.get("/sitemap-1.xml").content.decode()
        publish(work.results, cast, 1)
        listed = client.get("/sitemap-1.xml").content.decode()
        assert f"/r/{CODE}/results/{YEAR}/v1/" in listed
        assert "/m/" not in listed
        assert client.get("/sitemap-2.xml").status_code == 404

    def test_robots_are_told_where_the_sitemap_is(self, client: Client) -> None:
        assert "/sitemap.xml" in client.get("/robots.txt").content.decode()
