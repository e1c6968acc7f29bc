"""A stored framework as the data it would be in a file: what `services.write_draft` writes, read back.

Editing, cloning, comparing, exporting and checking all work on this mapping, so they say the same of a stored
framework as of a file (`catalogue/data/README.md`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from catalogue.models import DocumentKind, Framework, Item, Requirement
from catalogue.shape import FORMAT
from catalogue.validation import REQUIRED_BY_KIND, WHOLE_YEAR

RELATIONS = (
    "instruments",
    "indicators__instrument",
    "sub_indicators__indicator",
    "issues",
    "items__indicator",
    "items__sub_indicator",
    "items__issues__issue",
    "items__replaces",
    "bands",
    "requirements__item",
    "requirements__components",
    "milestones",
)


def data_of(framework: Framework) -> dict[str, Any]:
    """The framework as the mapping of a data file, in eighteen queries whatever its size."""
    stored = Framework.objects.prefetch_related(*RELATIONS).get(pk=framework.pk)
    return {
        "format": FORMAT,
        "evaluation_year": stored.evaluation_year,
        "name": stored.name,
        "revision": stored.revision,
        "revision_date": _day(stored.revision_date),
        "revision_note": stored.revision_note,
        "source": stored.source,
        "notes": stored.notes,
        "unverified": stored.unverified,
        "instruments": [
            {
                "code": row.code,
                "name": row.name,
                "name_en": row.name_en,
                "weight": row.weight,
                "parts": row.parts,
                **_origin(row),
            }
            for row in stored.instruments.all()
        ],
        "indicators": [
            {
                "no": row.no,
                "instrument": row.instrument.code,
                "name": row.name,
                "name_en": row.name_en,
                "aliases": row.aliases,
                **_origin(row),
            }
            for row in stored.indicators.all()
        ],
        "sub_indicators": [
            {"code": row.code, "indicator": row.indicator.no, "title": row.title, **_origin(row)}
            for row in stored.sub_indicators.all()
        ],
        "items": [_item(row) for row in stored.items.all()],
        "rating": {
            "scheme": stored.scheme,
            "source": stored.scheme_source,
            "bands": [
                {
                    "code": row.code,
                    "name": row.name,
                    "order": row.order,
                    "min_total": _score(row.min_total),
                    "min_each_instrument": _score(row.min_each_instrument),
                    "passing": row.is_passing,
                    "unverified": row.unverified,
                }
                for row in stored.bands.all()
            ],
        },
        "issues": [
            {"no": row.no, "title": row.title, "aliases": row.aliases, **_origin(row)}
            for row in stored.issues.all()
        ],
        "document_requirements": [_requirement(row) for row in stored.requirements.all()],
        "milestones": [
            {
                "code": row.code,
                "name": row.name,
                "start": _day(row.start),
                "end": _day(row.end),
                **_origin(row),
            }
            for row in stored.milestones.all()
        ],
    }


def _origin(row: Any) -> dict[str, Any]:
    return {"source": row.source, "unverified": row.unverified}


def _day(value: Any) -> str | None:
    return None if value is None else value.isoformat()


def _score(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _item(row: Item) -> dict[str, Any]:
    """The marks of its links are marks of the item: a file has no other place for them."""
    links, issues = list(row.replaces.all()), list(row.issues.all())
    marks = list(row.unverified)
    for name, marked in (("issues", issues), ("replaces", links)):
        if name not in marks and any(each.unverified for each in marked):
            marks.append(name)
    return {
        "code": row.code,
        "indicator": row.indicator.no,
        "sub_indicator": row.sub_indicator.code if row.sub_indicator else None,
        "title": row.title,
        "aliases": row.aliases,
        "paraphrase": row.is_paraphrase,
        "issues": [each.issue.no for each in issues],
        "replaces": [each.predecessor for each in links],
        "components": row.components,
        "components_source": row.components_source,
        "source": row.source,
        "unverified": marks,
    }


def _requirement(row: Requirement) -> dict[str, Any]:
    covers = row.kind == DocumentKind.RESULTS or row.covers_months != WHOLE_YEAR
    return {
        "kind": row.kind,
        "item": row.item.code,
        REQUIRED_BY_KIND[row.kind]: row.key_year,
        **({"covers_months": row.covers_months} if covers else {}),
        "issues_required": row.issues_required,
        "components": [
            {"field": each.field or None, "text": each.text, "per_issue": each.per_issue, **_origin(each)}
            for each in row.components.all()
        ],
        **_origin(row),
    }
