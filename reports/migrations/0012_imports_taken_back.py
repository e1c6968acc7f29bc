import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0003_invitation"),
        ("reports", "0011_memos_as_pdf"),
        ("trail", "0003_never_replaced"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportUndo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action_year", models.PositiveSmallIntegerField(verbose_name="action year (B.E.)")),
                ("filename", models.CharField(max_length=200, verbose_name="file")),
                ("years", models.JSONField(default=list)),
                ("kept", models.JSONField(default=list)),
                ("made", models.JSONField(default=list)),
                ("seals", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="saved at")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back at")),
                (
                    "done_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="trail.event"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="import_undos",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "import that can be taken back",
                "verbose_name_plural": "imports that can be taken back",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["municipality", "action_year"], name="import_undo_of_year")],
            },
        ),
    ]
