from typing import Any

from django.db import migrations, models
from django.db.models import Q


def drop_all(apps: Any, _editor: Any) -> None:
    """They are made again when somebody asks for them."""
    apps.get_model("national", "Paper").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("national", "0005_what_data_are_made_of"),
    ]

    operations = [
        migrations.RunPython(drop_all, migrations.RunPython.noop),
        migrations.RemoveConstraint("paper", "paper_state_and_result_agree"),
        migrations.RemoveField("paper", "file"),
        migrations.AddField(
            "paper",
            "file_sha256",
            models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex("paper", models.Index(fields=["requested_at"], name="paper_by_request")),
        migrations.AddConstraint(
            "paper",
            models.CheckConstraint(
                condition=Q(state__in=("queued", "running"), file_sha256="", finished_at__isnull=True)
                | (Q(state="done", finished_at__isnull=False) & ~Q(file_sha256=""))
                | (Q(state="failed", file_sha256="", finished_at__isnull=False) & ~Q(reason="")),
                name="paper_state_and_result_agree",
            ),
        ),
    ]
