"""The Excel file of a draft, for who works on it, and of a published version, for everybody."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.test import Client

from measures.models import Measure
from reports.files import XLSX_TYPE
from reports.formats.json_form import loads
from reports.frozen import frozen_now
from reports.models import Report, Version
from reports.readers.xlsx import read_xlsx
from tests.cast import CODE, YEAR, Cast, Work, sign_in
from tests.reports.readers.years import FRAMES
from tests.web.test_public_pages import ADDRESS, publish, withdraw

DRAFT = f"/m/{CODE}/{YEAR}/report/results/draft.xlsx"


@pytest.fixture
def published(work: Work, cast: Cast) -> Version:
    return publish(work.results, cast, 1)


def said(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


class TestDraft:
    def test_an_officer_takes_it_along_and_it_is_the_report(self, cast: Cast, work: Work) -> None:
        response = sign_in(Client(), cast.officer).get(DRAFT)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == XLSX_TYPE
        assert f'filename="results-{YEAR}-{CODE}-draft.xlsx"' in response.headers["Content-Disposition"]
        assert "no-store" in response.headers["Cache-Control"]
        assert read_xlsx(response.content, frames=FRAMES).document == frozen_now(work.results).document

    def test_the_report_page_links_to_it(self, cast: Cast, work: Work) -> None:
        page = sign_in(Client(), cast.officer).get(f"/m/{CODE}/{YEAR}/report/results/").content.decode()
        assert f'href="{DRAFT}"' in page

    def test_another_municipality_does_not_see_it(self, cast: Cast, work: Work) -> None:
        assert sign_in(Client(), cast.outsider).get(DRAFT).status_code == 404

    def test_a_report_beyond_all_measure_is_refused_on_the_page(self, cast: Cast, work: Work) -> None:
        Measure.objects.filter(pk=work.measure.pk).update(outcome="ก" * 20_001)
        officer = sign_in(Client(), cast.officer)
        response = officer.get(DRAFT)
        assert response.status_code == 302
        assert "สร้างไฟล์ Excel ไม่ได้" in officer.get(response.url).content.decode()


class TestPublished:
    def test_everybody_can_open_it_and_it_says_which_version_it_is(
        self, client: Client, published: Version
    ) -> None:
        response = client.get(f"{ADDRESS}v1.xlsx")
        assert response.status_code == 200
        assert response.headers["Content-Type"] == XLSX_TYPE
        assert f'filename="results-{YEAR}-{CODE}-v1.xlsx"' in response.headers["Content-Disposition"]
        assert published.document_sha256 in said(response.content)
        assert not response.cookies

    def test_it_holds_what_was_published_whatever_came_after(
        self, client: Client, published: Version, work: Work
    ) -> None:
        before = client.get(f"{ADDRESS}v1.xlsx").content
        assert read_xlsx(before, frames=FRAMES).document == loads(bytes(published.document))
        Report.objects.filter(pk=work.results.pk).update(title="ชื่อใหม่")
        assert client.get(f"{ADDRESS}v1.xlsx").content == before

    def test_it_is_kept_for_an_hour_and_known_by_its_bytes(self, client: Client, published: Version) -> None:
        first = client.get(f"{ADDRESS}v1.xlsx")
        assert "immutable" not in first.headers["Cache-Control"]
        again = client.get(f"{ADDRESS}v1.xlsx", headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304

    def test_the_page_of_the_version_links_to_it(self, client: Client, published: Version) -> None:
        assert f'href="{ADDRESS}v1.xlsx"' in client.get(f"{ADDRESS}v1/").content.decode()

    def test_the_package_for_the_website_has_it(self, client: Client, published: Version) -> None:
        with zipfile.ZipFile(io.BytesIO(client.get(f"{ADDRESS}v1.zip").content)) as archive:
            assert archive.read(f"results-{YEAR}-{CODE}-v1.xlsx") == client.get(f"{ADDRESS}v1.xlsx").content

    def test_a_withdrawn_one_is_gone(self, client: Client, published: Version, cast: Cast) -> None:
        withdraw(published, cast)
        assert client.get(f"{ADDRESS}v1.xlsx").status_code == 410

    def test_a_version_that_is_not_there_has_none(self, client: Client, published: Version) -> None:
        assert client.get(f"{ADDRESS}v2.xlsx").status_code == 404
