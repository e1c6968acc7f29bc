"""Files of public evidence beside a published version: kept with it, found in its frozen document and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from reports.document import Document, Evidence
from reports.files import RenderingFailed
from reports.models import StoredFile
from vault.kept import is_whole, path_of
from vault.kinds import KINDS, extension_of


def public_files(document: Document) -> Iterator[tuple[int, Evidence]]:
    """The files that readers may open, with their number in the annex."""
    for number, each in enumerate(document.pieces, start=1):
        if each.public and each.sha256 and not each.url:
            yield number, each


def keep_public_files(document: Document) -> None:
    """See that the bytes of every public file are there, and note them with what is published.

    Raises RenderingFailed: a version is public only when all that it links to is stored.
    """
    for _number, each in public_files(document):
        if not is_whole(each.sha256) or each.media_type not in KINDS:
            raise RenderingFailed(
                gettext("The file of the evidence “%(title)s” is missing or damaged: add it again.")
                % {"title": each.title[:120]}
            )
        StoredFile.objects.get_or_create(
            sha256=each.sha256,
            defaults={"media_type": each.media_type, "size": path_of(each.sha256).stat().st_size},
        )


def public_file(document: Document, sha256: str, extension: str) -> tuple[str, Evidence] | None:
    """A public file of a document and the name to save it as; None for every other hash."""
    for number, each in public_files(document):
        if each.sha256 == sha256 and extension_of(each.media_type) == extension:
            return f"evidence-{number}.{extension}", each
    return None
