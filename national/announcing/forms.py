"""The form that takes a list of announced results, and what holds for rows that do not say it themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment
from catalogue.queries import frames_in_force
from municipalities.form_fields import ThaiDateField
from municipalities.import_rows import MAX_BYTES
from national.announcing.rows import LONGEST_SOURCE, Defaults


class AnnouncementForm(forms.Form):
    file = forms.FileField(label=_("File (.xlsx or .csv)"))
    year = forms.TypedChoiceField(
        label=_("Assessed year"),
        required=False,
        coerce=int,
        empty_value=None,
    )
    status = forms.ChoiceField(label=_("Status of the figures"), choices=Assessment.Status, required=False)
    source = forms.CharField(
        label=_("Source of the figures"),
        required=False,
        max_length=LONGEST_SOURCE,
        help_text=_("For instance the announcement and its number; it stands beside the scores"),
    )
    announced_on = ThaiDateField(label=_("Announced on"), required=False, help_text=_("Like 29 ส.ค. 2568"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year: Any = self.fields["year"]
        years = sorted(frames_in_force(), reverse=True)
        year.choices = [("", _("as the list says")), *((each, str(each)) for each in years)]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                gettext("The file is larger than %(size)s MB") % {"size": MAX_BYTES // 1024 // 1024}
            )
        return file

    def defaults(self) -> Defaults:
        values = self.cleaned_data
        return Defaults(values["year"], values["status"], values["source"].strip(), values["announced_on"])
