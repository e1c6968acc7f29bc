"""Beside a published version: the scan of the signed paper, and the copy on the municipality's own website."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult
from PIL import Image
from pypdf import PdfWriter

from fetching import Answer, Reason, Unreachable
from reports import storage
from reports.beside import NotBeside, add_signed_scan, look_at_own_copy, set_own_copy
from reports.models import OwnCopy, SignedScan, Version
from reports.package import page_standing_alone
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.test_public_pages import publish, withdraw
from trail.models import Event

DESK = f"/m/{CODE}/{YEAR}/report/results/v1/"
PUBLIC = f"/r/{CODE}/results/{YEAR}/v1"
SITE = "https://www.tambon.example.go.th/ita/o33.pdf"


@pytest.fixture
def published(work: Work, cast: Cast) -> Version:
    return publish(work.results, cast, 1)


def pdf() -> bytes:
    target, paper = io.BytesIO(), PdfWriter()
    paper.add_blank_page(width=595, height=842)
    paper.write(target)
    return target.getvalue()


def photo() -> bytes:
    target = io.BytesIO()
    picture = Image.new("RGB", (12, 12), "white")
    place = Image.Exif()
    place[0x010E] = "secret place"
    picture.save(target, "JPEG", exif=place)
    return target.getvalue()


def scan(client: Client, data: bytes, name: str = "ลงนาม.pdf") -> int:
    answer = client.post(DESK, {"part": "scan", "file": SimpleUploadedFile(name, data)})
    return answer.status_code


class TestScan:
    def test_stands_beside_the_version_for_everybody(self, officer: Client, published: Version) -> None:
        data = pdf()
        assert scan(officer, data) == 302
        sha256 = hashlib.sha256(data).hexdigest()
        answer = Client().get(f"{PUBLIC}-signed.pdf")
        assert (answer.status_code, answer.content) == (200, data)
        assert answer.headers["ETag"] == f'"{sha256}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        page = Client().get(f"{PUBLIC}/").content.decode()
        assert f'href="{PUBLIC}-signed.pdf"' in page
        assert sha256 in page

    def test_of_a_camera_loses_the_place_where_it_was_taken(
        self, officer: Client, published: Version
    ) -> None:
        assert scan(officer, photo(), "IMG_1.jpg") == 302
        kept = Client().get(f"{PUBLIC}-signed.jpg").content
        assert b"secret place" not in kept
        assert Image.open(io.BytesIO(kept)).size == (12, 12)

    def test_says_on_the_desk_who_put_it_there(self, officer: Client, published: Version, cast: Cast) -> None:
        scan(officer, pdf())
        page = officer.get(DESK).content.decode()
        assert cast.officer.name in page
        assert SignedScan.objects.get().file_id in page

    @pytest.mark.parametrize(
        ("data", "name"), [(b"MZ\x90\x00" * 40, "a.pdf"), (b"%PDF-1.7 broken", "a.pdf"), (b"", "a.pdf")]
    )
    def test_that_is_none_is_refused_beside_the_field(
        self, officer: Client, published: Version, data: bytes, name: str
    ) -> None:
        answer = officer.post(DESK, {"part": "scan", "file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 422
        assert 'id="file-error"' in answer.content.decode()
        assert not SignedScan.objects.exists()

    def test_put_there_twice_is_one_and_a_better_one_takes_its_place(
        self, officer: Client, published: Version
    ) -> None:
        first = pdf()
        scan(officer, first)
        scan(officer, first)
        assert SignedScan.objects.count() == 1
        assert Event.objects.filter(action="scan-added").count() == 1
        scan(officer, photo(), "better.jpg")
        assert Client().get(f"{PUBLIC}-signed.pdf").status_code == 404
        assert Client().get(f"{PUBLIC}-signed.jpg").status_code == 200
        assert storage.exists(hashlib.sha256(first).hexdigest())

    def test_is_gone_with_the_reason_when_the_version_is_withdrawn(
        self, officer: Client, published: Version, cast: Cast
    ) -> None:
        scan(officer, pdf())
        withdraw(published, cast)
        answer = Client().get(f"{PUBLIC}-signed.pdf")
        assert answer.status_code == 410
        assert published.withdrawn_reason in answer.content.decode()
        assert officer.get(DESK).status_code == 404
        with pytest.raises(NotBeside):
            add_signed_scan(published, pdf(), "a.pdf", actor=cast.officer)

    def test_cannot_be_changed_in_the_database(self, officer: Client, published: Version) -> None:
        scan(officer, pdf())
        for change in (SignedScan.objects.all().delete, lambda: SignedScan.objects.update(extension="png")):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()

    def test_leaves_the_version_as_it_was(self, officer: Client, published: Version) -> None:
        before = Version.objects.values().get()
        scan(officer, pdf())
        assert Version.objects.values().get() == before


def standing_there(data: bytes, media_type: str = "application/pdf", status: int = 200) -> object:
    return lambda address: Answer(status, address, media_type, "", data, True)


class TestOwnCopy:
    @pytest.fixture
    def copy(self, published: Version, cast: Cast) -> OwnCopy:
        return set_own_copy(published, SITE, actor=cast.officer)

    def test_is_entered_by_the_officer_and_compared_in_the_background(
        self, officer: Client, published: Version
    ) -> None:
        assert officer.post(DESK, {"part": "copy", "url": SITE}).status_code == 302
        assert OwnCopy.objects.get().url == SITE
        assert DBTaskResult.objects.filter(task_path="reports.tasks.check_own_copy").count() == 1
        assert SITE in officer.get(DESK).content.decode()

    def test_that_is_no_address_stays_in_the_field_with_its_error(
        self, officer: Client, published: Version
    ) -> None:
        answer = officer.post(DESK, {"part": "copy", "url": "เว็บของเรา"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert 'value="เว็บของเรา"' in page
        assert 'id="url-error"' in page

    def test_of_the_same_bytes_is_known_by_them(self, published: Version, copy: OwnCopy) -> None:
        for name, data in (
            ("json", storage.read(published.files["json"])),
            ("html", page_standing_alone(Version.objects.select_related("report").get())),
        ):
            look_at_own_copy(copy.pk, fetch=standing_there(data))  # type: ignore[arg-type]
            assert OwnCopy.objects.get().same_as == name
        assert SITE in Client().get(f"{PUBLIC}/").content.decode()

    def test_may_be_a_page_that_links_to_the_version(self, copy: OwnCopy, settings: object) -> None:
        page = f'<a href="{settings.SITE_URL}{PUBLIC}/">รายงาน</a>'.encode()  # type: ignore[attr-defined]
        look_at_own_copy(copy.pk, fetch=standing_there(page, "text/html"))  # type: ignore[arg-type]
        assert OwnCopy.objects.get().same_as == "link"

    def test_of_other_bytes_is_told_and_not_shown_to_the_public(
        self, officer: Client, published: Version, copy: OwnCopy
    ) -> None:
        look_at_own_copy(copy.pk, fetch=standing_there(b"%PDF another"))  # type: ignore[arg-type]
        assert OwnCopy.objects.get().same_as == ""
        assert "note-warn" in officer.get(DESK).content.decode()
        assert SITE not in Client().get(f"{PUBLIC}/").content.decode()

    def test_that_cannot_be_opened_says_why(self, officer: Client, published: Version, copy: OwnCopy) -> None:
        def inside(address: str) -> Answer:
            raise Unreachable(Reason.INSIDE, address)

        look_at_own_copy(copy.pk, fetch=inside)
        assert OwnCopy.objects.get().problem == "inside"
        look_at_own_copy(copy.pk, fetch=standing_there(b"", status=404))  # type: ignore[arg-type]
        assert OwnCopy.objects.get().problem == "404"
        assert "note-warn" in officer.get(DESK).content.decode()

    def test_changed_meanwhile_is_not_judged_by_the_old_answer(self, copy: OwnCopy) -> None:
        def slow(address: str) -> Answer:
            OwnCopy.objects.update(url="https://other.example/")
            return Answer(200, address, "application/pdf", "", b"x", True)

        look_at_own_copy(copy.pk, fetch=slow)
        assert OwnCopy.objects.get().checked_at is None


def test_only_members_see_the_desk_and_only_officer_and_approver_write(
    published: Version, cast: Cast, approver: Client
) -> None:
    from tests.cast import sign_in

    assert approver.get(DESK).status_code == 200
    assert sign_in(Client(), cast.outsider).get(DESK).status_code == 404
    admin = sign_in(Client(), cast.admin)
    assert 'name="part"' not in admin.get(DESK).content.decode()
    assert admin.post(DESK, {"part": "copy", "url": SITE}).status_code == 403
    assert not OwnCopy.objects.exists()
