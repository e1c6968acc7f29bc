import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0003_invitation"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="further_provinces",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="municipalities.province", verbose_name="further provinces"
            ),
        ),
        migrations.CreateModel(
            name="MunicipalityUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=200, verbose_name="file")),
                ("content", models.BinaryField()),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="when")),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="written")),
                ("outcome", models.JSONField(default=dict)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "list of municipalities",
                "verbose_name_plural": "lists of municipalities",
                "ordering": ["-pk"],
            },
        ),
    ]
