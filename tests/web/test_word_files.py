"""The Word file of a draft, for who works on it, and of a published version, for everybody."""

from __future__ import annotations

import io

import docx
import pytest
from django.test import Client

from measures.models import Measure
from reports.files import DOCX_TYPE
from reports.models import Report, Version
from tests.cast import CODE, YEAR, Cast, Work, sign_in
from tests.web.test_public_pages import ADDRESS, publish, withdraw

DRAFT = f"/m/{CODE}/{YEAR}/report/results/draft.docx"


def text_of(data: bytes) -> str:
    file = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(each.text for each in file.paragraphs), *cells))


@pytest.fixture
def published(work: Work, cast: Cast) -> Version:
    return publish(work.results, cast, 1)


class TestDraft:
    def test_an_officer_takes_it_along(self, cast: Cast, work: Work) -> None:
        response = sign_in(Client(), cast.officer).get(DRAFT)
        assert response.status_code == 200
        assert response.headers["Content-Type"] == DOCX_TYPE
        assert f'filename="results-{YEAR}-{CODE}-draft.docx"' in response.headers["Content-Disposition"]
        assert "no-store" in response.headers["Cache-Control"]
        assert "ทบทวนขั้นตอนบริการ" in text_of(response.content)

    def test_the_report_page_links_to_it(self, cast: Cast, work: Work) -> None:
        page = sign_in(Client(), cast.officer).get(f"/m/{CODE}/{YEAR}/report/results/").content.decode()
        assert f'href="{DRAFT}"' in page

    def test_another_municipality_does_not_see_it(self, cast: Cast, work: Work) -> None:
        assert sign_in(Client(), cast.outsider).get(DRAFT).status_code == 404

    def test_nobody_sees_it_without_sign_in(self, client: Client, work: Work) -> None:
        assert client.get(DRAFT).status_code == 302

    def test_a_report_beyond_all_measure_is_refused_on_the_page(self, cast: Cast, work: Work) -> None:
        Measure.objects.filter(pk=work.measure.pk).update(outcome="ก" * 20_001)
        officer = sign_in(Client(), cast.officer)
        response = officer.get(DRAFT)
        assert response.status_code == 302
        page = officer.get(response.url).content.decode()
        assert "สร้างไฟล์ Word ไม่ได้" in page
        assert "ยาว 20,001 ตัวอักษรในช่องเดียว พิมพ์ได้ไม่เกิน 20,000 ตัวอักษร" in page


class TestPublished:
    def test_everybody_can_open_it(self, client: Client, published: Version) -> None:
        response = client.get(f"{ADDRESS}v1.docx")
        assert response.status_code == 200
        assert response.headers["Content-Type"] == DOCX_TYPE
        assert "ทบทวนขั้นตอนบริการ" in text_of(response.content)
        assert published.document_sha256[:16] in text_of(response.content).replace(" ", "")
        assert not response.cookies

    def test_it_is_kept_for_an_hour_and_known_by_its_bytes(self, client: Client, published: Version) -> None:
        first = client.get(f"{ADDRESS}v1.docx")
        assert "immutable" not in first.headers["Cache-Control"]
        again = client.get(f"{ADDRESS}v1.docx", headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304

    def test_it_says_what_was_published_whatever_came_after(
        self, client: Client, published: Version, work: Work
    ) -> None:
        before = client.get(f"{ADDRESS}v1.docx").content
        Report.objects.filter(pk=work.results.pk).update(title="ชื่อใหม่")
        assert client.get(f"{ADDRESS}v1.docx").content == before

    def test_the_page_of_the_version_links_to_it(self, client: Client, published: Version) -> None:
        assert f'href="{ADDRESS}v1.docx"' in client.get(f"{ADDRESS}v1/").content.decode()

    def test_a_withdrawn_one_is_gone(self, client: Client, published: Version, cast: Cast) -> None:
        withdraw(published, cast)
        response = client.get(f"{ADDRESS}v1.docx")
        assert response.status_code == 410
        assert "มีข้อมูลส่วนบุคคล" in response.content.decode()

    def test_a_version_that_is_not_there_has_none(self, client: Client, published: Version) -> None:
        assert client.get(f"{ADDRESS}v2.docx").status_code == 404
