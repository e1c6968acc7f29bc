"""A published version changes in nothing, a withdrawn one stays so, and whoever returns a report says why."""

from django.db import migrations

from reports.models import GUARDS


def install(apps, schema_editor):
    for guard in GUARDS:
        guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_known_values"), ("trail", "0003_never_replaced")]
    operations = [migrations.RunPython(install, remove)]
