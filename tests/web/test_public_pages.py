"""What anybody sees: the home, the list, a published report with its files, and how it is withdrawn."""

from __future__ import annotations

import hashlib

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from reports import storage
from reports.files import HTML_TYPE, JSON_TYPE
from reports.frozen import frozen_now
from reports.models import Rendering, Report, State, Version
from reports.writers.html import assets, write_html
from tests.cast import CODE, YEAR, Cast, Work, sign_in

ADDRESS = f"/r/{CODE}/results/{YEAR}/"


@pytest.fixture
def published(work: Work, cast: Cast) -> Version:
    """The results report as version 1, with HTML and JSON stored (a PDF needs the renderer)."""
    return publish(work.results, cast, 1)


def publish(report: Report, cast: Cast, number: int) -> Version:
    frozen = frozen_now(report)
    now = timezone.now()
    files = {
        "html": storage.store(write_html(frozen.document, assets="link"), HTML_TYPE).sha256,
        "json": storage.store(frozen.data, JSON_TYPE).sha256,
    }
    report.submitted_document, report.submitted_sha256 = frozen.data, frozen.sha256
    report.submitted_at = report.approved_at = now
    report.submitted_by, report.approved_by = cast.officer, cast.approver
    report.state = State.PUBLISHED
    report.save()
    return Version.objects.create(
        report=report,
        number=number,
        state=Version.State.PUBLIC,
        document=frozen.data,
        document_sha256=frozen.sha256,
        files=files,
        published_at=now,
        published_by=cast.approver,
    )


@pytest.mark.django_db
class TestHome:
    def test_it_answers_without_sign_in_on_an_empty_portal(self, client: Client) -> None:
        assert client.get("/").status_code == 200

    def test_it_sets_no_cookie(self, client: Client) -> None:
        assert not client.get("/").cookies

    def test_it_says_who_is_who_to_search_engines(self, client: Client) -> None:
        assert b"noindex" not in client.get("/").content

    def test_english_carries_itself_along(self, client: Client) -> None:
        page = client.get("/?lang=en").content.decode()
        assert '<html lang="en"' in page
        assert 'href="/r/?lang=en"' in page
        assert 'href="/accounts/login/?lang=en"' in page


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    "path", ["/nothing/", "/r/00000000/results/2568/", "/r/x/results/2568/v9/", "/m/x/2568/"]
)
def test_an_unknown_address_is_answered_by_our_own_page(
    client: Client, work: Work, cast: Cast, settings: LazySettings, debug: bool, path: str
) -> None:
    settings.DEBUG = debug
    sign_in(client, cast.officer)
    response = client.get(path)
    assert response.status_code == 404
    assert "ไม่พบหน้านี้" in response.content.decode()
    assert "urlpatterns" not in response.content.decode()
    assert "DEBUG" not in response.content.decode()


class TestList:
    def test_a_published_report_is_found_by_name_place_and_code(
        self, client: Client, published: Version
    ) -> None:
        for text in ("ตัวอย่าง", "ขอนแก่น", CODE):
            assert ADDRESS in client.get("/r/", {"q": text}).content.decode()
        assert ADDRESS not in client.get("/r/", {"q": "ไม่มีที่นี่"}).content.decode()

    def test_drafts_are_not_listed(self, client: Client, work: Work) -> None:
        assert ADDRESS not in client.get("/r/").content.decode()

    def test_a_year_that_is_no_year_lists_everything(self, client: Client, published: Version) -> None:
        assert ADDRESS in client.get("/r/", {"year": "๒x", "kind": "other", "page": "x"}).content.decode()

    def test_more_reports_cost_no_more_queries(
        self, client: Client, work: Work, cast: Cast, django_assert_num_queries
    ) -> None:
        publish(work.results, cast, 1)
        client.get("/r/")
        with django_assert_num_queries(5) as one:
            client.get("/r/")
        publish(work.analysis, cast, 1)
        with django_assert_num_queries(len(one)):
            client.get("/r/")


class TestVersionPage:
    def test_the_page_shows_the_report_between_its_seal_and_its_versions(
        self, client: Client, published: Version
    ) -> None:
        page = client.get(ADDRESS).content.decode()
        assert "ทบทวนขั้นตอนบริการ" in page
        assert published.document_sha256 in page
        assert f"{ADDRESS}v1/" in page
        assert f"{ADDRESS}v1.json" in page

    def test_it_shows_what_was_frozen_not_what_is_stored_now(
        self, client: Client, published: Version, work: Work
    ) -> None:
        work.measure.title = "ชื่อใหม่"
        work.measure.save()
        page = client.get(ADDRESS).content.decode()
        assert "ชื่อใหม่" not in page

    def test_an_earlier_version_points_at_the_current_one(
        self, client: Client, published: Version, work: Work, cast: Cast
    ) -> None:
        publish(work.results, cast, 2)
        assert f'{ADDRESS}v2/"' in client.get(f"{ADDRESS}v1/").content.decode()

    def test_a_draft_has_no_public_page(self, client: Client, work: Work) -> None:
        assert client.get(ADDRESS).status_code == 404
        assert client.get(f"{ADDRESS}v1/").status_code == 404

    def test_a_withdrawn_version_has_a_heading_of_its_own(
        self, client: Client, published: Version, cast: Cast
    ) -> None:
        published.state, published.withdrawn_reason = Version.State.WITHDRAWN, "ผิดปี"
        published.withdrawn_at, published.withdrawn_by = timezone.now(), cast.approver
        published.save()
        assert client.get(ADDRESS).content.decode().count("<h1") == 1

    def test_a_withdrawn_version_says_only_why(self, client: Client, published: Version, cast: Cast) -> None:
        withdraw(published, cast)
        response = client.get(f"{ADDRESS}v1/")
        assert response.status_code == 410
        assert "มีข้อมูลส่วนบุคคล" in response.content.decode()
        assert "ทบทวนขั้นตอนบริการ" not in response.content.decode()


def withdraw(version: Version, cast: Cast) -> None:
    version.state = Version.State.WITHDRAWN
    version.withdrawn_at, version.withdrawn_by = timezone.now(), cast.approver
    version.withdrawn_reason = "มีข้อมูลส่วนบุคคล"
    version.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])


class TestStoredFiles:
    def test_the_bytes_are_the_stored_ones_and_may_be_kept_for_ever(
        self, client: Client, published: Version
    ) -> None:
        response = client.get(f"{ADDRESS}v1.json")
        assert hashlib.sha256(response.content).hexdigest() == published.files["json"]
        assert response.headers["ETag"] == f'"{published.files["json"]}"'
        assert "immutable" in response.headers["Cache-Control"]
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")

    def test_a_browser_that_has_them_gets_nothing_again(self, client: Client, published: Version) -> None:
        etag = f'"{published.files["html"]}"'
        response = client.get(f"{ADDRESS}v1.html", headers={"If-None-Match": etag})
        assert (response.status_code, response.content) == (304, b"")

    @pytest.mark.parametrize(
        ("asked", "first", "last"),
        [("bytes=0-9", 0, 9), ("bytes=10-", 10, -1), ("bytes=-5", -5, -1), ("bytes=0-99999999", 0, -1)],
    )
    def test_a_part_can_be_asked_for(
        self, client: Client, published: Version, asked: str, first: int, last: int
    ) -> None:
        whole = client.get(f"{ADDRESS}v1.json").content
        response = client.get(f"{ADDRESS}v1.json", headers={"Range": asked})
        assert response.status_code == 206
        assert response.content == whole[first : None if last == -1 else last + 1]
        assert response.headers["Content-Range"].endswith(f"/{len(whole)}")

    def test_an_impossible_part_is_refused(self, client: Client, published: Version) -> None:
        response = client.get(f"{ADDRESS}v1.json", headers={"Range": "bytes=99999999-"})
        assert response.status_code == 416

    def test_a_part_of_other_bytes_is_the_whole(self, client: Client, published: Version) -> None:
        headers = {"Range": "bytes=0-9", "If-Range": '"other"'}
        assert client.get(f"{ADDRESS}v1.json", headers=headers).status_code == 200

    def test_a_stored_page_may_load_nothing_but_its_own_assets(
        self, client: Client, published: Version
    ) -> None:
        response = client.get(f"{ADDRESS}v1.html")
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        name = next(iter(assets()))
        assert f"/r/assets/{name}" in response.content.decode()
        answer = client.get(f"/r/assets/{name}")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/css")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    def test_a_file_that_was_never_made_is_not_found(self, client: Client, published: Version) -> None:
        assert client.get(f"{ADDRESS}v1.pdf").status_code == 404
        assert client.get(f"{ADDRESS}v2.html").status_code == 404
        assert client.get(f"/r/assets/{'0' * 64}.css").status_code == 404

    def test_an_upload_cannot_be_fetched_as_an_asset(self, client: Client, published: Version) -> None:
        assert client.get(f"/r/assets/{published.files['html']}.css").status_code == 404

    def test_a_withdrawn_file_is_gone(self, client: Client, published: Version, cast: Cast) -> None:
        withdraw(published, cast)
        assert client.get(f"{ADDRESS}v1.html").status_code == 410


class TestDamagedFiles:
    """A disk that lost or changed stored bytes: nothing wrong is handed out, and the answer says so."""

    def spoil(self, sha256: str, how: str) -> None:
        path = storage.path_of(sha256)
        path.unlink() if how == "missing" else path.write_bytes(b"%PDF something else")

    @pytest.mark.parametrize("how", ["missing", "damaged"])
    def test_a_stored_page_says_that_it_cannot_be_read_now(
        self, client: Client, published: Version, how: str
    ) -> None:
        self.spoil(published.files["html"], how)
        response = client.get(f"{ADDRESS}v1.html")
        assert response.status_code == 503
        assert response.headers["Retry-After"]
        assert "no-store" in response.headers["Cache-Control"]
        page = response.content.decode()
        assert "ไฟล์ของฉบับนี้เปิดไม่ได้ในขณะนี้" in page
        assert "something else" not in page
        assert f"{ADDRESS}v1/" in page

    @pytest.mark.parametrize("how", ["missing", "damaged"])
    def test_the_data_file_is_still_there_in_the_database(
        self, client: Client, published: Version, how: str
    ) -> None:
        self.spoil(published.files["json"], how)
        response = client.get(f"{ADDRESS}v1.json")
        assert response.status_code == 200
        assert hashlib.sha256(response.content).hexdigest() == published.files["json"]

    def test_the_page_around_the_version_opens(self, client: Client, published: Version) -> None:
        self.spoil(published.files["html"], "damaged")
        assert client.get(f"{ADDRESS}v1/").status_code == 200

    def test_an_asset_that_is_damaged_is_not_handed_out(self, client: Client, published: Version) -> None:
        kept = storage.store(b"old style", "text/css")
        self.spoil(kept.sha256, "damaged")
        assert client.get(f"/r/assets/{kept.sha256}.css").status_code == 503

    def test_a_damaged_draft_pdf_is_made_again(self, cast: Cast, work: Work) -> None:
        officer = sign_in(Client(), cast.officer)
        address = f"/m/{CODE}/{YEAR}/report/results/pdf/"
        kept = storage.store(b"%PDF-1.7 draft", "application/pdf")
        done = Rendering.objects.create(
            report=work.results,
            document_sha256=frozen_now(work.results).sha256,
            state=Rendering.State.DONE,
            file=kept,
            finished_at=timezone.now(),
        )
        assert officer.post(address).url == f"{address}{done.pk}/"
        self.spoil(kept.sha256, "damaged")
        assert officer.get(f"{address}{done.pk}.pdf").status_code == 503
        assert officer.post(address).url != f"{address}{done.pk}/"


def test_a_former_code_leads_to_the_present_one(client: Client, published: Version, cast: Cast) -> None:
    from municipalities.models import MunicipalityCode

    MunicipalityCode.objects.create(code="99600009", municipality=cast.municipality)
    response = client.get(f"/r/99600009/results/{YEAR}/v1/")
    assert (response.status_code, response.url) == (301, f"{ADDRESS}v1/")
    response = client.get(f"/r/99600009/results/{YEAR}/v1.json")
    assert (response.status_code, response.url) == (301, f"{ADDRESS}v1.json")
