"""Forms of the register of municipalities: a list to hand in, and what a municipality becomes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.normal import nfc
from municipalities.form_fields import ThaiDateField
from municipalities.forms import Refusable
from municipalities.import_rows import MAX_BYTES
from municipalities.importing import NAME_PREFIX, WITHOUT_DISTRICT
from municipalities.models import District, Kind, MunicipalityRecord
from municipalities.queries import UnknownMunicipality, named_municipality
from municipalities.services import Identity

CODE = re.compile(r"[0-9]{4,10}")


class ListForm(forms.Form):
    file = forms.FileField(label=_("File (.xlsx or .csv)"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                gettext("The file is larger than %(size)s MB") % {"size": MAX_BYTES // 1024 // 1024}
            )
        return file


class ReasonForm(Refusable):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the history"),
    )


class Since(Refusable):
    since = ThaiDateField(
        label=_("From which day"),
        help_text=_("The day it came into force, like 1 ต.ค. 2568; not in the future"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance the announcement and its date; it stands in the history"),
    )


class BecomeForm(Since):
    """What a municipality is from a day on. `present` is what it is until then."""

    code = forms.CharField(label=_("Code"), max_length=20)
    kind = forms.ChoiceField(
        label=pgettext_lazy("municipality", "Kind"), choices=Kind, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Name of the municipality"),
        max_length=150,
        help_text=_("Without its kind: ทรายขาว, not เทศบาลตำบลทรายขาว"),
    )
    district = forms.ModelChoiceField(
        label=_("District"), queryset=District.objects.none(), required=False, empty_label=_("none")
    )

    field_order = ("code", "kind", "name", "district", "since", "reason")

    def __init__(self, *args: Any, present: MunicipalityRecord, **kwargs: Any) -> None:
        self.present = present
        kwargs["initial"] = {
            "code": present.code_id,
            "kind": present.kind,
            "name": present.name,
            "district": present.district_id,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        districts: Any = self.fields["district"]
        districts.queryset = District.objects.filter(province=present.province_id).order_by("sort_key")

    def clean_code(self) -> str:
        code = to_arabic(self.cleaned_data["code"]).replace(" ", "").replace("-", "")
        if not CODE.fullmatch(code):
            raise forms.ValidationError(gettext("A code has 8 digits."))
        return code

    def clean_name(self) -> str:
        name = " ".join(nfc(self.cleaned_data["name"]).split())
        prefix = NAME_PREFIX.match(name)
        return name[prefix.end() :] if prefix else name

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kind = values.get("kind", self.present.kind)
        if "district" in self.fields and kind not in WITHOUT_DISTRICT and not values.get("district"):
            self.add_error("district", gettext("Choose the district."))
        return values

    def identity(self) -> Identity:
        """What was filled in, with what the form does not ask as it is."""
        values = self.cleaned_data
        return Identity(
            values.get("code", self.present.code_id),
            values.get("kind", self.present.kind),
            values["name"],
            self.present.province,
            values["district"],
        )


class CorrectForm(BecomeForm):
    """Name and place alone: code and kind stay."""

    def __init__(self, *args: Any, present: MunicipalityRecord, **kwargs: Any) -> None:
        super().__init__(*args, present=present, **kwargs)
        del self.fields["code"], self.fields["kind"]
        self.fields["since"].required = False
        self.fields["since"].help_text = _(
            "The day it came into force; empty when the present name was wrong from its first day"
        )

    def clean_since(self) -> date:
        since: date | None = self.cleaned_data["since"]
        return since or self.present.valid_from


class MergeForm(Since):
    into = forms.CharField(
        label=_("Code of the municipality that takes it over"),
        max_length=20,
        help_text=_("It has to be in the list already"),
    )

    field_order = ("into", "since", "reason")

    def clean_into(self) -> Any:
        try:
            return named_municipality(self.cleaned_data["into"])
        except UnknownMunicipality as error:
            raise forms.ValidationError(str(error)) from error
