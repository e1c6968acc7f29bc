"""The document as it was returned, so that the approver sees what was mended since."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_found_by_parts"), ("trail", "0003_never_replaced")]

    operations = [
        migrations.CreateModel(
            name="ReturnedDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("document", models.BinaryField()),
                ("document_sha256", models.CharField(max_length=64)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="trail.event"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returned_documents",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "returned document",
                "verbose_name_plural": "returned documents",
                "ordering": ["pk"],
            },
        ),
    ]
