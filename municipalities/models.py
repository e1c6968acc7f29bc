"""Who: provinces and districts, municipalities with their dated names, their people and roles."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.invitation_models import Invitation  # noqa: F401 - models are looked for here
from municipalities.roles import SCOPE_FITS_ROLE, Role
from municipalities.upload_models import MunicipalityUpload  # noqa: F401


class Kind(models.TextChoices):
    """Kinds of local administration; the Thai full form stands before the bare name."""

    CITY = "city", "เทศบาลนคร"
    TOWN = "town", "เทศบาลเมือง"
    SUBDISTRICT = "subdistrict", "เทศบาลตำบล"
    SAO = "sao", "องค์การบริหารส่วนตำบล"
    PAO = "pao", "องค์การบริหารส่วนจังหวัด"
    SPECIAL = "special", "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. Erasing an account blanks this row and sets `erased_at`."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the system administration"), default=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(is_active=False),
                name="user_erased_is_inactive",
                violation_error_message=_("An erased account cannot be active."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("erased person")) if self.erased_at else self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Province(models.Model):
    """จังหวัด, by its two-digit official code."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=100, unique=True)
    sort_key = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("province")
        verbose_name_plural = _("provinces")

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """อำเภอ, by its four-digit official code."""

    code = models.CharField(_("code"), max_length=4, primary_key=True)
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="districts", verbose_name=_("province")
    )
    name = models.CharField(_("name"), max_length=100)
    sort_key = models.CharField(max_length=200, db_index=True)

    class Meta:
        ordering = ["sort_key"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="district_name_in_province"),
        ]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A local administration (อปท.) through all its names; everything else about it is a dated row."""

    website = models.URLField(_("website"), blank=True)
    emblem = models.CharField(_("emblem (SHA-256)"), max_length=64, blank=True)
    succeeds = models.ManyToManyField(
        "self", symmetrical=False, related_name="succeeded_by", blank=True, verbose_name=_("succeeds")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        current = self.record_on()
        return current.full_name if current else f"#{self.pk}"

    def record_on(self, day: date | None = None) -> MunicipalityRecord | None:
        """The row valid on a day; without a day the current one, else the latest. Uses prefetched `records`."""
        records = sorted(self.records.all(), key=lambda each: each.valid_from)
        if day is not None:
            for record in records:
                if record.valid_from <= day and (record.valid_until is None or day <= record.valid_until):
                    return record
        return records[-1] if records else None


class MunicipalityCode(models.Model):
    """Every code a municipality ever had; each answers in addresses, import and API for ever."""

    code = models.CharField(_("code"), max_length=10, primary_key=True)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="codes")

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")

    def __str__(self) -> str:
        return self.code


class MunicipalityRecordQuerySet(models.QuerySet["MunicipalityRecord"]):
    def latest_of_each(self) -> MunicipalityRecordQuerySet:
        """The row by which each municipality is known: the present one, the last one of those that were merged."""
        later = MunicipalityRecord.objects.filter(
            municipality=models.OuterRef("municipality"), valid_from__gt=models.OuterRef("valid_from")
        )
        return self.filter(~models.Exists(later))


class MunicipalityRecord(models.Model):
    """Code, kind, name and place of a municipality between two dates, both included.

    `code_id` is the code itself. `search_text` is `thai.normal.search_key` of name, code and place.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="records")
    code = models.ForeignKey(MunicipalityCode, models.PROTECT, related_name="records", verbose_name=_("code"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    name = models.CharField(_("name"), max_length=150)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", verbose_name=_("province"))
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    search_text = models.TextField(blank=True)
    sort_key = models.CharField(max_length=300, blank=True, db_index=True)

    objects = MunicipalityRecordQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("name of a municipality")
        verbose_name_plural = _("names of municipalities")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="record_one_per_day"),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(valid_until__isnull=True), name="record_one_current"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="record_dates_in_order",
                violation_error_message=_("The last day cannot be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its kind before it, as in documents: เทศบาลตำบลทรายขาว."""
        return self.name if self.kind == Kind.SPECIAL else f"{Kind(self.kind).label}{self.name}"


class Department(models.Model):
    """A unit of a municipality that can be responsible for a measure (สำนัก/กอง)."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="departments")
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="department_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Executive(models.Model):
    """Who held an office, from when to when: the name under a signature on a day."""

    class Office(models.TextChoices):
        HEAD = "head", _("head (นายก)")
        CLERK = "clerk", _("clerk (ปลัด)")

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="executives")
    office = models.CharField(_("office"), max_length=16, choices=Office)
    name = models.CharField(_("name"), max_length=150)
    position = models.CharField(_("position as printed"), max_length=200)
    acting_for = models.CharField(_("acting for"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["office", "-valid_from"]
        verbose_name = _("executive")
        verbose_name_plural = _("executives")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="executive_dates_in_order",
                violation_error_message=_("The last day cannot be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.position})"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: date | None = None) -> MembershipQuerySet:
        """Memberships in force on a day (today in Thailand by default)."""
        day = day or timezone.localdate()
        return self.filter(
            Q(valid_from__lte=day)
            & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))
            & (Q(ended_at__isnull=True) | Q(ended_at__date__gt=day))
        )


class Membership(models.Model):
    """A person's role, in one municipality, one province, or everywhere, between two dates, both included.

    `ended_at` is set when somebody ended it at once: from that moment it gives nothing, whatever its last day.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=32, choices=Role)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("municipality"),
    )
    province = models.ForeignKey(
        Province,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("province"),
    )
    deputises_for = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deputises for")
    )
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "municipality", "valid_from"],
                condition=Q(municipality__isnull=False),
                name="membership_once_in_municipality",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "province", "valid_from"],
                condition=Q(province__isnull=False),
                name="membership_once_in_province",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "valid_from"],
                condition=Q(municipality__isnull=True, province__isnull=True),
                name="membership_once_everywhere",
            ),
            models.CheckConstraint(
                condition=SCOPE_FITS_ROLE,
                name="membership_scope_fits_role",
                violation_error_message=_("This role needs another scope (municipality, province or none)."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="membership_dates_in_order",
                violation_error_message=_("The last day cannot be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"
