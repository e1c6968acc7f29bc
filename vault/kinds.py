"""Kinds of files that may come in as evidence: by media type, with the ending and the word people know."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """`shown` tells whether a browser may show it; everything else is only handed over to be saved."""

    media_type: str
    extension: str
    label: object
    shown: bool = False


KINDS = {
    each.media_type: each
    for each in (
        Kind("application/pdf", "pdf", _("PDF file"), shown=True),
        Kind("image/jpeg", "jpg", _("picture"), shown=True),
        Kind("image/png", "png", _("picture"), shown=True),
        Kind("image/webp", "webp", _("picture"), shown=True),
        Kind(_OFFICE + "wordprocessingml.document", "docx", _("Word file")),
        Kind(_OFFICE + "spreadsheetml.sheet", "xlsx", _("Excel file")),
        Kind(_OFFICE + "presentationml.presentation", "pptx", _("PowerPoint file")),
    )
}
BY_EXTENSION = {each.extension: each for each in KINDS.values()}


def extension_of(media_type: str) -> str:
    """The ending of a file of this type, "bin" for one that is not known."""
    found = KINDS.get(media_type)
    return found.extension if found else "bin"
