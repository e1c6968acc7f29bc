"""Forms of a measure and its evidence. Rules are the services'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measures.link_addresses import require_address, tidy_address

PERIODS = (
    "ตลอดปีงบประมาณ",
    "ไตรมาสที่ ๑",
    "ไตรมาสที่ ๑ – ๒",
    "ไตรมาสที่ ๒ – ๓",
    "ไตรมาสที่ ๓ – ๔",
    "ไตรมาสละ ๑ ครั้ง",
)
"""Offered while typing; anything else may be typed."""


def cell_text(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    """A field of cell text: lines and labels stay as typed."""
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": rows, "class": "is-short" if rows < 4 else ""}),
        help_text=help_text,
    )


class MeasureForm(forms.Form):
    """All that a measure says. A page sends the fields that it shows: the others stay as they are stored."""

    title = cell_text(_("Measure or activity"), 2)
    procedure = cell_text(_("Steps"), 6, _("One step a line, numbered as it should print"))
    follow_up = cell_text(
        _("Follow-up and reporting"), 3, _("Who looks when how far it is, and to whom they report")
    )
    responsible = cell_text(_("Responsible, in the order they print"), 2, _("One unit or position a line"))
    period = forms.CharField(
        label=_("Period, as it prints"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"list": "periods", "autocomplete": "off"}),
    )
    items = forms.MultipleChoiceField(
        label=_("Items this measure answers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    output = cell_text(_("Output: what was done"), 6, _("What was really done, with numbers and days"))
    outcome = cell_text(
        _("Outcome: what changed"),
        6,
        _("What is different now: a score, a number of users, fewer complaints"),
    )
    suggestion = cell_text(_("Suggestion"), 2, _("Only some layouts have a column for it"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(items)

    def sent(self) -> dict[str, Any]:
        """What the service takes: the fields that were sent. Boxes that nobody ticked are sent by `items_shown`."""
        found = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        if "items_shown" in self.data:
            found["items"] = self.cleaned_data["items"]
        if "responsible" in found:
            found["responsible"] = found["responsible"].splitlines()
        found.pop("version", None)
        return found


PUBLIC_LABEL = _("Readers of the report may open it")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; `cleaned_data` holds a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in files or [None]]


class EvidenceFilesForm(forms.Form):
    """Files that show a measure was carried out."""

    file = FilesField(
        label=_("Files"),
        max_length=1000,
        allow_empty_file=True,
        help_text=_("PDF, pictures (JPEG, PNG, WebP), Word, Excel or PowerPoint, up to 20 MB each"),
        widget=SeveralFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.pptx"}),
    )
    title = forms.CharField(
        label=_("What it shows"),
        max_length=500,
        required=False,
        help_text=_("Left empty, or with several files, the name of the file"),
    )
    is_public = forms.BooleanField(label=PUBLIC_LABEL, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "evidence_file_%s", **kwargs})


class EvidenceChangeForm(forms.Form):
    """Title and publicity of a piece of evidence there is."""

    title = forms.CharField(label=_("What it shows"), max_length=500)
    is_public = forms.BooleanField(label=PUBLIC_LABEL, required=False)


class LinkField(forms.CharField):
    """The address of a web page; https:// may be left out."""

    def to_python(self, value: Any) -> str:
        return tidy_address(str(super().to_python(value) or ""))

    def validate(self, value: str) -> None:
        super().validate(value)
        if value:
            require_address(value)


class EvidenceForm(forms.Form):
    """A link that shows a measure was carried out, or an item disclosed. On the page of a measure its own fields
    stand besides."""

    title = forms.CharField(label=_("What it shows"), max_length=500, required=False)
    url = LinkField(label=_("Address"), widget=forms.URLInput)
    is_public = forms.BooleanField(label=PUBLIC_LABEL, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "evidence_%s", **kwargs})
