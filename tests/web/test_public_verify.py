"""Is this file a published one: the same file, the same data in another, or unknown; nothing is kept."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports import storage
from reports.files import PDF_TYPE
from reports.models import StoredFile, Version
from reports.package import page_standing_alone
from reports.verifying import LARGEST, attachments
from reports.views import verify as verify_page
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.test_public_pages import publish, withdraw

ADDRESS = f"/r/{CODE}/results/{YEAR}/v1/"
SAME = "เป็นไฟล์ที่เผยแพร่จริง ไม่ถูกแก้ไข"
SAME_DATA = "ข้อมูลข้างในตรงกับฉบับที่เผยแพร่ แต่เป็นคนละไฟล์"
NAMED = "ไฟล์นี้อ้างถึงฉบับที่เผยแพร่ แต่ไม่ใช่ไฟล์ของฉบับนั้น"
UNKNOWN = "ไม่รู้จักไฟล์นี้"


@pytest.fixture
def published(work: Work, cast: Cast) -> Version:
    return publish(work.results, cast, 1)


def ask(client: Client, data: bytes, name: str = "file.pdf") -> Any:
    return client.post("/verify/", {"file": SimpleUploadedFile(name, data)})


def pdf_with(name: str, data: bytes) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments[name] = data
    kept = io.BytesIO()
    pdf.save(kept)
    return kept.getvalue()


class TestFiles:
    def test_a_published_file_is_recognised_with_its_version(
        self, client: Client, published: Version
    ) -> None:
        for extension in ("html", "json"):
            page = ask(client, storage.read(published.files[extension])).content.decode()
            assert SAME in page
            assert ADDRESS in page
            assert "ฉบับล่าสุด" in page

    def test_one_changed_byte_makes_it_another_file(self, client: Client, published: Version) -> None:
        page = ask(client, storage.read(published.files["html"]) + b"\n").content.decode()
        assert SAME not in page
        assert UNKNOWN in page

    def test_the_data_written_in_another_way_are_the_same_content(
        self, client: Client, published: Version
    ) -> None:
        tree = json.loads(bytes(published.document))
        page = ask(client, b"\xef\xbb\xbf" + json.dumps(tree, indent=4).encode()).content.decode()
        assert SAME_DATA in page
        assert ADDRESS in page
        tree["title"] += " แก้ไข"
        assert UNKNOWN in ask(client, json.dumps(tree).encode()).content.decode()

    def test_a_pdf_that_holds_the_data_is_not_called_the_published_file(
        self, client: Client, published: Version
    ) -> None:
        page = ask(client, pdf_with("report.json", bytes(published.document))).content.decode()
        assert SAME_DATA in page
        assert SAME not in page
        assert UNKNOWN in ask(client, pdf_with("report.json", b'{"format": 1}')).content.decode()

    def test_the_page_of_the_package_is_recognised_and_a_changed_one_is_not(
        self, client: Client, published: Version
    ) -> None:
        page = page_standing_alone(published)
        assert SAME in ask(client, page).content.decode()
        changed = page.replace("ทบทวน".encode(), "ยกเลิก".encode())
        assert NAMED in ask(client, changed).content.decode()

    def test_a_replaced_version_says_which_one_holds_now(
        self, client: Client, published: Version, work: Work, cast: Cast
    ) -> None:
        work.measure.title = "ชื่อใหม่"
        work.measure.save()
        publish(work.results, cast, 2)
        page = ask(client, storage.read(published.files["html"])).content.decode()
        assert "มีฉบับที่ 2 แทนแล้ว" in page

    def test_a_withdrawn_one_says_why(self, client: Client, published: Version, cast: Cast) -> None:
        withdraw(published, cast)
        page = ask(client, storage.read(published.files["html"])).content.decode()
        assert "มีข้อมูลส่วนบุคคล" in page
        assert "ถอนเมื่อ" in page

    def test_stored_files_that_are_not_public_stay_unknown(self, client: Client, published: Version) -> None:
        storage.store(b"%PDF-1.7 a draft", PDF_TYPE)
        assert UNKNOWN in ask(client, b"%PDF-1.7 a draft").content.decode()
        Version.objects.create(
            report=published.report,
            number=2,
            document=b"{}",
            document_sha256="1" * 64,
            files={"pdf": storage.store(b"%PDF-1.7 not yet", PDF_TYPE).sha256},
        )
        assert UNKNOWN in ask(client, b"%PDF-1.7 not yet").content.decode()

    def test_nothing_is_stored(self, client: Client, published: Version, settings: LazySettings) -> None:
        def kept() -> tuple[int, int]:
            return StoredFile.objects.count(), len(list(Path(settings.MEDIA_ROOT).rglob("*")))

        before = kept()
        with CaptureQueriesContext(connection) as queries:
            response = ask(client, b"%PDF-1.7 somebody's file")
        assert kept() == before
        written = [
            each["sql"] for each in queries if each["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}
        ]
        assert all("cache" in each for each in written)
        assert "no-store" in response.headers["Cache-Control"]
        assert not response.cookies


class TestRefusals:
    def test_too_large_is_said_beside_the_field(
        self, client: Client, published: Version, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        response = ask(client, b"x" * (LARGEST + 1))
        assert response.status_code == 413
        assert "ไฟล์ใหญ่กว่า 20 MB" in response.content.decode()
        monkeypatch.setattr(verify_page, "FORM_AROUND_A_FILE", -LARGEST + 10)
        assert ask(client, b"x" * 100).status_code == 413

    @pytest.mark.parametrize("sent", [{}, {"file": ""}, {"file": "text, no file"}])
    def test_no_file_is_said_beside_the_field(self, client: Client, db: None, sent: dict[str, str]) -> None:
        response = client.post("/verify/", sent)
        assert response.status_code == 400
        assert "เลือกไฟล์ก่อน" in response.content.decode()

    def test_an_empty_file_is_refused(self, client: Client, db: None) -> None:
        assert ask(client, b"").status_code == 400

    def test_it_answers_without_a_cookie_and_without_a_token(self, published: Version) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert ask(strict, storage.read(published.files["html"])).status_code == 200

    def test_too_many_in_a_minute_are_asked_to_wait(self, client: Client, published: Version) -> None:
        answers = [ask(client, b"x").status_code for _time in range(31)]
        assert (answers[0], answers[-1]) == (200, 429)
        assert client.get("/verify/").status_code == 200


class TestTypedHashes:
    def test_the_hash_of_a_document_is_found_by_its_first_digits(
        self, client: Client, published: Version
    ) -> None:
        whole = published.document_sha256
        for typed in (
            whole,
            whole.upper(),
            whole[:16],
            f"SHA-256 {whole[:16]}",
            f" {whole[:8]} {whole[8:20]} ",
        ):
            assert ADDRESS in client.get("/verify/", {"hash": typed}).content.decode()

    def test_the_hash_of_a_file_names_the_file(self, client: Client, published: Version) -> None:
        page = client.get("/verify/", {"hash": published.files["html"]}).content.decode()
        assert "HTML ·" in page

    @pytest.mark.parametrize("typed", ["", "abc", "g" * 64, "0" * 65, "' OR 1=1 --", "\x00"])
    def test_what_is_no_hash_is_said_beside_the_field(
        self, client: Client, published: Version, typed: str
    ) -> None:
        response = client.get("/verify/", {"hash": typed})
        assert response.status_code == 400
        assert 'id="hash-error"' in response.content.decode()


class TestHostileFiles:
    @pytest.mark.parametrize(
        "data",
        [
            b"%PDF-1.7\nstream\n" * 50_000,
            b"%PDF-1.7\nstream\n{",
            b"%PDF-1.7\nstream\nx\x9c\x00\x00",
            b"[" * 100_000,
            b'{"format": 1, "layout": 3}',
            b'{"format": 1e400}',
            b"\xff\xfe\x00",
            b"<" + b"a" * 1_000_000,
        ],
    )
    def test_they_are_unknown(self, client: Client, published: Version, data: bytes) -> None:
        assert UNKNOWN in ask(client, data).content.decode()

    def test_a_bomb_is_unpacked_no_further_than_a_report_may_be_large(self) -> None:
        import zlib

        bomb = zlib.compress(b"{" + b"a" * 30_000_000)
        assert list(attachments(b"%PDF-1.7\nstream\n" + bomb + b"\nendstream")) == []
