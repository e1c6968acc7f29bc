"""The national picture as PDF: asked for with a button, made once by the worker, kept by what it shows."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from municipalities.models import Province
from national import papers
from national.paper_models import Paper
from national.papers import KEPT_FOR, MAX_ATTEMPTS, make, purge_papers
from national.pictures import draw
from reports.files import File, RenderingFailed
from tests.web.test_national_pages import catalogue, know, province, trat
from vault import kept, passing

__all__ = ["catalogue", "province", "trat"]

COUNTRY = {"year": "2568"}


@pytest.fixture(autouse=True)
def nobody_asked_before(db: None) -> None:
    cache.clear()


def ask(client: Client, data: dict[str, str], query: str = "") -> Paper:
    response = client.post(f"/national/pdf/{query}", data)
    assert response.status_code == 302
    assert not response.cookies
    return Paper.objects.get(pk=response["Location"].split("/")[3])


def test_a_pdf_is_made_by_the_worker_and_read_by_anybody(
    client: Client, province: Province, trat: Province
) -> None:
    know(province, ["97.00", "91.00"])
    know(trat, ["70.00"])
    paper = ask(client, COUNTRY)
    address = f"/national/pdf/{paper.pk}"
    assert "กำลังทำ PDF" in client.get(f"{address}/").content.decode()
    assert client.get(f"{address}.pdf").status_code == 404
    make(paper.pk)
    assert client.get(f"{address}/state/").json()["state"] == "done"
    assert f'href="{address}.pdf"' in client.get(f"{address}/").content.decode()
    response = client.get(f"{address}.pdf")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"{address}.pdf", headers={"If-None-Match": response["ETag"]}).status_code == 304
    reader = PdfReader(io.BytesIO(response.content))
    text = "\n".join(each.extract_text() for each in reader.pages)
    for said in ("ทั้งประเทศ ITA 2568", "การปฏิบัติหน้าที่", "เปรียบเทียบจังหวัด", "เชียงใหม่", "91.00"):
        assert said in text
    fonts = {str(font["/BaseFont"]) for page in reader.pages for font in _fonts(page)}
    assert all("Sarabun" in each for each in fonts)
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    paper.refresh_from_db()
    assert paper.page == ""


def _fonts(page):  # type: ignore[no-untyped-def]
    return [each.get_object() for each in page["/Resources"]["/Font"].values()]


def test_the_same_figures_are_made_once(client: Client, province: Province) -> None:
    know(province, ["97.00", "91.00"])
    first = ask(client, COUNTRY)
    tasks = DBTaskResult.objects.count()
    draw(2568)  # again, with the same figures
    assert ask(client, COUNTRY) == first
    assert DBTaskResult.objects.count() == tasks
    know(province, ["60.00"], first=10)
    assert ask(client, COUNTRY) != first


def test_a_finished_pdf_is_used_again_and_a_lost_one_is_made_anew(
    client: Client, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "page_pdf", lambda _page: File(b"%PDF-1.7 x", "application/pdf", 1))
    know(province, ["97.00"])
    paper = ask(client, COUNTRY)
    make(paper.pk)
    tasks = DBTaskResult.objects.count()
    assert ask(client, COUNTRY).state == Paper.State.DONE
    assert DBTaskResult.objects.count() == tasks
    paper.refresh_from_db()
    passing.path_of(paper.file_sha256).unlink()
    assert client.get(f"/national/pdf/{paper.pk}.pdf").status_code == 503
    assert ask(client, COUNTRY).state == Paper.State.QUEUED


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"year": "2568", "province": "98"}, "ita-2568-98"),
        ({"year": "2568", "province": "98", "kind": "subdistrict"}, "ita-2568-98-subdistrict"),
        ({"year": "2568", "code": "98500000"}, "profile-2568-98500000"),
    ],
)
def test_a_province_and_a_profile_can_be_had_in_both_languages(
    client: Client, province: Province, data: dict[str, str], name: str
) -> None:
    know(province, ["97.00", "91.00"])
    thai, english = ask(client, data), ask(client, data, "?lang=en")
    assert thai.name == english.name == name
    assert 'lang="th"' in thai.page
    assert 'lang="en"' in english.page
    assert thai != english
    assert "<a " not in thai.page


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"year": "x"},
        {"year": "2560"},
        {"year": "2568", "kind": "x"},
        {"year": "2568", "kind": "city"},
        {"year": "2568", "province": "11"},
        {"year": "2568", "code": "1"},
        {"year": "2566", "code": "98500000"},
    ],
)
def test_what_there_is_not_cannot_be_had(client: Client, province: Province, data: dict[str, str]) -> None:
    know(province, ["97.00"])
    assert client.post("/national/pdf/", data).status_code == 404
    assert not Paper.objects.exists()


def test_who_asks_too_often_and_when_too_many_wait_is_told_to_come_back(
    client: Client, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    know(province, ["97.00"])
    answers = {client.post("/national/pdf/", COUNTRY).status_code for _each in range(11)}
    assert answers == {302, 429}
    cache.clear()
    monkeypatch.setattr(papers, "MOST_WAITING", 1)
    response = client.post("/national/pdf/", {**COUNTRY, "province": "98"})
    assert response.status_code == 429
    assert response["Retry-After"]
    assert "ขออีกครั้งในหนึ่งนาที" in response.content.decode()


def test_what_cannot_be_made_says_so_and_can_be_asked_for_again(
    client: Client, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(page: str) -> File:
        raise RenderingFailed("no")

    monkeypatch.setattr(papers, "page_pdf", refuse)
    know(province, ["97.00"])
    paper = ask(client, COUNTRY)
    make(paper.pk)
    assert "ทำ PDF ไม่สำเร็จ" in client.get(f"/national/pdf/{paper.pk}/").content.decode()
    assert ask(client, COUNTRY).state == Paper.State.QUEUED


def test_a_worker_that_is_lost_again_and_again_is_not_waited_for(client: Client, province: Province) -> None:
    know(province, ["97.00"])
    paper = ask(client, COUNTRY)
    Paper.objects.update(attempts=MAX_ATTEMPTS, state=Paper.State.RUNNING)
    make(paper.pk)
    paper.refresh_from_db()
    assert paper.state == Paper.State.FAILED


def test_the_address_itself_asks_for_nothing(client: Client, db: None) -> None:
    assert client.get("/national/pdf/")["Location"] == "/national/"
    assert client.get(f"/national/pdf/{'0' * 64}/").status_code == 404


class TestWhatIsDropped:
    @pytest.fixture
    def paper(self, client: Client, province: Province, monkeypatch: pytest.MonkeyPatch) -> Paper:
        monkeypatch.setattr(papers, "page_pdf", lambda _page: File(b"%PDF-1.7 x", "application/pdf", 1))
        know(province, ["97.00"])
        paper = ask(client, COUNTRY)
        make(paper.pk)
        paper.refresh_from_db()
        return paper

    def long_ago(self, paper: Paper) -> None:
        Paper.objects.filter(pk=paper.pk).update(
            requested_at=timezone.now() - KEPT_FOR - timedelta(minutes=1)
        )

    def test_is_what_nobody_asked_for_in_a_month(self, paper: Paper, client: Client) -> None:
        call_command("reap_tasks")
        assert Paper.objects.exists()
        self.long_ago(paper)
        call_command("reap_tasks")
        assert not Paper.objects.exists()
        assert not passing.path_of(paper.file_sha256).exists()
        assert client.get(f"/national/pdf/{paper.pk}.pdf").status_code == 404
        again = ask(client, COUNTRY)
        make(again.pk)
        assert client.get(f"/national/pdf/{again.pk}.pdf").content == b"%PDF-1.7 x"

    def test_is_not_what_somebody_asked_for_again(self, paper: Paper, client: Client) -> None:
        self.long_ago(paper)
        assert ask(client, COUNTRY).state == Paper.State.DONE
        assert purge_papers() == 0

    def test_is_also_what_never_ended(self, paper: Paper) -> None:
        Paper.objects.update(state=Paper.State.QUEUED, file_sha256="", finished_at=None, page="<html>")
        self.long_ago(paper)
        assert purge_papers() == 1

    def test_is_no_file_that_another_page_or_somebody_else_keeps(self, paper: Paper) -> None:
        evidence = kept.keep(b"%PDF-1.7 x")
        other = Paper.objects.get(pk=paper.pk)
        other.pk = "f" * 64
        other.save(force_insert=True)
        self.long_ago(paper)
        assert purge_papers() == 1
        assert passing.is_whole(other.file_sha256)
        self.long_ago(other)
        assert purge_papers() == 1
        assert not passing.path_of(other.file_sha256).exists()
        assert kept.is_whole(evidence)
