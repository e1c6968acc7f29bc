"""Reads for the checks what is known about a document's public links: the last answers, and the own website."""

from __future__ import annotations

from django.utils import timezone

from measures.link_checks import checks_of
from municipalities.models import Municipality
from reports.checks.link_facts import Links, SeenLink
from reports.document import Document


def links_of(document: Document, municipality: Municipality) -> Links:
    """One query, none for a document without links."""
    known = checks_of({each.url for each in document.pieces if each.public and each.url})
    seen = (
        SeenLink(url, timezone.localdate(each.checked_at), each.status or 0, each.problem, each.final_url)
        for url, each in sorted(known.items())
        if each.checked_at is not None
    )
    return Links(tuple(seen), municipality.website)
