"""What auditors and the municipality write in a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalogue.models import DocumentKind
from municipalities.models import User
from reports.document import Document
from review.models import ComponentDecision, ReviewFinding
from review.places import places_of, words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = 5000
"""Characters of a finding, a reply or a reason."""


def long_text(label: StrOrPromise, required: StrOrPromise) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        error_messages={"required": required},
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )


class FindingForm(forms.Form):
    """A finding at a place of the document; `code` names the check whose finding is taken over."""

    place = forms.ChoiceField(
        label=_("Where"), required=False, widget=forms.Select(attrs={"class": "form-select"})
    )
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=ReviewFinding.Severity.choices,
        initial=ReviewFinding.Severity.WARNING,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    text = long_text(_("What you found"), _("Please say what you found."))
    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        kwargs["auto_id"] = "finding-%s"
        super().__init__(*args, **kwargs)
        choices = [
            (group, [(place.key, place.words) for place in places]) for group, places in places_of(document)
        ]
        self.fields["place"] = forms.ChoiceField(
            label=_("Where"),
            required=False,
            choices=choices,
            widget=forms.Select(attrs={"class": "form-select"}),
            error_messages={"invalid_choice": _("Choose a place of this report.")},
        )
        self.words = words_of(document)

    def place_words(self) -> str:
        return self.words.get(self.cleaned_data["place"], "")


class ReasonForm(forms.Form):
    """A decision's reason, which the public reads."""

    reason = long_text(_("Reason (shown to everybody)"), _("Please give the reason of the decision."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "decision-%s"
        super().__init__(*args, **kwargs)


class WithdrawalForm(forms.Form):
    """Why a version is taken from the public."""

    reason = long_text(_("Reason of the withdrawal (shown to everybody)"), _("Please say why."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "withdrawal-%s"
        super().__init__(*args, **kwargs)


class ReplyForm(forms.Form):
    text = long_text(_("Reply"), _("Please write the reply."))


class ComponentForm(forms.Form):
    """One row of the components: present, incomplete or missing, and a note."""

    verdict = forms.ChoiceField(
        required=False,
        choices=ComponentDecision.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three.")},
    )
    note = forms.CharField(
        label=_("Note on this component"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
    )


class AssignForm(forms.Form):
    lead = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Lead"),
        required=False,
        empty_label=_("nobody yet"),
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    second = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Second assessor"),
        required=False,
        empty_label=_("none"),
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        kwargs["auto_id"] = "assign-%s"
        super().__init__(*args, **kwargs)
        found = User.objects.filter(pk__in=[each.pk for each in people]).order_by("name", "pk")
        for name in ("lead", "second"):
            self.fields[name].queryset = found  # type: ignore[attr-defined]


class FilterForm(forms.Form):
    """What the queue is narrowed to; a value that means nothing narrows nothing."""

    q = forms.CharField(label=_("Name of the municipality, or its code"), required=False, max_length=200)
    province = forms.CharField(required=False, max_length=2)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *DocumentKind.choices])
    year = forms.IntegerField(required=False, min_value=2500, max_value=2699)
    whose = forms.ChoiceField(required=False, choices=[("", ""), ("mine", ""), ("nobody", "")])
    tab = forms.ChoiceField(required=False, choices=[("open", ""), ("waiting", ""), ("done", "")])
