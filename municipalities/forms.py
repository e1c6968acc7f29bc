"""Forms about people, departments and signatories. Rules are the services'; these say them beside the field."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from municipalities.form_fields import ThaiDateField
from municipalities.models import Executive, Province, User
from municipalities.people import NotPossible
from municipalities.roles import OF_A_MUNICIPALITY, OF_A_PROVINCE, Role

BY_MAIL, ON_PAPER = "mail", "paper"
WAYS = ((BY_MAIL, _("Send the link by e-mail")), (ON_PAPER, _("Show the link now, to print or hand over")))
ROLES = [(role.value, role.label) for role in map(Role, OF_A_MUNICIPALITY)]
DATE_HELP = _("Like 1 ต.ค. 2568; empty means without an end")


class Refusable(forms.Form):
    """A form whose service may refuse what was filled in."""

    def refuse(self, error: NotPossible) -> None:
        """Say beside the field what the service said."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


class DeputyFields(Refusable):
    """A role and, for a deputy, for whom and until when."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect)
    deputises_for = forms.ModelChoiceField(
        label=_("Stands in for (deputy approver only)"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("nobody, approves in their own right"),
    )
    valid_until = ThaiDateField(label=_("Until"), required=False, help_text=DATE_HELP)

    def offer_approvers(self, approvers: Collection[User]) -> None:
        field: Any = self.fields["deputises_for"]
        field.queryset = User.objects.filter(pk__in=[each.pk for each in approvers]).order_by("name", "pk")
        if not approvers:
            del self.fields["deputises_for"]


class WayFields(Refusable):
    """How a link reaches its person."""

    way = forms.ChoiceField(
        label=_("How the link gets there"), choices=WAYS, widget=forms.RadioSelect, initial=BY_MAIL
    )


class InviteForm(DeputyFields, WayFields):
    name = forms.CharField(label=_("First and last name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("The person signs in with this address")
    )

    field_order = ("name", "email", "role", "deputises_for", "valid_until", "way")


class PortalInviteForm(WayFields):
    """A role in one or several provinces or in the whole portal."""

    name = forms.CharField(label=_("First and last name"), max_length=150)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("The person signs in with this address")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in Role if role not in OF_A_MUNICIPALITY],
        widget=forms.RadioSelect,
    )
    provinces = forms.ModelMultipleChoiceField(
        label=_("Provinces"),
        queryset=Province.objects.order_by("sort_key"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One or several for coordinators and auditors; none means the whole portal"),
    )
    valid_until = ThaiDateField(label=_("Until"), required=False, help_text=DATE_HELP)

    field_order = ("name", "email", "role", "provinces", "valid_until", "way")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        role, provinces = values.get("role"), values.get("provinces")
        if role in OF_A_PROVINCE and not provinces:
            self.add_error("provinces", gettext("Choose the province that this person looks after."))
        if role in (Role.CATALOGUE_ADMIN, Role.SYSTEM_ADMIN) and provinces:
            self.add_error("provinces", gettext("This role is for the whole portal."))
        return values


class GiveRoleForm(DeputyFields):
    person = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), empty_label=_("choose a person")
    )
    valid_from = ThaiDateField(label=_("From"), required=False, help_text=_("Empty means from today"))

    field_order = ("person", "role", "deputises_for", "valid_from", "valid_until")

    def offer_people(self, people: Collection[User]) -> None:
        field: Any = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=[each.pk for each in people]).order_by("name", "pk")

    def clean_valid_from(self) -> Any:
        first = self.cleaned_data["valid_from"]
        if first is not None and first < timezone.localdate():
            raise forms.ValidationError(gettext("A role begins today or later."))
        return first


class EndRoleForm(Refusable):
    last_day = ThaiDateField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty means at once; the person is out from then on"),
    )


class HandOverForm(EndRoleForm, WayFields):
    name = forms.CharField(label=_("First and last name of the successor"), max_length=150)
    email = forms.EmailField(label=_("E-mail of the successor"), max_length=254)

    field_order = ("last_day", "name", "email", "way")


class DepartmentForm(Refusable):
    name = forms.CharField(label=_("Name of the department"), max_length=200)


class SignatoryForm(Refusable):
    office = forms.ChoiceField(label=_("Office"), choices=Executive.Office, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name as printed"), max_length=150, help_text=_("With its title, as under a signature")
    )
    position = forms.CharField(label=_("Position as printed"), max_length=200)
    acting_for = forms.CharField(
        label=_("Acting for"),
        max_length=200,
        required=False,
        help_text=_("The office that is filled by acting; empty for its holder"),
    )
    valid_from = ThaiDateField(label=_("From"))
    valid_until = ThaiDateField(label=_("Until"), required=False, help_text=DATE_HELP)


class AcceptForm(Refusable):
    """A new account: who one is, and a password."""

    name = forms.CharField(
        label=_("First and last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("You sign in with this address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 10 characters, not only digits"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        password = values.get("password")
        if password:
            person = User(email=values.get("email", ""), name=values.get("name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
            if values.get("again") and values["again"] != password:
                self.add_error("again", gettext("The two passwords differ."))
        return values


class SheetForm(forms.Form):
    """Which municipalities of a province get a slip."""

    municipalities = forms.TypedMultipleChoiceField(coerce=int)
