"""A row for each report that is public, so that the list can be filtered without opening every document."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_waivers_and_return_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListedReport",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="listed",
                        serialize=False,
                        to="reports.report",
                        verbose_name="report",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("published_at", models.DateTimeField(db_index=True, verbose_name="published")),
                (
                    "kind",
                    models.CharField(
                        choices=[("analysis", "analysis and plan"), ("results", "results report")],
                        max_length=16,
                        verbose_name="kind of document",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(db_index=True, verbose_name="year (B.E.)")),
                ("code", models.CharField(max_length=32, verbose_name="code")),
                ("name", models.CharField(max_length=250, verbose_name="municipality")),
                (
                    "municipality_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("city", "เทศบาลนคร"),
                            ("town", "เทศบาลเมือง"),
                            ("subdistrict", "เทศบาลตำบล"),
                            ("sao", "องค์การบริหารส่วนตำบล"),
                            ("pao", "องค์การบริหารส่วนจังหวัด"),
                            ("special", "องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "province",
                    models.CharField(blank=True, db_index=True, max_length=100, verbose_name="province"),
                ),
                (
                    "total",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="score"
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=100, verbose_name="level")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.version"
                    ),
                ),
            ],
            options={
                "verbose_name": "listed report",
                "verbose_name_plural": "listed reports",
                "ordering": ["-published_at", "-report_id"],
            },
        ),
    ]
