"""What a municipality puts on its own website, where OIT looks for it: a ZIP with everything, ready to upload.

Made from the stored files and the frozen Document alone: the same version gives the same bytes. Its texts are Thai,
as the page they will stand on; they are part of what is handed over, not of the portal's own pages.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from html import escape

from ita_portal.thai.dates import format_date
from reports import storage
from reports.document import Document
from reports.files import imprint_of, pictures_of, published_xlsx
from reports.formats.json_form import loads
from reports.models import Version
from reports.writers.imprint import Imprint
from reports.writers.setting import Setting

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The date of every file in it: the same version has the same bytes."""
STORED = ("pdf", "json", "csv")
FRAME_HEIGHT = 900
"""Pixels of the frame in which a page shows the report."""

_KINDS = {
    "analysis": "การวิเคราะห์ผลการประเมิน ITA และการนำผลการวิเคราะห์ไปสู่การปฏิบัติ",
    "results": "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
}
_WHAT = {
    "pdf": "เอกสารสำหรับเปิดอ่านและพิมพ์",
    "html": "เอกสารเป็นหน้าเว็บไฟล์เดียว เปิดได้โดยไม่ต้องต่ออินเทอร์เน็ต",
    "json": "ข้อมูลทั้งฉบับ สำหรับระบบอื่น",
    "csv": "ตารางมาตรการ เปิดด้วย Excel ได้",
    "xlsx": "ข้อมูลทั้งฉบับเป็นตาราง เปิดด้วย Excel ได้",
}


def package(version: Version) -> bytes:
    """The ZIP of a published version. Raises storage.Damaged when one of its files is."""
    document = loads(bytes(version.document))
    imprint = imprint_of(version, document)
    stem = stem_of(version, document)
    kept = {each: version.files[each] for each in STORED if each in version.files}
    files = {f"{stem}.{extension}": storage.read(sha256) for extension, sha256 in kept.items()}
    files[f"{stem}.html"] = page_standing_alone(version)
    files[f"{stem}.xlsx"] = published_xlsx(version).data
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\r\n" for name, data in sorted(files.items()))
    paragraph = _sentence(document)
    texts = {
        "paragraph.txt": f"{paragraph}\r\n{imprint.url}\r\n",
        "paragraph.html": _linked(paragraph, imprint.url, f"{stem}.pdf"),
        "embed.html": _frame(document, imprint),
        "SHA256SUMS.txt": sums,
        "readme.txt": _readme(document, imprint, sorted(files)),
    }
    bom = "\ufeff"
    files |= {
        name: f"{bom if name.endswith('.txt') and name != 'SHA256SUMS.txt' else ''}{text}".encode()
        for name, text in texts.items()
    }
    return _zipped(files)


def stem_of(version: Version, document: Document) -> str:
    """The name of every file of a version without its ending."""
    report = version.report
    return f"{report.kind}-{report.key_year}-{document.municipality.code}-v{version.number}"


def page_standing_alone(version: Version) -> bytes:
    """The report as one HTML file with its style and fonts inside."""
    from reports.writers.html import write_html

    document = loads(bytes(version.document))
    imprint = imprint_of(version, document)
    return write_html(document, imprint=imprint, assets="inline", images=pictures_of(document))


def _sentence(document: Document) -> str:
    agency = Setting.of(document).agency
    return f"{agency} เผยแพร่{_KINDS[document.kind]} ประจำปี พ.ศ. {document.key_year}"


def _linked(sentence: str, url: str, pdf: str) -> str:
    address = escape(url)
    return (
        f'<p lang="th"><a href="{address}">{escape(sentence)}</a>\n'
        f'(<a href="{escape(pdf)}" type="application/pdf">ไฟล์ PDF</a>)</p>\n'
    )


def _frame(document: Document, imprint: Imprint) -> str:
    """The published page itself within another page; it shows the reason when the version was withdrawn."""
    page = f"{imprint.url.rstrip('/')}.html"
    return (
        f'<iframe src="{escape(page)}" title="{escape(_sentence(document))}" width="100%" '
        f'height="{FRAME_HEIGHT}" loading="lazy" referrerpolicy="no-referrer" sandbox="allow-popups"></iframe>\n'
        f'<p lang="th"><a href="{escape(imprint.url)}">เปิดเอกสารและตรวจสอบความถูกต้องที่ต้นทาง</a></p>\n'
    )


def _readme(document: Document, imprint: Imprint, names: list[str]) -> str:
    listed = [f"- {name}  {_WHAT[name.rpartition('.')[2]]}" for name in names]
    lines = (
        _sentence(document),
        f"ฉบับที่ {imprint.version} เผยแพร่เมื่อ {format_date(imprint.date, digits='arabic')}",
        f"ที่อยู่ถาวร {imprint.url}",
        f"รหัสตรวจสอบเอกสาร SHA-256 {imprint.sha256}",
        "",
        "ไฟล์ในชุดนี้",
        *listed,
        "- paragraph.html และ paragraph.txt  ข้อความพร้อมลิงก์ สำหรับวางในข่าวหรือหน้า ITA",
        "- embed.html  โค้ดสำหรับแสดงเอกสารในหน้าเว็บ",
        "- SHA256SUMS.txt  ค่าสำหรับตรวจว่าไฟล์ไม่เปลี่ยน",
        "",
        "วิธีนำขึ้นเว็บไซต์",
        "1. อัปโหลดไฟล์ PDF ขึ้นเว็บไซต์ของหน่วยงาน โดยไม่แก้ไขและไม่บันทึกใหม่",
        "2. วางข้อความจาก paragraph.html ในหน้า ITA ของหน่วยงาน",
        "3. กลับไปที่ระบบ ใส่ที่อยู่ของไฟล์บนเว็บไซต์ แล้วให้ระบบตรวจว่าเป็นไฟล์เดียวกัน",
        "",
    )
    return "\r\n".join(lines)


def _zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()
