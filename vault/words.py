"""The text of a kept file as far as it is quickly had: to look for what must not be public, never to show it."""

from __future__ import annotations

import io
import logging
import re
import time
import zipfile

_PAGES, _SECONDS, _BYTES = 40, 4.0, 30 * 1024 * 1024
_PARTS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|comments)\.xml|xl/(sharedStrings|worksheets/sheet\d+)\.xml"
    r"|ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"
)
_END_OF_TEXT = re.compile(r"</(?:w:p|a:p|si|row|c)>|<(?:w:tab|w:br)[ /]")
_TAG = re.compile(r"<[^>]*>")


def words_of(data: bytes, extension: str) -> str:
    """The text of a PDF or Office file, cut where reading takes too long; "" for pictures and what cannot be read."""
    if extension == "pdf":
        return _pdf(data)
    return _office(data) if extension in ("docx", "xlsx", "pptx") else ""


def _pdf(data: bytes) -> str:
    from pypdf import PdfReader

    end, texts = time.monotonic() + _SECONDS, []
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
        for page in reader.pages[:_PAGES]:
            texts.append(page.extract_text())
            if time.monotonic() > end:
                break
    except Exception:  # noqa: BLE001 - a PDF can be odd in more ways than anyone lists; what was read counts
        return "\n".join(texts)
    return "\n".join(texts)


def _office(data: bytes) -> str:
    texts, left = [], _BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if not _PARTS.fullmatch(name) or left <= 0:
                    continue
                with package.open(name) as part:
                    xml = part.read(left)
                left -= len(xml)
                texts.append(_TAG.sub("", _END_OF_TEXT.sub("\n<", xml.decode("utf-8", "replace"))))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        pass
    return "\n".join(texts)
