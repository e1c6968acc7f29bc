"""Municipalities, people and their roles for system admins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from municipalities.administration import ForSystemAdmins, ReadOnly, Recorded
from municipalities.administration import ModelAdmin as PlainAdmin
from municipalities.models import (
    Department,
    Executive,
    Invitation,
    Membership,
    Municipality,
    MunicipalityRecord,
    MunicipalityUpload,
    User,
)
from municipalities.services import NotErasable, erase_person

if TYPE_CHECKING:
    TabularInline = admin.TabularInline[Any, Any]
else:
    TabularInline = admin.TabularInline


class NewPersonForm(forms.ModelForm[User]):
    """A new person gets a first password, which the administrator hands over."""

    password = forms.CharField(
        label=_("first password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    class Meta:
        model = User
        fields = ("email", "name", "phone")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> User:
        self.instance.set_password(self.cleaned_data["password"])
        return super().save(commit)


class Memberships(ForSystemAdmins, TabularInline):
    model = Membership
    fk_name = "user"
    extra = 0
    autocomplete_fields = ("municipality",)


@admin.register(User)
class UserAdmin(ForSystemAdmins, Recorded):
    """People. An account is never deleted: it is switched off, or its person is blanked."""

    list_display = ("name", "email", "is_active", "date_joined")
    search_fields = ("name", "email")
    list_filter = ("is_active", "memberships__role")
    fields = ("email", "name", "phone", "is_active", "date_joined", "erased_at")
    readonly_fields = ("date_joined", "erased_at")
    inlines: ClassVar[list[Any]] = [Memberships]
    actions = ("erase",)

    @admin.action(description=_("Erase the people of these accounts for good"), permissions=["change"])
    def erase(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        user: Any = request.user
        for person in queryset.order_by("pk"):
            try:
                erase_person(person, actor=user)
            except NotErasable as error:
                self.message_user(request, str(error), messages.ERROR)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Any]]:
        if obj is None:
            kwargs["form"] = NewPersonForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("email", "name", "phone", "password") if obj is None else self.fields


class Records(ForSystemAdmins, TabularInline):
    model = MunicipalityRecord
    extra = 0
    exclude = ("search_text", "sort_key")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Departments(ForSystemAdmins, TabularInline):
    model = Department
    extra = 0


class Executives(ForSystemAdmins, TabularInline):
    model = Executive
    extra = 0


@admin.register(Municipality)
class MunicipalityAdmin(ForSystemAdmins, Recorded):
    """Codes, names and places are the register's (`municipalities.views.register`): a change has a day and a reason."""

    list_display = ("__str__", "website")
    search_fields = ("records__search_text", "codes__code")
    fields = ("website", "emblem")
    inlines: ClassVar[list[Any]] = [Records, Departments, Executives]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("records").order_by("pk")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, PlainAdmin):
    """Invitations are made, renewed and taken back among the people; the hash of a link is nobody's business."""

    list_display = (
        "__str__",
        "municipality",
        "created_by",
        "created_at",
        "expires_at",
        "used_by",
        "revoked_at",
    )
    list_filter = ("role",)
    list_select_related = ("municipality", "created_by", "used_by")
    search_fields = ("name", "email", "municipality__codes__code")
    exclude = ("token_hash",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("municipality__records")


@admin.register(MunicipalityUpload)
class MunicipalityUploadAdmin(ReadOnly, PlainAdmin):
    list_display = ("filename", "uploaded_by", "created_at", "applied_at")
    list_select_related = ("uploaded_by",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content")
