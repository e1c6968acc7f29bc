from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("national", "0004_open_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="datafile",
            name="made_of",
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
