"""Forms of the analysis. Rules are the services'; a form only reads what was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from editing.texts import Beside
from trail.conflict import Conflict


class AnalysisForm(forms.Form):
    """One row of the analysis: the items it speaks of and one remark. `choices` are (code, label) by group."""

    issue = forms.TypedChoiceField(label=_("Issue"), coerce=int, empty_value=None, required=False)
    items = forms.MultipleChoiceField(label=_("Items"), required=False, widget=forms.CheckboxSelectMultiple)
    remark = forms.CharField(
        label=_("Analysis"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "celltext"}),
        help_text=_("What the scores show, why, and what has to be better. It prints as typed"),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, issues: list[tuple[Any, str]], items: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        issue, codes = self.fields["issue"], self.fields["items"]
        assert isinstance(issue, forms.TypedChoiceField)
        assert isinstance(codes, forms.MultipleChoiceField)
        issue.choices = [("", _("without an issue")), *issues]
        codes.choices = items


def stored_texts(error: Conflict, form: Any) -> dict[str, Beside]:
    """What is stored now, by the field's name for people, to stand beside what was typed.

    The form takes the stored version: saving it once more replaces the stored text knowingly.
    """
    form.data = form.data.copy()
    form.data["version"] = str(error.version)
    shown = {}
    for name, (now, wanted) in error.fields.items():
        label = form.fields[name].label if name in form.fields else name
        shown[str(label)] = Beside(_lines(now), _lines(wanted))
    return shown


def _lines(value: object) -> str:
    several = value if isinstance(value, list | tuple) else [value]
    return "\n".join(str(each) for each in several if each)
