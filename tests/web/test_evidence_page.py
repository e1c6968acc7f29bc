"""Evidence on the page of a measure: files and links are added, opened, changed and checked; others see none of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from measures.evidence import add_files
from measures.models import Evidence, LinkCheck
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, Work, sign_in
from tests.vault import samples


@pytest.fixture
def page(work: Work) -> str:
    return reverse("result_edit", args=(CODE, YEAR, work.measure.pk))


@pytest.fixture
def kept(work: Work, cast: Cast) -> Evidence:
    chosen = [SimpleUploadedFile("คำสั่ง แต่งตั้ง.pdf", samples.pdf())]
    return add_files(work.measure, chosen, actor=cast.officer)[0]


def test_files_are_added_by_a_plain_form_and_shown_with_kind_and_size(
    officer: Client, work: Work, page: str
) -> None:
    chosen = [
        SimpleUploadedFile("คำสั่ง.pdf", samples.pdf()),
        SimpleUploadedFile("ภาพ.jpg", samples.phone_photo()),
    ]
    response = officer.post(f"{page}evidence/files/", {"file": chosen, "is_public": "on"}, follow=True)
    assert response.status_code == 200
    text = response.content.decode()
    assert "เก็บแล้ว 2 ไฟล์" in text
    assert "ไฟล์ PDF 1 KB" in text
    assert work.measure.evidence.filter(is_public=True).count() == 2


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "This field is required"),
        ([("a.pdf", b"")], "ไฟล์ว่างเปล่า"),
        ([("a.exe", b"MZ")], "ไม่ใช่ไฟล์ PDF"),
        ([("a.pdf", b"%PDF-1.4 x")], "ไฟล์เสีย"),
    ],
)
def test_what_cannot_be_kept_is_told_beside_the_field(
    officer: Client, work: Work, page: str, chosen: list[tuple[str, bytes]], said: str
) -> None:
    files = [SimpleUploadedFile(name, data) for name, data in chosen]
    response = officer.post(f"{page}evidence/files/", {"file": files, "title": "พิมพ์แล้ว"} if files else {})
    assert response.status_code == 422
    text = response.content.decode()
    assert "พิมพ์แล้ว" in text or not files
    assert 'aria-invalid="true"' in text
    assert said in text or not files
    assert not work.measure.evidence.exists()


def test_a_file_opens_for_members_with_headers_that_let_it_do_nothing(
    officer: Client, kept: Evidence
) -> None:
    response = officer.get(reverse("evidence_file", args=(CODE, YEAR, kept.pk)))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Content-Disposition"].startswith("inline; filename*=utf-8''")


def test_an_office_file_is_only_handed_over_to_be_saved(officer: Client, work: Work, cast: Cast) -> None:
    (word,) = add_files(work.measure, [SimpleUploadedFile("a.docx", samples.office())], actor=cast.officer)
    response = officer.get(reverse("evidence_file", args=(CODE, YEAR, word.pk)))
    assert response.headers["Content-Disposition"] == 'attachment; filename="a.docx"'
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_nobody_else_can_open_a_private_file(kept: Evidence, cast: Cast) -> None:
    url = reverse("evidence_file", args=(CODE, YEAR, kept.pk))
    assert Client().get(url).status_code == 302
    outsider = sign_in(Client(), cast.outsider)
    assert outsider.get(url).status_code == 404
    assert outsider.get(url.replace(CODE, OTHER_CODE)).status_code == 404


def test_a_file_whose_bytes_are_gone_says_so(officer: Client, kept: Evidence) -> None:
    Evidence.objects.filter(pk=kept.pk).update(sha256="0" * 64)
    response = officer.get(reverse("evidence_file", args=(CODE, YEAR, kept.pk)), follow=True)
    assert response.status_code == 200
    assert "0" * 64 in response.content.decode()


def test_evidence_gets_another_title_and_readers(officer: Client, kept: Evidence) -> None:
    url = reverse("evidence_change", args=(CODE, YEAR, kept.pk))
    assert officer.post(url, {"title": "คำสั่งแต่งตั้งคณะทำงาน", "is_public": "on"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.title, kept.is_public) == ("คำสั่งแต่งตั้งคณะทำงาน", True)


def test_a_change_that_is_refused_says_why_beside_the_evidence(officer: Client, kept: Evidence) -> None:
    Evidence.objects.filter(pk=kept.pk).update(personal=["id-number"])
    url = reverse("evidence_change", args=(CODE, YEAR, kept.pk))
    response = officer.post(url, {"title": "ก", "is_public": "on"})
    assert response.status_code == 422
    assert "เลขประจำตัวประชาชน 13 หลัก จึงเปิดเผยไม่ได้" in response.content.decode()
    kept.refresh_from_db()
    assert not kept.is_public


def test_all_links_are_checked_by_a_button(officer: Client, work: Work, page: str) -> None:
    officer.post(f"{page}evidence/", {"title": "ประกาศ", "url": "https://www.example.go.th/1"})
    assert LinkCheck.objects.get().asked_at is not None
    LinkCheck.objects.update(asked_at=None)
    response = officer.post(reverse("evidence_check", args=(CODE, YEAR)), follow=True)
    assert "กำลังตรวจ 1 ลิงก์" in response.content.decode()
    assert "กำลังตรวจ" in officer.get(page).content.decode()


def test_an_approver_sees_evidence_and_changes_none(approver: Client, kept: Evidence) -> None:
    assert approver.get(reverse("evidence_file", args=(CODE, YEAR, kept.pk))).status_code == 200
    url = reverse("evidence_change", args=(CODE, YEAR, kept.pk))
    assert approver.post(url, {"title": "x"}).status_code == 403
