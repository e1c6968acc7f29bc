"""A municipality's published years, the report in short, and what changed between versions and since last year."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from municipalities.models import MunicipalityCode
from reports.document import Document
from reports.formats.json_form import dumps, loads
from reports.models import Report, Version
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work
from tests.web.test_public_pages import publish, withdraw

HERE = f"/r/{CODE}/"
REPORT = f"{HERE}results/{YEAR}/"


def publish_changed(report: Report, cast: Cast, number: int, **fields: Any) -> Version:
    """A further version that says something else than the first one."""
    document = loads(bytes(report.versions.get(number=1).document))
    return publish_document(report, cast, number, replace(document, **fields))


def publish_document(report: Report, cast: Cast, number: int, document: Document) -> Version:
    data = dumps(document)
    return Version.objects.create(
        report=report,
        number=number,
        state=Version.State.PUBLIC,
        document=data,
        document_sha256=hashlib.sha256(data).hexdigest(),
        published_at=timezone.now(),
        published_by=cast.approver,
    )


class TestYears:
    def test_every_year_and_every_version_is_there(self, client: Client, work: Work, cast: Cast) -> None:
        publish(work.results, cast, 1)
        publish(work.results, cast, 2)
        publish(work.analysis, cast, 1)
        page = client.get(HERE).content.decode()
        assert f"ITA {YEAR - 1}" in page
        for address in (f"{REPORT}v1/", f"{REPORT}v2/", f"{HERE}analysis/{YEAR - 1}/v1/"):
            assert address in page
        assert "มีฉบับใหม่กว่า" in page

    def test_what_is_not_published_is_not_told(self, client: Client, work: Work) -> None:
        page = client.get(HERE).content.decode()
        assert "ยังไม่มีรายงานที่เผยแพร่" in page
        assert f"ITA {YEAR - 1}" not in page
        assert "noindex" in page

    def test_a_withdrawn_report_stays_named_and_tells_no_figures(
        self, client: Client, work: Work, cast: Cast
    ) -> None:
        withdraw(publish(work.results, cast, 1), cast)
        page = client.get(HERE).content.decode()
        assert f"{REPORT}v1/" in page
        assert f"ITA {YEAR - 1}" not in page

    def test_a_former_code_leads_to_the_present_one(self, client: Client, work: Work, cast: Cast) -> None:
        MunicipalityCode.objects.create(code="99600009", municipality=cast.municipality)
        response: Any = client.get("/r/99600009/")
        assert (response.status_code, response.url) == (301, HERE)

    def test_an_unknown_code_is_not_found(self, client: Client, work: Work) -> None:
        assert client.get("/r/99999999/").status_code == 404
        assert client.get(f"/r/{OTHER_CODE}/").status_code == 200

    def test_more_reports_cost_no_more_queries(
        self, client: Client, work: Work, cast: Cast, django_assert_num_queries: Any
    ) -> None:
        publish(work.results, cast, 1)
        with django_assert_num_queries(5):
            client.get(HERE)
        publish(work.results, cast, 2)
        publish(work.analysis, cast, 1)
        with django_assert_num_queries(5):
            client.get(HERE)


class TestInShort:
    def test_the_report_begins_with_its_summary(self, client: Client, work: Work, cast: Cast) -> None:
        publish(work.results, cast, 1)
        page = client.get(REPORT).content.decode()
        assert "มี 1 มาตรการ ใน 1 ประเด็น" in page
        assert page.index("plain-summary") < page.index("ทบทวนขั้นตอนบริการ")


class TestChanges:
    def test_words_of_both_versions_stand_side_by_side(self, client: Client, work: Work, cast: Cast) -> None:
        publish(work.results, cast, 1)
        sections = loads(bytes(Version.objects.get().document)).sections
        changed = replace(sections[0].measures[0], procedure="๑. ประชุมชาวบ้าน")
        publish_changed(
            work.results, cast, 2, sections=(replace(sections[0], measures=(changed,)), *sections[1:])
        )
        page = client.get(f"{REPORT}v2/changes/").content.decode()
        assert "๑. ประชุม<ins>ชาวบ้าน</ins>" in page
        assert "๑. ประชุม<del>\n๒. ปรับขั้นตอน</del>" in page
        assert "แก้ไข 1 มาตรการ" in page
        assert f"{REPORT}v2/changes/" in client.get(REPORT).content.decode()

    def test_equal_versions_say_so(self, client: Client, work: Work, cast: Cast) -> None:
        publish(work.results, cast, 1)
        publish(work.results, cast, 2)
        assert "ทั้งสองฉบับตรงกัน" in client.get(f"{REPORT}v2/changes/").content.decode()

    def test_the_first_version_is_compared_with_last_years_report(
        self, client: Client, work: Work, cast: Cast
    ) -> None:
        publish(work.results, cast, 1)
        assert "ยังไม่มีฉบับให้เทียบ" in client.get(f"{REPORT}v1/changes/").content.decode()
        last = Report.objects.get(pk=work.results.pk)
        last.pk, last.key_year, last.action_year = None, YEAR - 1, YEAR - 1
        last.assessed_year = YEAR - 2
        last.save()
        document = loads(bytes(Version.objects.get().document))
        publish_document(last, cast, 1, replace(document, sections=()))
        page = client.get(f"{REPORT}v1/changes/").content.decode()
        assert f"รายงานปี {YEAR - 1}" in page
        assert "เพิ่ม 1 มาตรการ" in page
        assert "since=last-year" in client.get(REPORT).content.decode()

    def test_a_withdrawn_version_is_neither_shown_nor_compared_with(
        self, client: Client, work: Work, cast: Cast
    ) -> None:
        withdraw(publish(work.results, cast, 1), cast)
        publish(work.results, cast, 2)
        response: Any = client.get(f"{REPORT}v1/changes/")
        assert (response.status_code, response.url) == (302, f"{REPORT}v1/")
        assert "ยังไม่มีฉบับให้เทียบ" in client.get(f"{REPORT}v2/changes/").content.decode()

    @pytest.mark.parametrize("since", ["", "v9", "v0", "x", "last-year", "%00"])
    def test_something_else_to_compare_with_is_the_usual(
        self, client: Client, work: Work, cast: Cast, since: str
    ) -> None:
        publish(work.results, cast, 1)
        publish(work.results, cast, 2)
        response = client.get(f"{REPORT}v2/changes/", {"since": since})
        assert response.status_code == 200
        assert "ฉบับที่ 1" in response.content.decode()

    def test_a_draft_has_no_such_page(self, client: Client, work: Work) -> None:
        assert client.get(f"{REPORT}v1/changes/").status_code == 404
