"""Waivers of errors, frozen with the version they were published with, and the notes of a return."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from reports.approval_models import GUARDS
from trail.triggers import guarding


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_import_drafts"),
        ("trail", "0003_never_replaced"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject_type", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.BigIntegerField(blank=True, null=True)),
                ("field", models.CharField(blank=True, max_length=40)),
                ("place", models.CharField(max_length=400)),
                ("url", models.CharField(max_length=400)),
                ("text", models.TextField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="trail.event"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="return_notes",
                        to="reports.report",
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "note of a return",
                "verbose_name_plural": "notes of returns",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["subject_type", "subject_id"], name="return_note_of_subject")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                            models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="return_note_resolved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="return_note_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Waiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=40)),
                ("place", models.CharField(max_length=400)),
                ("message", models.TextField()),
                ("reason", models.TextField(verbose_name="reason")),
                ("requested_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("requested", "waiver requested"),
                            ("granted", "waiver granted"),
                            ("refused", "waiver refused"),
                        ],
                        default="requested",
                        max_length=16,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waivers",
                        to="reports.report",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="reports.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiver",
                "verbose_name_plural": "waivers",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("decision__in", ("requested", "granted")), ("version__isnull", True)
                        ),
                        fields=("report", "fingerprint"),
                        name="waiver_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("decision", "requested"),
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("decision__in", ("granted", "refused")),
                            ),
                            _connector="OR",
                        ),
                        name="waiver_decision_and_people_agree",
                        violation_error_message="The decision does not fit the date and person of the waiver.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="waiver_says_why",
                        violation_error_message="Please say why the finding may stay.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="waiver_decided_by_another",
                        violation_error_message="A waiver is decided by another person than who asked for it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version__isnull", True),
                            models.Q(("decision", "requested"), _negated=True),
                            _connector="OR",
                        ),
                        name="waiver_published_after_decision",
                    ),
                ],
            },
        ),
        guarding(*GUARDS),
    ]
