"""What stands for a published report when others are compared with it. `index_overlaps` makes those of older ones."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0012_imports_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sketch",
                        serialize=False,
                        to="reports.report",
                        verbose_name="report",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.version"
                    ),
                ),
            ],
            options={
                "verbose_name": "sketch of a report",
                "verbose_name_plural": "sketches of reports",
            },
        ),
        migrations.CreateModel(
            name="SketchHash",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.BigIntegerField()),
                (
                    "sketch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hashes",
                        to="reports.sketch",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["value", "sketch"], name="sketch_hash_found")],
            },
        ),
    ]
