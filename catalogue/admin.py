"""The catalogue for its administrators: where every fact is from, what is unverified, what continues what.

Drafts can be edited; published and archived frameworks can only be read (the database would refuse anyway). Every
change is an event, and takes the draft's fingerprint away: it is no longer what a data file says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Count, ForeignKey, Model, Q, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from catalogue.drafting import Refused, publish
from catalogue.models import (
    Band,
    Framework,
    Indicator,
    Instrument,
    Issue,
    Item,
    ItemIssue,
    ItemLink,
    Milestone,
    Part,
    RequiredComponent,
    Requirement,
    SubIndicator,
)
from trail.services import record

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline

CATALOGUE_ADMIN = "catalogue_admin"
"""The role's value in a membership."""


def may_administer(request: HttpRequest) -> bool:
    """Whether the person is a catalogue admin today, or a superuser."""
    user: Any = request.user
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(user.is_superuser or user.memberships.valid_on().filter(role=CATALOGUE_ADMIN).exists())


def is_draft(obj: Framework | Part) -> bool:
    return _framework(obj).status == Framework.Status.DRAFT


def _framework(obj: Any) -> Framework:
    return obj if isinstance(obj, Framework) else obj.framework


class Guarded:
    """Catalogue admins see everything and change what belongs to a draft; each change is an event."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_administer(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request) and (obj is None or is_draft(obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request) and obj is not None and is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request) and obj is not None and is_draft(obj)


class UnverifiedFilter(admin.SimpleListFilter):
    """Rows of which some field, or none, still needs the official manual."""

    title = _("unverified")
    parameter_name = "unverified"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("some fields are unverified")), ("no", _("all fields are verified"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "yes":
            return queryset.exclude(unverified=[])
        return queryset.filter(unverified=[]) if self.value() == "no" else queryset


@admin.display(description=_("unverified fields"))
def marks(obj: Part) -> str:
    """The marked fields as people call them; a mark that is no field stands as it is."""
    labels = {field.name: str(getattr(field, "verbose_name", field.name)) for field in obj._meta.get_fields()}
    return ", ".join(labels.get(name, name) for name in obj.unverified)


@admin.display(description=_("continues"))
def continued_items(item: Item) -> SafeString:
    links = ((link.predecessor, "?" if link.unverified else "") for link in item.replaces.all())
    return format_html_join(", ", "{}{}", links)


class PartInline(Guarded, TabularInline):
    """Rows shown with the row they belong to; the framework follows from that."""

    exclude = ("framework", "position")
    extra = 0


class Recorded(ModelAdmin):
    """Changes become events of the trail, the only record: Django's own log could be edited and stays empty."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _record(request, obj, "catalogue-added", message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _record(request, obj, "catalogue-changed", message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            _record(request, obj, "catalogue-deleted", str(obj))


class PartAdmin(Guarded, Recorded):
    """A kind of row of a framework: what it says, its source and its marks."""

    list_filter: ClassVar[tuple[Any, ...]] = ("framework", UnverifiedFilter)
    list_select_related: ClassVar[tuple[str, ...]] = ("framework",)
    search_fields: ClassVar[tuple[str, ...]] = ("source",)
    columns: ClassVar[tuple[str | Callable[..., Any], ...]] = ()

    def get_list_display(self, request: HttpRequest) -> tuple[str | Callable[..., Any], ...]:
        return (*self.columns, "framework", "source", marks)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("framework")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Only what belongs to a draft can be chosen."""
        target: Any = db_field.remote_field.model
        path = "status" if target is Framework else "framework__status"
        kwargs.setdefault("queryset", target._default_manager.filter(**{path: Framework.Status.DRAFT}))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        for row in formset.save(commit=False):
            row.framework = form.instance.framework
            row.save()
        for row in formset.deleted_objects:
            row.delete()


def _record(request: HttpRequest, obj: Model, action: str, message: Any) -> None:
    framework = _framework(obj)
    Framework.objects.filter(pk=framework.pk, status=Framework.Status.DRAFT).update(content_sha256="")
    actor: Any = request.user
    record(action, obj, actor=actor, after={"framework": str(framework), "change": message})


@admin.register(Framework)
class FrameworkAdmin(Guarded, Recorded):
    """The years. A new one is written by `load_catalogue`; a draft is published here."""

    list_display = ("__str__", "status", "published_at", "items_counted", "items_unverified", "source")
    list_filter = ("status", UnverifiedFilter)
    readonly_fields = ("evaluation_year", "revision", "status", "scheme", "content_sha256", "published_at")
    actions = ("publish",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Framework]:
        return (
            super()
            .get_queryset(request)
            .annotate(counted=Count("items"), doubtful=Count("items", filter=~Q(items__unverified=[])))
        )

    @admin.display(description=_("items"))
    def items_counted(self, framework: Any) -> int:
        return framework.counted

    @admin.display(description=_("items with unverified fields"))
    def items_unverified(self, framework: Any) -> int:
        return framework.doubtful

    @admin.action(description=_("Publish the chosen drafts"), permissions=["view"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Framework]) -> None:
        for framework in Framework.objects.filter(pk__in=queryset).order_by("evaluation_year", "revision"):
            if is_draft(framework):
                self._publish(request, framework)
            else:
                self.message_user(request, _("%s is not a draft.") % framework, messages.WARNING)

    def _publish(self, request: HttpRequest, framework: Framework) -> None:
        actor: Any = request.user
        try:
            publish(framework, actor=actor)
        except Refused as refused:
            for problem in refused.problems[:20]:
                self.message_user(request, f"{framework}: {problem}", messages.ERROR)
        else:
            self.message_user(request, _("%s is published.") % framework)


@admin.register(Instrument)
class InstrumentAdmin(PartAdmin):
    columns = ("code", "name", "weight")


@admin.register(Indicator)
class IndicatorAdmin(PartAdmin):
    columns = ("no", "name", "name_en", "instrument")
    list_select_related = ("framework", "instrument")


@admin.register(SubIndicator)
class SubIndicatorAdmin(PartAdmin):
    columns = ("code", "title")


class ItemLinkInline(PartInline):
    model = ItemLink


class ItemIssueInline(PartInline):
    model = ItemIssue


@admin.register(Item)
class ItemAdmin(PartAdmin):
    columns = ("code", "title", "indicator", "sub_indicator", continued_items)
    list_filter = ("framework", UnverifiedFilter, "indicator__instrument__code", "is_paraphrase")
    list_select_related = ("framework", "indicator", "sub_indicator")
    search_fields = ("code", "title", "source")
    inlines = (ItemLinkInline, ItemIssueInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("replaces")


@admin.register(Issue)
class IssueAdmin(PartAdmin):
    columns = ("no", "title")


@admin.register(Band)
class BandAdmin(PartAdmin):
    columns = ("order", "name", "min_total", "min_each_instrument", "is_passing")


class RequiredComponentInline(PartInline):
    model = RequiredComponent


@admin.register(Requirement)
class RequirementAdmin(PartAdmin):
    columns = ("kind", "item", "key_year", "covers_months")
    list_select_related = ("framework", "item")
    inlines = (RequiredComponentInline,)


@admin.register(Milestone)
class MilestoneAdmin(PartAdmin):
    columns = ("name", "start", "end")
