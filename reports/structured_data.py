"""A published version for search engines and other programs: schema.org as JSON-LD, for a data block of its page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from reports.files import CSV_TYPE, HTML_TYPE, JSON_TYPE, PDF_TYPE
from reports.models import Version
from reports.shelf import Listed

SCHEMA = "https://schema.org"
TYPES = {"pdf": PDF_TYPE, "html": HTML_TYPE, "json": JSON_TYPE, "csv": CSV_TYPE}
_ESCAPED = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def report_data(
    version: Version, listed: Listed, permanent: str, files: Iterable[Mapping[str, Any]]
) -> SafeString:
    """One version as schema.org `Report` with its files and their hashes; nothing in it can end the data block."""
    place = {"@type": "AdministrativeArea", "name": listed.province}
    tree = {
        "@context": SCHEMA,
        "@type": "Report",
        "@id": permanent,
        "url": permanent,
        "name": f"{listed.kind} {listed.year} {listed.municipality}",
        "reportNumber": f"v{version.number}",
        "version": version.number,
        "identifier": f"sha256:{version.document_sha256}",
        "inLanguage": "th",
        "isAccessibleForFree": True,
        "datePublished": version.published_at.isoformat() if version.published_at else None,
        "temporalCoverage": str(listed.year - 543),
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": listed.municipality,
            "identifier": listed.code,
            "url": f"{settings.SITE_URL}/r/{listed.code}/",
            "areaServed": place if listed.province else None,
        },
        "encoding": [_encoding(version, each) for each in files if each["extension"] in version.files],
    }
    return mark_safe(json.dumps(_without_nothing(tree), ensure_ascii=False).translate(_ESCAPED))  # noqa: S308


def _encoding(version: Version, file: Mapping[str, Any]) -> dict[str, Any]:
    extension = file["extension"]
    return {
        "@type": "MediaObject",
        "contentUrl": f"{settings.SITE_URL}{file['url']}",
        "encodingFormat": TYPES.get(extension, "application/octet-stream").partition(";")[0],
        "contentSize": str(file["size"]),
        "sha256": version.files[extension],
    }


def _without_nothing(tree: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _without_nothing(value) if isinstance(value, dict) else value
        for key, value in tree.items()
        if value is not None
    }
