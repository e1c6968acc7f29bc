"""What people hand in is what its content says, and carries nothing along."""

import io
import zipfile

import pytest
from PIL import Image

from tests.vault import samples
from vault.intake import LIMIT, NotTaken, take, tidy_name


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (samples.pdf(), "pdf"),
        (samples.picture("JPEG"), "jpg"),
        (samples.picture("PNG"), "png"),
        (samples.picture("WEBP"), "webp"),
        (samples.office("word/document.xml"), "docx"),
        (samples.office("xl/workbook.xml"), "xlsx"),
        (samples.office("ppt/presentation.xml"), "pptx"),
    ],
)
def test_the_content_tells_the_type_whatever_the_name(data: bytes, extension: str) -> None:
    taken = take(data, "ภาพถ่าย.exe")
    assert taken.kind.extension == extension
    assert taken.name == f"ภาพถ่าย.{extension}"


def test_a_photo_loses_place_and_camera_and_stands_upright() -> None:
    taken = take(samples.phone_photo(), "IMG_1.jpg")
    assert b"SecretPhone" not in taken.data
    with Image.open(io.BytesIO(taken.data)) as image:
        assert not image.getexif()
        assert image.size == (40, 60)


def test_an_archive_behind_a_picture_is_gone() -> None:
    taken = take(samples.picture("PNG") + samples.office(), "a.png")
    assert not zipfile.is_zipfile(io.BytesIO(taken.data))


def test_what_is_clear_in_a_picture_stays_clear() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(take(out.getvalue(), "a.png").data)) as image:
        assert image.mode == "RGBA"


def test_a_large_picture_becomes_as_large_as_a_page_needs() -> None:
    with Image.open(io.BytesIO(take(samples.picture("JPEG", (4000, 200)), "a.jpg").data)) as image:
        assert max(image.size) <= 3000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"hello", "no PDF"),
        (b"<svg onload=alert(1)>", "no PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no PDF"),
        (b"%PDF-1.7 nothing", "damaged"),
        (samples.pdf("secret"), "password"),
        (samples.picture("JPEG")[:60], "damaged"),
        (samples.picture("PNG")[:60], "damaged"),
        (samples.office("word/document.xml", "word/vbaProject.bin"), "macros"),
        (samples.office("other.xml"), "no PDF"),
        (samples.office()[:200], "no PDF"),
        (b"%PDF-" + b"x" * LIMIT, "20 MB"),
    ],
)
def test_what_cannot_be_kept_says_why(data: bytes, said: str) -> None:
    from django.utils.translation import override

    with override("en"), pytest.raises(NotTaken, match=said):
        take(data, "a.pdf")


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_damaged_in_a_process_that_renders_pdfs_too(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    whole = samples.picture(name)
    with pytest.raises(NotTaken):
        take(whole[: len(whole) * 2 // 3], "a.png")


def test_a_file_that_unpacks_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    from vault import intake

    monkeypatch.setattr(intake, "_MEMBERS_LIMIT", 1)
    with pytest.raises(NotTaken):
        take(samples.office(), "a.docx")


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\งาน\\แผน 2568.PDF", "แผน 2568.pdf"),
        ('a"\r\nb.pdf', "ab.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
        ("ก" * 400, "ก" * 150 + ".pdf"),
    ],
)
def test_names_are_tidied(name: str, tidy: str) -> None:
    assert tidy_name(name, "pdf") == tidy
