"""The database refuses to change or delete a published version."""

from django.db import migrations

from reports.models import FROZEN_VERSION, VERSIONS


def install(apps, schema_editor):
    for guard in (VERSIONS, FROZEN_VERSION):
        guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    for guard in (VERSIONS, FROZEN_VERSION):
        guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
