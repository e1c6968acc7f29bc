"""The only code that writes more than one row of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from catalogue.frame_data import fingerprint
from catalogue.models import (
    Band,
    Framework,
    Indicator,
    Instrument,
    Issue,
    Item,
    ItemIssue,
    ItemLink,
    Milestone,
    RequiredComponent,
    Requirement,
    SubIndicator,
)
from catalogue.validation import REQUIRED_BY_KIND, WHOLE_YEAR
from trail.services import record

LINK_SOURCE = "matched by title or by meaning"
PARTS_IN_ORDER_OF_DELETION: tuple[type[models.Model], ...] = (
    RequiredComponent,
    Requirement,
    ItemIssue,
    ItemLink,
    Item,
    SubIndicator,
    Indicator,
    Instrument,
    Issue,
    Band,
    Milestone,
)


@transaction.atomic
def write_draft(data: Mapping[str, Any], draft: Framework | None = None) -> Framework:
    """Write valid data (`catalogue.validation`) as a draft framework, replacing what `draft` held."""
    framework = draft or Framework()
    framework.evaluation_year = data["evaluation_year"]
    framework.revision = data["revision"]
    framework.revision_date = date.fromisoformat(data["revision_date"])
    framework.revision_note = data["revision_note"]
    framework.name = data["name"]
    framework.scheme = data["rating"]["scheme"]
    framework.scheme_source = data["rating"]["source"]
    framework.source = data["source"]
    framework.notes = data["notes"]
    framework.unverified = data["unverified"]
    framework.content_sha256 = fingerprint(data)
    framework.save()
    if draft is not None:
        for part in PARTS_IN_ORDER_OF_DELETION:
            part._default_manager.filter(framework=framework).delete()
    _write_parts(framework, data)
    return framework


@transaction.atomic
def publish_framework(framework: Framework, *, actor: models.Model | None = None) -> Framework:
    """Freeze a draft. A published revision of the same year is archived; what uses it keeps it.

    Publishing twice is harmless. Raises ValueError for an archived framework.
    """
    locked = Framework.objects.select_for_update().get(pk=framework.pk)
    if locked.status == Framework.Status.PUBLISHED:
        return locked
    if locked.status == Framework.Status.ARCHIVED:
        raise ValueError(f"{locked} is archived")
    published = Framework.objects.select_for_update().filter(
        evaluation_year=locked.evaluation_year, status=Framework.Status.PUBLISHED
    )
    for before in published.order_by("pk"):
        before.status = Framework.Status.ARCHIVED
        before.save(update_fields=["status"])
        record(
            "framework-archived",
            before,
            actor=actor,
            before={"status": Framework.Status.PUBLISHED},
            after={"status": Framework.Status.ARCHIVED},
        )
    locked.status = Framework.Status.PUBLISHED
    locked.published_at = timezone.now()
    locked.save(update_fields=["status", "published_at"])
    record(
        "framework-published",
        locked,
        actor=actor,
        before={"status": Framework.Status.DRAFT},
        after={"status": Framework.Status.PUBLISHED, "content_sha256": locked.content_sha256},
    )
    return locked


def _origin(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"source": row["source"], "unverified": row["unverified"]}


def _write_parts(framework: Framework, data: Mapping[str, Any]) -> None:
    instruments = Instrument.objects.bulk_create(
        Instrument(
            framework=framework,
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            weight=row["weight"],
            parts=row["parts"],
            position=position,
            **_origin(row),
        )
        for position, row in enumerate(data["instruments"])
    )
    by_instrument = {each.code: each for each in instruments}
    indicators = Indicator.objects.bulk_create(
        Indicator(
            framework=framework,
            instrument=by_instrument[row["instrument"]],
            no=row["no"],
            name=row["name"],
            name_en=row["name_en"],
            aliases=row["aliases"],
            **_origin(row),
        )
        for row in data["indicators"]
    )
    issues = Issue.objects.bulk_create(
        Issue(framework=framework, no=row["no"], title=row["title"], aliases=row["aliases"], **_origin(row))
        for row in data["issues"]
    )
    items = _write_items(framework, data, {each.no: each for each in indicators}, issues)
    Band.objects.bulk_create(
        Band(
            framework=framework,
            code=row["code"],
            name=row["name"],
            order=row["order"],
            min_total=Decimal(row["min_total"]),
            min_each_instrument=_decimal_or_none(row["min_each_instrument"]),
            is_passing=row["passing"],
            unverified=row["unverified"],
        )
        for row in data["rating"]["bands"]
    )
    _write_requirements(framework, data, items)
    Milestone.objects.bulk_create(
        Milestone(
            framework=framework,
            code=row["code"],
            name=row["name"],
            start=_day_or_none(row["start"]),
            end=_day_or_none(row["end"]),
            position=position,
            **_origin(row),
        )
        for position, row in enumerate(data["milestones"])
    )


def _write_items(
    framework: Framework,
    data: Mapping[str, Any],
    indicators: Mapping[int, Indicator],
    issues: list[Issue],
) -> dict[str, Item]:
    """Write sub-indicators, items, their links to the year before and their usual issues."""
    subs = SubIndicator.objects.bulk_create(
        SubIndicator(
            framework=framework,
            indicator=indicators[row["indicator"]],
            code=row["code"],
            title=row["title"],
            position=position,
            **_origin(row),
        )
        for position, row in enumerate(data["sub_indicators"])
    )
    by_sub = {each.code: each for each in subs}
    by_issue = {each.no: each for each in issues}
    created = Item.objects.bulk_create(
        Item(
            framework=framework,
            indicator=indicators[row["indicator"]],
            sub_indicator=by_sub.get(row["sub_indicator"]),
            code=row["code"],
            title=row["title"],
            aliases=row["aliases"],
            is_paraphrase=row["paraphrase"],
            position=position,
            components=row["components"],
            components_source=row["components_source"],
            **_origin(row),
        )
        for position, row in enumerate(data["items"])
    )
    items = {each.code: each for each in created}
    ItemLink.objects.bulk_create(
        ItemLink(
            framework=framework,
            item=items[row["code"]],
            predecessor=code,
            source=LINK_SOURCE,
            unverified=["predecessor"] if "replaces" in row["unverified"] else [],
        )
        for row in data["items"]
        for code in row["replaces"]
    )
    ItemIssue.objects.bulk_create(
        ItemIssue(
            framework=framework,
            item=items[row["code"]],
            issue=by_issue[no],
            unverified=["issue"] if "issues" in row["unverified"] else [],
        )
        for row in data["items"]
        for no in row["issues"]
    )
    return items


def _write_requirements(framework: Framework, data: Mapping[str, Any], items: Mapping[str, Item]) -> None:
    for row in data["document_requirements"]:
        requirement = Requirement.objects.create(
            framework=framework,
            kind=row["kind"],
            item=items[row["item"]],
            key_year=row[REQUIRED_BY_KIND[row["kind"]]],
            covers_months=row.get("covers_months", WHOLE_YEAR),
            issues_required=row["issues_required"],
            **_origin(row),
        )
        RequiredComponent.objects.bulk_create(
            RequiredComponent(
                framework=framework,
                requirement=requirement,
                field=each["field"] or "",
                text=each["text"],
                per_issue=each["per_issue"],
                position=position,
                **_origin(each),
            )
            for position, each in enumerate(row["components"])
        )


def _decimal_or_none(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
