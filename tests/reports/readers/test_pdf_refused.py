"""A PDF that cannot be read is refused with its reason; one made to do harm costs no more than a long one."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.readers.pages.content import is_pdf
from reports.readers.pdf import read_pdf
from reports.readers.reading import UnreadableFile
from reports.reading_apart import read_apart
from reports.reading_files import read_report
from tests.reports.readers.pdf_files import Page, assembled, pdf, stream
from tests.reports.readers.years import FRAMES


def report() -> bytes:
    page = Page().text(50, 60, "รายงานผลการดำเนินการ ปีงบประมาณ ๒๕๖๘")
    page.table(50, 100, (40, 130, 160), [("ที่", "มาตรการ", "ผลการดำเนินการ"), ("๑", "อบรม", "แล้ว")])
    return pdf(page)


def locked() -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(report())) as file:
        file.save(written, encryption=pikepdf.Encryption(user="1234", owner="5678"))
    return written.getvalue()


def of_pages(kids: bytes, count: int) -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


def of_content(content: bytes) -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
            stream(zlib.compress(content, 9), b"/Filter /FlateDecode"),
        ]
    )


def net() -> bytes:
    page = Page()
    for number in range(400):
        page.line(50, 50 + 2 * number, 900, 50 + 2 * number).line(50 + 2 * number, 50, 50 + 2 * number, 900)
    return pdf(page.text(60, 60, "กขค"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(locked(), "read-pdf-locked", id="a password"),
        pytest.param(b"%PDF-1.7\n", "read-pdf-damaged", id="only a head"),
        pytest.param(report()[:2000], "read-pdf-damaged", id="cut off"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 50, "read-pdf-damaged", id="no PDF behind its name"),
        pytest.param(pdf(Page().picture(), Page().picture()), "read-pdf-scanned", id="a scan"),
        pytest.param(pdf(Page()), "read-empty", id="an empty page"),
        pytest.param(pdf(Page().text(50, 60, "เรื่องทั่วไป")), "read-no-pdf-table", id="no table"),
        pytest.param(net(), "read-no-pdf-table", id="a net of lines"),
        pytest.param(of_pages(b"3 0 R " * 301, 301), "read-pdf-large", id="too many pages"),
        pytest.param(of_pages(b"2 0 R", 10**9), "read-pdf-damaged", id="pages in a circle"),
        pytest.param(of_content(b"0 0 m 100 0 l S\n" * 51_000), "read-pdf-large", id="too many lines"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_pdf(data, frames=FRAMES)
    assert refused.value.code == code


def test_what_a_pdf_would_run_is_never_run_and_its_tables_are_read() -> None:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(report())) as file:
        file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="while (true) app.alert(1)")
        file.save(written)
    (section,) = read_apart(written.getvalue(), frames=FRAMES).document.sections
    assert section.measures[0].title == "อบรม"


def test_a_page_that_unpacks_to_a_gigabyte_ends_the_process_that_reads_it_and_no_other() -> None:
    packer = zlib.compressobj(9)
    ten = packer.compress(b" " * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    content = ten + ten[2:] * 109
    data = assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            stream(content, b"/Filter /FlateDecode"),
        ]
    )
    with pytest.raises(UnreadableFile) as refused:
        read_apart(data, frames=FRAMES)
    assert refused.value.code == "read-too-much"


def test_a_pdf_is_known_by_its_bytes_also_behind_a_few_others() -> None:
    assert is_pdf(report())
    assert not is_pdf("รายงาน %PDF-1.7 คือชนิดไฟล์".encode())
    assert read_report(b"\r\n" + report(), frames=FRAMES).document.sections


WHOLE = report()


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(WHOLE)),
)
def test_a_file_damaged_anywhere_is_read_or_refused(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    for damaged in (bytes(data), bytes(data[:length])):
        with suppress(UnreadableFile):
            read_pdf(damaged, frames=FRAMES)
