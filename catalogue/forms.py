"""Forms of the parts of a framework: one class per section, each field named as its key in a data file."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalogue.form_fields import (
    CodesField,
    DayField,
    LinesField,
    NumberField,
    NumbersField,
    ScoreField,
    SharesField,
    TextField,
)
from catalogue.models import DocumentKind, Framework, InstrumentCode
from catalogue.parts import COMPONENTS, HEAD, Data, Row
from catalogue.shape import COMPONENT_FIELDS
from catalogue.validation import FIRST_HALF, REQUIRED_BY_KIND, WHOLE_YEAR

SOURCE_HELP = _("Where this was seen: manual and page, announcement, address")


def source_field() -> TextField:
    return TextField(label=_("Source"), required=False, rows=2, help_text=SOURCE_HELP)


class PartForm(forms.Form):
    """The values of one part. `seen` is the fingerprint of what the page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    new: ClassVar[Row] = {"source": "", "unverified": []}
    """What a new part has beside its fields."""

    def __init__(self, *args: Any, data_of_year: Data, **kwargs: Any) -> None:
        self.year = data_of_year
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Give the fields what they can choose from."""

    def row(self, old: Row | None) -> Row:
        """The part as the form leaves it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return {**(self.new if old is None else old), **typed}


def issue_choices(data: Data) -> list[tuple[int, str]]:
    return [(row["no"], f"{row['no']} {row['title']}") for row in data["issues"]]


class HeadForm(PartForm):
    name = TextField(label=pgettext_lazy("of a thing", "Name"), max_length=300, rows=2)
    revision_date = DayField(label=_("Date of the revision"))
    revision_note = TextField(label=_("What the revision changes"), required=False, rows=2)
    scheme = forms.ChoiceField(label=_("Rating scheme"), choices=Framework.Scheme.choices)
    scheme_source = TextField(label=_("Source of the rating scheme"), required=False, rows=2)
    notes = LinesField(label=_("Notes, one a line"))
    source = source_field()


class InstrumentForm(PartForm):
    code = forms.ChoiceField(label=_("Code"), choices=InstrumentCode.choices)
    name = TextField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    name_en = TextField(label=_("English name"), max_length=200, required=False)
    weight = NumberField(label=_("Weight in percent"))
    parts = SharesField(
        label=_("Parts of the weight"), help_text=_("One a line: code | name | share of the total")
    )
    source = source_field()

    def row(self, old: Row | None) -> Row:
        row = super().row(old)
        known = {part["code"]: part for part in (old or {}).get("parts", ())}
        row["parts"] = [
            {"source": "", "unverified": [], **known.get(part["code"], {}), **part} for part in row["parts"]
        ]
        return row


class IndicatorForm(PartForm):
    no = NumberField(label=_("Number"))
    instrument = forms.ChoiceField(label=_("Instrument"))
    name = TextField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    name_en = TextField(label=_("English name"), max_length=200, required=False)
    aliases = LinesField(label=_("Other names, one a line"))
    source = source_field()

    def prepare(self) -> None:
        choose(self, "instrument", [(row["code"], row["code"]) for row in self.year["instruments"]])


class SubIndicatorForm(PartForm):
    code = TextField(label=_("Code"), max_length=8)
    indicator = forms.TypedChoiceField(label=_("Indicator"), coerce=int)
    title = TextField(label=_("Title"), max_length=200, required=False)
    source = source_field()

    def prepare(self) -> None:
        choose(self, "indicator", _indicators(self.year))


class ItemForm(PartForm):
    new: ClassVar[Row] = {"source": "", "unverified": []}
    code = TextField(label=_("Code"), max_length=8)
    indicator = forms.TypedChoiceField(label=_("Indicator"), coerce=int)
    sub_indicator = forms.TypedChoiceField(
        label=_("Sub-indicator"), required=False, coerce=str, empty_value=None
    )
    title = TextField(label=_("Title"), max_length=500, rows=3)
    paraphrase = forms.BooleanField(
        label=_("The title is a paraphrase, not the official wording"), required=False
    )
    replaces = CodesField(
        label=_("Continues the items of the year before"),
        required=False,
        help_text=_("Codes, several when items were merged: O35, O36"),
    )
    issues = NumbersField([], label=_("Usual issue"))
    aliases = LinesField(label=_("Other titles, one a line"))
    components = LinesField(label=_("Required contents, one a line"))
    components_source = TextField(label=_("Source of the required contents"), required=False)
    source = source_field()

    def prepare(self) -> None:
        choose(self, "indicator", _indicators(self.year))
        subs = [(row["code"], f"{row['code']} {row['title']}") for row in self.year["sub_indicators"]]
        choose(self, "sub_indicator", [("", _("none")), *subs])
        choose(self, "issues", issue_choices(self.year))


class IssueForm(PartForm):
    no = NumberField(label=_("Number"))
    title = TextField(label=_("Title"), max_length=300, rows=2)
    aliases = LinesField(label=_("Other titles, one a line"))
    source = source_field()


class BandForm(PartForm):
    new: ClassVar[Row] = {"unverified": [], "order": 1}
    code = TextField(label=_("Code"), max_length=16)
    name = TextField(label=_("Level"), max_length=64)
    min_total = ScoreField(label=_("Lowest total"))
    min_each_instrument = ScoreField(
        label=_("Lowest instrument"), required=False, help_text=_("Empty: no condition on the instruments")
    )
    passing = forms.BooleanField(label=_("passes"), required=False)


class RequirementForm(PartForm):
    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind.choices)
    item = forms.ChoiceField(label=_("Item that asks for it"))
    key_year = NumberField(
        label=_("Year the document treats (B.E.)"),
        help_text=_("The assessed year of an analysis, the fiscal year of a results report"),
    )
    covers_months = forms.TypedChoiceField(
        label=_("Months covered"), coerce=int, choices=[(WHOLE_YEAR, WHOLE_YEAR), (FIRST_HALF, FIRST_HALF)]
    )
    issues_required = NumbersField([], label=_("Required issues"))
    source = source_field()

    def prepare(self) -> None:
        choose(self, "item", [(row["code"], f"{row['code']} {row['title']}") for row in self.year["items"]])
        choose(self, "issues_required", issue_choices(self.year))
        if self.initial.get("kind"):
            self.initial = {
                "covers_months": WHOLE_YEAR,
                **self.initial,
                "key_year": self.initial.get(REQUIRED_BY_KIND[self.initial["kind"]]),
            }

    def row(self, old: Row | None) -> Row:
        """The key of the year differs by kind; months stand only where they say something."""
        row = super().row(old)
        for key in REQUIRED_BY_KIND.values():
            row.pop(key, None)
        row[REQUIRED_BY_KIND[row["kind"]]] = row.pop("key_year")
        if row["kind"] == DocumentKind.ANALYSIS and row["covers_months"] == WHOLE_YEAR:
            del row["covers_months"]
        if old is None:
            text = str(DocumentKind(row["kind"]).label)
            row["components"] = [
                {"field": None, "text": text, "per_issue": False, "source": "", "unverified": ["text"]}
            ]
        return row


FIELD_NAMES = {
    "analysis": _("analysis of the issue"),
    "title": _("measure"),
    "procedure": _("procedure"),
    "output": _("output"),
    "outcome": _("outcome"),
    "suggestion": _("suggestion"),
    "responsible": _("responsible"),
    "period": _("period"),
    "follow_up": _("follow-up"),
    "evidence": _("evidence"),
}
assert FIELD_NAMES.keys() == COMPONENT_FIELDS


class ComponentForm(PartForm):
    text = TextField(label=_("What the document must have"), rows=3)
    field = forms.TypedChoiceField(
        label=_("Where it stands"),
        required=False,
        empty_value=None,
        choices=[("", _("no single field shows it")), *FIELD_NAMES.items()],
    )
    per_issue = forms.BooleanField(label=_("for every issue"), required=False)
    source = source_field()


class MilestoneForm(PartForm):
    code = TextField(label=_("Code"), max_length=32)
    name = TextField(label=pgettext_lazy("of a thing", "Name"), max_length=200)
    start = DayField(label=_("From"), required=False, help_text=_("Like 1 ม.ค. 2569"))
    end = DayField(label=_("Until"), required=False, help_text=_("The same day when it is one day"))
    source = source_field()


def _indicators(data: Data) -> list[tuple[int, str]]:
    return [(row["no"], f"{row['no']} {row['name']}") for row in data["indicators"]]


def choose(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


FORMS: dict[str, type[PartForm]] = {
    HEAD: HeadForm,
    "instruments": InstrumentForm,
    "indicators": IndicatorForm,
    "sub_indicators": SubIndicatorForm,
    "items": ItemForm,
    "issues": IssueForm,
    "bands": BandForm,
    "document_requirements": RequirementForm,
    COMPONENTS: ComponentForm,
    "milestones": MilestoneForm,
}
HEADINGS = {
    HEAD: _("the framework"),
    "instruments": _("instrument"),
    "indicators": _("indicator"),
    "sub_indicators": _("sub-indicator"),
    "items": _("item"),
    "issues": _("issue"),
    "bands": _("rating band"),
    "document_requirements": _("document requirement"),
    COMPONENTS: _("required component"),
    "milestones": _("milestone"),
}


class ConfirmForm(forms.Form):
    """Fields that were checked against an official source, which has to be named with its day."""

    fields_seen = forms.MultipleChoiceField(label=_("What was checked"), widget=forms.CheckboxSelectMultiple)
    where = TextField(
        label=_("Seen in"), max_length=500, help_text=_("Manual and page, announcement number, address")
    )
    on = DayField(label=_("Date of that source"), help_text=_("Like 1 ม.ค. 2569"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "fields_seen", choices)
