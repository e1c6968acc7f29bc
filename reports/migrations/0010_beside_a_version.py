"""Number and date of a document; the signed scan of a version, and its copy on a municipality's own website."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from reports.beside_models import GUARDS
from trail.triggers import guarding


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0009_returned_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="document_date",
            field=models.DateField(blank=True, null=True, verbose_name="date of the document"),
        ),
        migrations.AddField(
            model_name="report",
            name="document_number",
            field=models.CharField(blank=True, max_length=100, verbose_name="document number"),
        ),
        migrations.CreateModel(
            name="SignedScan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("extension", models.CharField(max_length=8)),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.storedfile"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="reports.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "signed scan",
                "verbose_name_plural": "signed scans",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="OwnCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=2000, verbose_name="address on one's own website")),
                ("entered_at", models.DateTimeField(auto_now=True)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("same_as", models.CharField(blank=True, max_length=8)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("problem", models.TextField(blank=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_copy",
                        to="reports.version",
                    ),
                ),
            ],
            options={
                "verbose_name": "copy on one's own website",
                "verbose_name_plural": "copies on one's own website",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_at__isnull", False),
                            models.Q(("problem", ""), ("same_as", ""), ("sha256", "")),
                            _connector="OR",
                        ),
                        name="own_copy_checked_before_judged",
                    )
                ],
            },
        ),
        guarding(*GUARDS),
    ]
