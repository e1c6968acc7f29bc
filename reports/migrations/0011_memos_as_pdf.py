"""PDFs are also made of the memo that goes with a report: one of each at a time."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0010_beside_a_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="rendering",
            name="rendering_one_at_a_time",
        ),
        migrations.AddField(
            model_name="rendering",
            name="form",
            field=models.CharField(
                choices=[("report", "report"), ("memo", "memo to the executive")],
                default="report",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="rendering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("queued", "running"))),
                fields=("report", "form"),
                name="rendering_one_at_a_time",
            ),
        ),
    ]
