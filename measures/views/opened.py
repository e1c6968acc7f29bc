"""One measure open for editing in place: its fields with what each started from, and what can be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalogue.models import Item
from editing.remarks import Remark, remarks_on
from editing.texts import Beside, text_hash
from measures.fields import TEXTS, items_of_plan, stored_value
from measures.forms import PERIODS, EvidenceFilesForm, EvidenceForm, MeasureForm
from measures.history import as_text
from measures.models import Measure, Section
from measures.period_choices import PeriodChoices, PeriodRead, period_choices, period_read
from measures.steps import StepCount, step_count
from measures.views.shown import Differences
from municipalities.models import Department, Municipality

PLAN_FIELDS = ("title", "procedure", "responsible", "period", "items", "follow_up")
RESULT_FIELDS = ("output", "outcome", "suggestion")
SHORT = frozenset({"title", "responsible", "suggestion", "follow_up"})


@dataclass(frozen=True, slots=True)
class OpenField:
    """A field of the open measure. `text` is what its control holds, `stored` what the database holds."""

    name: str
    label: str
    help: str
    text: str
    stored: str
    errors: tuple[str, ...]
    editable: bool
    remarks: tuple[Remark, ...] = ()

    @property
    def base(self) -> str:
        return text_hash(self.stored)

    @property
    def lines(self) -> list[str]:
        return self.stored.splitlines()

    @property
    def short(self) -> bool:
        return self.name in SHORT


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """An item to tick, with its score's change when both years have one."""

    code: str
    title: str
    difference: Any
    chosen: bool


@dataclass(frozen=True, slots=True)
class OpenMeasure:
    """What the open measure shows. `fields` by name; `groups` are the items by heading, the usual ones first.

    `evidence_refused` says by key why a piece of evidence was not changed.
    """

    measure: Measure
    section: Section
    number: int
    count: int
    step: str
    form: MeasureForm
    evidence_form: EvidenceForm
    files_form: EvidenceFilesForm
    conflict: Mapping[str, Beside]
    evidence_refused: Mapping[int, str]
    fields: Mapping[str, OpenField]
    groups: Sequence[tuple[str, Sequence[ItemChoice]]]
    departments: Sequence[str]
    period: PeriodRead
    choices: PeriodChoices
    remarks: tuple[Remark, ...] = ()
    """Those that stand beside no text field."""
    periods: Sequence[str] = PERIODS

    @property
    def pk(self) -> int:
        return self.measure.pk

    @property
    def subject(self) -> str:
        """How the fields of this measure are named to be saved."""
        return f"measure:{self.pk}"

    @property
    def anchor(self) -> str:
        return f"measure-{self.pk}"

    @property
    def place(self) -> str:
        """The key of its group among the places it can move to."""
        return f"section-{self.section.pk}"

    @property
    def done_editable(self) -> bool:
        """Evidence belongs to the results."""
        return self.fields["outcome"].editable

    @property
    def first(self) -> bool:
        return self.number == 1

    @property
    def last(self) -> bool:
        return self.number == self.count

    @property
    def steps(self) -> StepCount:
        return step_count(self.measure)

    @property
    def chosen(self) -> Iterator[ItemChoice]:
        """The chosen items in their stored order."""
        known = {choice.code: choice for _name, choices in self.groups for choice in choices}
        return (known[code] for code in self.fields["items"].stored.split("\n") if code in known)


def texts_of(measure: Measure) -> dict[str, str]:
    """The stored texts of all fields, as they travel."""
    return {name: as_text(name, stored_value(measure, name)) for name in (*PLAN_FIELDS, *RESULT_FIELDS)}


def open_measure(
    municipality: Municipality,
    found: tuple[Section, Measure, int],
    context: Mapping[str, Any],
    differences: Differences,
    step: str,
    *,
    form: MeasureForm | None = None,
    evidence_form: EvidenceForm | None = None,
    files_form: EvidenceFilesForm | None = None,
    conflict: Mapping[str, Beside] | None = None,
    evidence_refused: Mapping[int, str] | None = None,
) -> OpenMeasure:
    """An own measure (`shown.own_measure`) to edit; the forms and `conflict` after a refusal."""
    section, measure, number = found
    stored = texts_of(measure)
    action_year = section.plan.action_year
    issue_no = section.issue.no if section.issue else None
    form = form or bound_form(measure)
    chosen = [str(code) for code in form["items"].value() or ()]
    remarks = remarks_on("measure", measure.pk)
    return OpenMeasure(
        measure=measure,
        section=section,
        number=number,
        count=len(section.measures.all()),
        step=step,
        form=form,
        evidence_form=evidence_form or EvidenceForm(),
        files_form=files_form or EvidenceFilesForm(),
        conflict=conflict or {},
        evidence_refused=evidence_refused or {},
        fields=_fields(form, stored, context, remarks),
        groups=item_groups(action_year, chosen, issue_no, differences),
        departments=_departments(municipality),
        period=period_read(stored["period"], action_year),
        choices=period_choices(action_year),
        remarks=tuple(each for each in remarks if each.field not in TEXTS),
    )


def bound_form(measure: Measure, data: Any = None) -> MeasureForm:
    """The form of a measure; any known item of its year may be ticked, and those that it has."""
    stored = texts_of(measure)
    codes = [each.code for each in items_of_plan(measure.section.plan.action_year).values()]
    had = stored["items"].split("\n") if stored["items"] else []
    initial: dict[str, Any] = {**stored, "items": had, "version": measure.version}
    return MeasureForm(data, initial=initial, items=[(code, code) for code in {*codes, *had}])


def _fields(
    form: MeasureForm, stored: Mapping[str, str], context: Mapping[str, Any], remarks: Sequence[Remark]
) -> dict[str, OpenField]:
    found = {}
    for name in (*PLAN_FIELDS, *RESULT_FIELDS):
        reason = context["planned_locked"] if name in PLAN_FIELDS else context["done_locked"]
        was_sent = form.is_bound and name in form.data
        typed = form[name].value() if was_sent and name != "items" else stored[name]
        found[name] = OpenField(
            name=name,
            label=str(form[name].label),
            help=str(form[name].help_text),
            text=str(typed or ""),
            stored=stored[name],
            errors=tuple(str(error) for error in form[name].errors) if form.is_bound else (),
            remarks=tuple(each for each in remarks if each.field == name and name in TEXTS),
            editable=bool(context["openable"] and not reason) or was_sent,
        )
    return found


def _departments(municipality: Municipality) -> list[str]:
    found = Department.objects.filter(municipality=municipality, is_active=True)
    return list(found.order_by("position", "pk").values_list("name", flat=True))


def item_groups(
    action_year: int, chosen: Sequence[str], issue_no: int | None, differences: Differences
) -> list[tuple[str, list[ItemChoice]]]:
    """Items of the analysed year to tick: chosen and usual for the issue first, then by indicator."""
    known = [each.pk for each in items_of_plan(action_year).values()]
    items = list(
        Item.objects.filter(pk__in=known)
        .select_related("indicator")
        .prefetch_related("issues__issue")
        .order_by("position", "pk")
    )
    usual: list[ItemChoice] = []
    rest: dict[str, list[ItemChoice]] = {}
    for item in items:
        choice = ItemChoice(
            item.code, item.title, differences.get(item.code.lower()), chosen=item.code in chosen
        )
        of_issue = any(link.issue.no == issue_no for link in item.issues.all())
        (usual if choice.chosen or of_issue else rest.setdefault(str(item.indicator), [])).append(choice)
    codes = {item.code for item in items}
    usual += [ItemChoice(code, "", None, chosen=True) for code in chosen if code not in codes]
    return ([(_("Usual for this issue"), usual)] if usual else []) + list(rest.items())
