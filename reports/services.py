"""The only code that writes more than one row about reports. Each service is one transaction and one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from catalogue.models import DocumentKind
from catalogue.queries import frames_in_force, framework_for, year_from
from ita_portal.thai.celltext import clean
from ita_portal.thai.digits import in_digits
from measures.services import get_or_create_plan
from municipalities.models import Municipality, User
from reports.build import PLACES
from reports.document import Block, Signature
from reports.formats.json_form import from_tree, to_tree
from reports.guard import require_draft
from reports.layouts import DEFAULT, SHIPPED, Layout
from reports.models import Report
from reports.publication import perform
from reports.renderings import request_rendering
from reports.years import years_of
from trail.services import record

__all__ = [
    "create_report",
    "get_or_create_report",
    "layouts_for",
    "perform",
    "request_rendering",
    "set_front_matter",
    "set_layout",
    "use_stored_figures",
]

TITLES = {
    "analysis": (
        "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน (ITA)"
        " และการกำหนดวิธีการนำผลการวิเคราะห์ไปสู่การปฏิบัติ ประจำปี พ.ศ. {year}"
    ),
    "results": "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year}",
}
"""The title of a report that begins in the portal, until somebody writes another; the year in its key."""


@transaction.atomic
def get_or_create_report(
    municipality: Municipality, kind: str, key_year: int | str, *, actor: User | None = None
) -> Report:
    """The report of a kind and year (design §2), begun with the usual layout and title and the year's plan.

    Raises ValueError for another kind or an impossible year, NoFramework for one the catalogue does not reach.
    """
    if kind not in DocumentKind.values:
        raise ValueError(gettext("There is no such kind of report."))
    key_year = year_from(key_year)
    reports = Report.objects.filter(municipality=municipality, kind=kind, key_year=key_year)
    if (found := reports.first()) is not None:
        return found
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    if (found := reports.all().first()) is not None:  # somebody was quicker
        return found
    report = create_report(municipality, kind, key_year, actor=actor)
    get_or_create_plan(municipality, report.action_year, actor=actor)
    return report


def create_report(
    municipality: Municipality,
    kind: str,
    key_year: int,
    *,
    actor: User | None = None,
    evaluation_year: int | None = None,
    **fields: Any,
) -> Report:
    """A new report; `fields` replace what it would begin with. Call within a transaction."""
    framework_for(kind, key_year, evaluation_year)
    years = years_of(kind, key_year, frames_in_force(), evaluation_year)
    layout = DEFAULT[kind]
    values: dict[str, Any] = {
        "assessed_year": years.assessed,
        "action_year": years.action,
        "evaluation_year": years.evaluation,
        "result_year": years.result,
        "covers_start": years.covers[0] if years.covers else None,
        "covers_end": years.covers[1] if years.covers else None,
        "layout": to_tree(layout),
        "title": in_digits(TITLES[kind].format(year=key_year), layout.digits),
        **fields,
    }
    report = Report.objects.create(municipality=municipality, kind=kind, key_year=key_year, **values)
    record(
        "report-created",
        report,
        actor=actor,
        municipality=municipality,
        after={"kind": kind, "key_year": key_year, "layout": values["layout"]["name"]},
    )
    return report


def _locked(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("municipality").get(pk=report.pk)


def layouts_for(report: Report) -> tuple[Layout, ...]:
    """The layouts a report can be printed in: its own, when it was imported with one, and the shipped ones."""
    own: Layout = from_tree(Layout, report.layout)
    shipped = tuple(each for each in SHIPPED if each.kind == report.kind)
    return shipped if own.name in {each.name for each in shipped} else (own, *shipped)


@transaction.atomic
def set_layout(report: Report, layout: Layout | str, *, actor: User | None = None) -> Report:
    """Choose a layout, by value or by the name of one of `layouts_for`."""
    locked = _locked(report)
    require_draft(locked)
    if isinstance(layout, str):
        named = {each.name: each for each in layouts_for(locked)}
        if layout not in named:
            raise ValidationError({"layout": gettext("There is no layout of this name.")})
        layout = named[layout]
    if layout.kind != locked.kind:
        raise ValidationError({"layout": gettext("This layout is for another kind of report.")})
    before, after = locked.layout, to_tree(layout)
    if before != after:
        locked.layout = after
        locked.save(update_fields=["layout", "updated_at"])
        record(
            "report-layout",
            locked,
            actor=actor,
            municipality=locked.municipality,
            before=before,
            after=after,
        )
    return locked


@transaction.atomic
def set_front_matter(
    report: Report,
    *,
    actor: User | None = None,
    title: str | None = None,
    registered: tuple[str, date | None] | None = None,
    blocks: Mapping[str, Sequence[Block]] | None = None,
    covers: tuple[date, date] | tuple[()] | None = None,
    signatures: Sequence[Signature] | None = None,
    layout_options: Mapping[str, Any] | None = None,
) -> Report:
    """Change what only the document has; what is not given stays.

    `registered` are the document's number and date; `blocks` by place (`build.PLACES`); `covers` the first and last
    day, or () for none; `layout_options` single fields of the layout (digits, font_size, orientation, language,
    intro, parts).
    """
    locked = _locked(report)
    require_draft(locked)
    wanted: dict[str, Any] = {}
    if title is not None:
        wanted["title"] = clean(title)
    if registered is not None:
        wanted |= {"document_number": clean(registered[0]), "document_date": registered[1]}
    if blocks is not None:
        if unknown := set(blocks) - set(PLACES):
            raise ValidationError(f"a report has no {', '.join(sorted(unknown))}")
        wanted["blocks"] = {
            **locked.blocks,
            **{place: to_tree(tuple(rows)) for place, rows in blocks.items()},
        }
    if covers is not None:
        first, last = covers or (None, None)
        if first and last and first > last:
            raise ValidationError({"covers": gettext("The period ends before it begins.")})
        wanted |= {"covers_start": first, "covers_end": last}
    if signatures is not None:
        wanted["signatures"] = to_tree(tuple(signatures))
    if layout_options:
        layout: Layout = from_tree(Layout, locked.layout)
        wanted["layout"] = to_tree(replace(layout, **layout_options))
    before = {name: getattr(locked, name) for name in wanted}
    if before != wanted:
        for name, value in wanted.items():
            setattr(locked, name, value)
        locked.save(update_fields=[*wanted, "updated_at"])
        record(
            "report-front-matter",
            locked,
            actor=actor,
            municipality=locked.municipality,
            before={name: _plain(value) for name, value in before.items()},
            after={name: _plain(value) for name, value in wanted.items()},
        )
    return locked


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def use_stored_figures(report: Report, *, actor: User | None = None) -> Report:
    """Print the stored figures from now on, also where the imported document had printed others."""
    locked = _locked(report)
    require_draft(locked)
    if locked.result_as_written:
        before = locked.result_as_written
        locked.result_as_written = {}
        locked.save(update_fields=["result_as_written", "updated_at"])
        record(
            "report-stored-figures", locked, actor=actor, municipality=locked.municipality,
            before={"written": before["written"]},
        )  # fmt: skip
    return locked
