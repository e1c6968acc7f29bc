"""Bytes of a text file as text, or a clear refusal."""

from __future__ import annotations

import codecs
import re

from reports.readers.messages import gettext_noop
from reports.readers.reading import UnreadableFile

SIZE_LIMIT = 10_000_000
"""Largest file that is read, in bytes; real reports have 20 to 200 kB."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_THAI_WORD = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e4e]{2,}")
_BINARY = gettext_noop("it holds binary data")
_ENCODING = gettext_noop("its characters are neither UTF-8 nor TIS-620")
_SIGNATURES = {
    b"%PDF": gettext_noop("it is a PDF"),
    b"PK\x03\x04": gettext_noop("it is a Word, Excel or zip file"),
    b"\xd0\xcf\x11\xe0": gettext_noop("it is an old Word or Excel file"),
    b"{\\rtf": gettext_noop("it is an RTF file"),
    b"\x89PNG": gettext_noop("it is an image"),
    b"\xff\xd8\xff": gettext_noop("it is an image"),
    b"GIF8": gettext_noop("it is an image"),
}


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without a mark), UTF-16 with a mark, or TIS-620/Windows-874.

    Raises UnreadableFile when it is empty, larger than SIZE_LIMIT, or no text.
    """
    if len(data) > SIZE_LIMIT:
        size = f"{len(data) / 1_000_000:.1f}"
        raise UnreadableFile("read-too-large", size=size, limit=SIZE_LIMIT // 1_000_000)
    for signature, reason in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableFile("read-not-text", reason=reason)
    text = _text(data)
    if not text.strip("\ufeff\u200b \t\r\n\f\v"):
        raise UnreadableFile("read-empty")
    if len(_CONTROLS.findall(text)) > len(text) // 1000:
        raise UnreadableFile("read-not-text", reason=_BINARY)
    return text


def _text(data: bytes) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        raise UnreadableFile("read-not-text", reason=_ENCODING) from None
    outside = sum(character > "\x7f" for character in text)
    if len(_THAI.findall(text)) < outside * 0.9 or not _THAI_WORD.search(text):
        raise UnreadableFile("read-not-text", reason=_ENCODING)
    return text
