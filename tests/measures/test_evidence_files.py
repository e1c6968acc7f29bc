"""Files of evidence: read, kept by their content, private until said, never with somebody's ID number in public."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from measures.evidence import add_files, change_evidence
from municipalities.guard import ReadOnly
from tests.cast import Cast, Work, begin_work, load_catalogue, make_cast
from tests.vault import samples
from trail.models import Event
from vault.kept import read

ID_NUMBER = "1-2345-67890-12-1"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Work:
    load_catalogue(2567, 2568)
    return begin_work(cast)


def upload(data: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def word_with(text: str) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<x/>")
        package.writestr(
            "word/document.xml", f"<w:p><w:r><w:t>{text[:5]}</w:t></w:r><w:t>{text[5:]}</w:t></w:p>"
        )
    return out.getvalue()


def test_several_files_are_kept_private_with_their_names(work: Work, cast: Cast) -> None:
    files = [upload(samples.pdf(), "คำสั่ง.pdf"), upload(samples.picture(), "ประชุม.JPG")]
    made = add_files(work.measure, files, title="x", actor=cast.officer)
    assert [(each.title, each.filename) for each in made] == [
        ("คำสั่ง", "คำสั่ง.pdf"),
        ("ประชุม", "ประชุม.jpg"),
    ]
    assert not any(each.is_public for each in made)
    assert len(read(made[0].sha256)) == made[0].size
    assert Event.objects.filter(action="evidence-added").count() == 2


def test_one_file_takes_the_title_given(work: Work, cast: Cast) -> None:
    (made,) = add_files(work.measure, [upload(samples.pdf(), "scan0001.pdf")], title="คำสั่งที่ ๑")
    assert made.title == "คำสั่งที่ ๑"


def test_all_files_are_kept_or_none(work: Work, cast: Cast) -> None:
    files = [upload(samples.pdf(), "a.pdf"), upload(b"MZ", "b.exe")]
    with pytest.raises(ValidationError) as found:
        add_files(work.measure, files, actor=cast.officer)
    assert "b.exe" in str(found.value.message_dict["file"])
    assert not work.measure.evidence.exists()


def test_too_many_files_are_refused(work: Work) -> None:
    with pytest.raises(ValidationError):
        add_files(work.measure, [upload(samples.pdf(), "a.pdf")] * 11)


def test_a_file_with_an_id_number_cannot_become_public(work: Work, cast: Cast) -> None:
    files = [upload(word_with(ID_NUMBER), "ผู้เข้าร่วม.docx")]
    with pytest.raises(ValidationError):
        add_files(work.measure, files, is_public=True, actor=cast.officer)
    files[0].seek(0)
    (made,) = add_files(work.measure, files, actor=cast.officer)
    assert made.personal == ["id-number"]
    with pytest.raises(ValidationError):
        change_evidence(made, title="ก", is_public=True, actor=cast.officer)
    assert not work.measure.evidence.filter(is_public=True).exists()


def test_while_the_report_is_in_approval_no_file_is_taken(work: Work, cast: Cast) -> None:
    from reports.models import Report

    Report.objects.filter(pk=work.results.pk).update(
        state="submitted", submitted_at="2026-01-01T00:00:00Z", submitted_by=cast.officer,
        submitted_document=b"{}", submitted_sha256="0" * 64,
    )  # fmt: skip
    with pytest.raises(ReadOnly):
        add_files(work.measure, [upload(samples.pdf(), "a.pdf")], actor=cast.officer)
