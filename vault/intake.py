"""What people hand in: the type is told by the content, and the content is really read before it is kept.

Pictures are written anew, which drops everything that is no picture (place, camera, a hidden archive). PDF and
Office files are kept as they are, because somebody may have signed them; they are never opened by the portal
again and go out with headers under which they can do nothing.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import filetype
from django.utils.translation import gettext

from vault.kinds import KINDS, Kind
from vault.pictures import NotAPicture, written_anew

LIMIT = 20 * 1024 * 1024
"""Bytes of one file."""
_UNPACKED_LIMIT = 400 * 1024 * 1024
_MEMBERS_LIMIT = 5_000
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


class NotTaken(Exception):
    """A file that cannot be kept; the message says why and what to do, for people."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it will be kept. `name` is for people and ends as the content says."""

    data: bytes
    kind: Kind
    name: str


def take(data: bytes, name: str) -> Taken:
    """Look into a file and return it as it will be kept. Raises NotTaken."""
    if not data:
        raise NotTaken(gettext("The file is empty."))
    if len(data) > LIMIT:
        raise NotTaken(gettext("The file is larger than 20 MB. Make it smaller, or put a link to it."))
    kind = _kind_of(data)
    if kind is None:
        raise NotTaken(
            gettext(
                "This is no PDF, JPEG, PNG, WebP, Word, Excel or PowerPoint file. "
                "Save it as one of these (.docx, .xlsx or .pptx, not the older .doc, .xls or .ppt)."
            )
        )
    return Taken(_READERS[kind.extension](data, kind.extension), kind, tidy_name(name, kind.extension))


def tidy_name(name: str, extension: str) -> str:
    """A file's name without folders and odd characters, at most 150 characters, with the right ending."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = last.rpartition(".")[0] or last
    kept = "".join(each for each in stem if each.isprintable() and each not in '<>:"|?*')
    return f"{' '.join(kept.split()).strip('. ')[:150] or 'file'}.{extension}"


def _kind_of(data: bytes) -> Kind | None:
    guessed = filetype.guess_mime(data[:8192])
    if guessed == "application/zip" or (guessed or "").startswith("application/vnd.openxml"):
        return _office_kind(data)
    return KINDS.get(guessed or "")


def _office_kind(data: bytes) -> Kind | None:
    """Which Office file a ZIP is, by the parts in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    for kind in KINDS.values():
        if _MAIN_PART.get(kind.extension) in names and "[Content_Types].xml" in names:
            return kind
    return None


def _office(data: bytes, extension: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if len(members) > _MEMBERS_LIMIT or sum(each.file_size for each in members) > _UNPACKED_LIMIT:
                raise NotTaken(gettext("The file unpacks to far more than it should: it was not opened."))
            if any(each.flag_bits & 0x1 for each in members):
                raise NotTaken(gettext("The file is locked with a password. Save it without one."))
            if any(each.filename.lower().endswith("vbaproject.bin") for each in members):
                raise NotTaken(gettext("The file holds macros. Save it without them, or as PDF."))
            with package.open(_MAIN_PART[extension]) as part:
                part.read(1024)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, KeyError) as error:
        raise NotTaken(_damaged()) from error
    return data


def _pdf(data: bytes, extension: str) -> bytes:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotTaken(gettext("The file is locked with a password. Save it without one."))
        pages = len(reader.pages)
    except DependencyError as error:  # locked in a way that a further package would have to open
        raise NotTaken(gettext("The file is locked with a password. Save it without one.")) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise NotTaken(_damaged()) from error
    if not pages:
        raise NotTaken(_damaged())
    return data


def _picture(data: bytes, extension: str) -> bytes:
    try:
        return written_anew(data, extension)
    except NotAPicture as error:
        raise NotTaken(str(error)) from error


def _damaged() -> str:
    return gettext("The file is damaged: it cannot be opened. Save it once more and try again.")


_READERS: dict[str, Callable[[bytes, str], bytes]] = {
    "pdf": _pdf,
    "jpg": _picture,
    "png": _picture,
    "webp": _picture,
    "docx": _office,
    "xlsx": _office,
    "pptx": _office,
}
