"""What programs read: municipalities, the catalogue, known results, reports, versions and findings."""

from __future__ import annotations

import hashlib
from datetime import date

from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from catalogue.drafting import begin_year
from catalogue.queries import framework_of_year
from municipalities.models import Municipality, MunicipalityRecord
from national.models import YearResult
from national.pictures import draw
from reports.models import Version
from review.services import add_finding, decide, reply
from tests.api.asking import ROOT, ask, names
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work
from tests.national.known import announce, figures
from tests.web.test_public_pages import publish

REPORT = f"reports/{CODE}/results/{YEAR}"


class TestMunicipalities:
    def test_they_are_found_by_words_place_and_kind(self, client: Client, cast: Cast) -> None:
        assert names(ask(client, "municipalities")) == [CODE, OTHER_CODE]
        assert names(ask(client, "municipalities", q="สมมติ ขอนแก่น")) == [OTHER_CODE]
        assert names(ask(client, "municipalities", kind="subdistrict")) == [CODE]
        assert names(ask(client, "municipalities", province="98")) == []
        assert names(ask(client, "municipalities", order="-code")) == [OTHER_CODE, CODE]

    def test_every_code_it_ever_had_finds_it_and_the_one_of_today_is_told(
        self, client: Client, cast: Cast
    ) -> None:
        become_a_town(cast.municipality)
        found = ask(client, f"municipalities/{CODE}")
        assert found["code"] == "99300001"
        assert found["codes"] == ["99300001", CODE]
        assert [each["full_name"] for each in found["history"]] == ["เทศบาลตำบลตัวอย่าง", "เทศบาลเมืองตัวอย่าง"]
        assert names(ask(client, "municipalities", q="เทศบาลตำบลตัวอย่าง")) == ["99300001"]

    def test_one_that_never_was_is_not_there(self, client: Client, cast: Cast) -> None:
        assert client.get(f"{ROOT}/municipalities/12345678").status_code == 404

    def test_a_list_has_parts_that_lead_to_each_other(
        self, client: Client, cast: Cast, settings: LazySettings
    ) -> None:
        settings.SITE_URL = "https://ita.example"
        first = ask(client, "municipalities", limit=1)
        assert (first["count"], first["previous"]) == (2, None)
        assert first["next"] == "https://ita.example/api/v1/municipalities?limit=1&offset=1"
        second = client.get(first["next"].removeprefix("https://ita.example")).json()
        assert names(second) == [OTHER_CODE]
        assert second["next"] is None
        assert second["previous"].endswith("limit=1&offset=0")


def become_a_town(municipality: Municipality) -> None:
    record = municipality.record_on()
    assert record is not None
    MunicipalityRecord.objects.filter(pk=record.pk).update(valid_until=date(2025, 12, 31))
    municipality.codes.create(code="99300001")
    MunicipalityRecord.objects.create(
        municipality=municipality,
        code_id="99300001",
        kind="town",
        name=record.name,
        province=record.province,
        district=record.district,
        valid_from=date(2026, 1, 1),
        search_text=record.search_text,
        sort_key=record.sort_key,
    )


class TestFrameworks:
    def test_the_published_years_are_listed(self, client: Client, work: Work) -> None:
        assert names(ask(client, "frameworks"), "year") == [2568, 2567]

    def test_a_year_tells_all_it_asks(self, client: Client, work: Work) -> None:
        year = ask(client, "frameworks/2568")
        assert [each["weight"] for each in year["instruments"]] == [30, 30, 40]
        assert len(year["indicators"]) == 10
        assert year["items"][0]["code"] == "i1"
        assert year["bands"][0]["min_total"] == "95.00"
        asked = {each["kind"]: each for each in year["requirements"]}
        assert asked["results"]["components"]

    def test_a_draft_of_the_catalogue_is_not_told(self, client: Client, work: Work, cast: Cast) -> None:
        begin_year(framework_of_year(2568), 2569, actor=cast.catalogue_admin)
        assert 2569 not in names(ask(client, "frameworks"), "year")
        assert client.get(f"{ROOT}/frameworks/2569").status_code == 404


class TestAssessments:
    def test_an_officers_figures_are_not_told_before_they_are_published(
        self, client: Client, work: Work
    ) -> None:
        assert ask(client, "assessments")["count"] == 0
        assert client.get(f"{ROOT}/assessments/{CODE}/{YEAR - 1}").status_code == 404

    def test_announced_results_are_filtered_and_sorted(self, client: Client, work: Work, cast: Cast) -> None:
        announce(
            2567,
            {cast.municipality.pk: figures("91.50", IIT="90.00", i9="88.00"), cast.other.pk: figures("80")},
        )
        assert names(ask(client, "assessments", order="total")) == [OTHER_CODE, CODE]
        assert names(ask(client, "assessments", min_total="90")) == [CODE]
        assert names(ask(client, "assessments", municipality=OTHER_CODE, year=2567)) == [OTHER_CODE]
        found = ask(client, f"assessments/{CODE}/2567")
        assert (found["total"], found["instruments"], found["indicators"]) == (
            "91.50",
            {"IIT": "90.00"},
            {"9": "88.00"},
        )
        assert found["origin"] == "announced"
        assert found["report_version"] is None

    def test_a_result_that_is_not_shown_is_not_told(self, client: Client, work: Work, cast: Cast) -> None:
        announce(2567, {cast.municipality.pk: figures("91.50")})
        YearResult.objects.update(shown=False)
        assert ask(client, "assessments")["count"] == 0

    def test_what_they_add_up_to(self, client: Client, work: Work, cast: Cast) -> None:
        announce(2567, {cast.municipality.pk: figures("90"), cast.other.pk: figures("80")})
        draw(2567)
        country = ask(client, "pictures/2567")
        assert country["total"]["median"] == "85.00"
        assert country["municipalities"] == 2
        assert ask(client, "pictures/2567", kind="sao")["total"]["median"] == "80.00"
        assert names(ask(client, "pictures", province="", kind=""), "assessed_year") == [2567]
        assert client.get(f"{ROOT}/pictures/2567?province=11").status_code == 404


class TestReports:
    def test_a_draft_is_not_told(self, client: Client, work: Work) -> None:
        assert ask(client, "reports")["count"] == 0
        assert client.get(f"{ROOT}/{REPORT}").status_code == 404

    def test_a_published_one_is_found(self, client: Client, published: Version) -> None:
        for query in ({"q": "ตัวอย่าง"}, {"municipality": CODE}, {"kind": "results", "year": YEAR}):
            assert names(ask(client, "reports", **query), "year") == [YEAR]
        assert ask(client, "reports", kind="analysis")["count"] == 0
        assert ask(client, "reports", municipality=OTHER_CODE)["count"] == 0

    def test_its_versions_tell_which_one_holds(
        self, client: Client, published: Version, work: Work, cast: Cast
    ) -> None:
        publish(work.results, cast, 2)
        versions = ask(client, REPORT)["versions"]
        assert [(each["number"], each["state"]) for each in versions] == [(2, "current"), (1, "replaced")]

    def test_the_document_is_what_was_published_byte_for_byte(
        self, client: Client, published: Version
    ) -> None:
        version = ask(client, f"{REPORT}/versions/1")
        response = client.get(f"{ROOT}/{REPORT}/versions/1/document")
        assert hashlib.sha256(response.content).hexdigest() == version["document_sha256"]
        stored = {each["format"]: each for each in version["files"]}
        assert stored["json"]["sha256"] == published.files["json"]
        assert stored["json"]["size"] == len(response.content)

    def test_a_withdrawn_version_tells_why_and_nothing_else(
        self, client: Client, published: Version, cast: Cast
    ) -> None:
        published.state = Version.State.WITHDRAWN
        published.withdrawn_at, published.withdrawn_by = timezone.now(), cast.approver
        published.withdrawn_reason = "มีข้อมูลส่วนบุคคล"
        published.save()
        version = ask(client, f"{REPORT}/versions/1")
        assert (version["state"], version["files"], version["document"]) == ("withdrawn", [], None)
        for part in ("document", "findings"):
            response = client.get(f"{ROOT}/{REPORT}/versions/1/{part}")
            assert response.status_code == 410
            assert response.json()["detail"] == "มีข้อมูลส่วนบุคคล"

    def test_a_version_that_is_being_made_is_not_told(self, client: Client, published: Version) -> None:
        Version.objects.create(
            report=published.report, number=2, document=published.document, document_sha256="0" * 64
        )
        assert names({"rows": ask(client, REPORT)["versions"]}, "number") == [1]
        assert client.get(f"{ROOT}/{REPORT}/versions/2").status_code == 404


class TestFindings:
    PATH = f"{REPORT}/versions/1/findings"

    def test_the_checks_speak_the_readers_language(self, client: Client, published: Version) -> None:
        thai, english = ask(client, self.PATH), ask(client, self.PATH, lang="en")
        assert thai["errors"] == english["errors"] > 0
        assert [each["code"] for each in thai["checks"]] == [each["code"] for each in english["checks"]]
        assert thai["checks"][0]["message"] != english["checks"][0]["message"]

    def test_a_review_is_told_once_it_is_decided_and_without_names(
        self, client: Client, published: Version, cast: Cast
    ) -> None:
        finding = add_finding(
            published, actor=cast.auditor, place="", severity="error", text="ไม่พบผลลัพธ์ของประเด็นที่ ๒"
        )
        reply(published, finding.number, "จะเพิ่มในฉบับใหม่", actor=cast.officer)
        assert ask(client, self.PATH)["review"] is None
        decide(published, "changes_requested", "ขาดผลลัพธ์", actor=cast.auditor)
        response = client.get(f"{ROOT}/{self.PATH}")
        review = response.json()["review"]
        assert review["decision"] == "changes_requested"
        assert review["findings"][0]["replies"][0]["text"] == "จะเพิ่มในฉบับใหม่"
        for person in (cast.auditor, cast.officer, cast.approver):
            assert person.name not in response.content.decode()
