"""The database refuses to change or delete events."""

from django.db import migrations

from trail.triggers import EVENTS


def install(apps, schema_editor):
    for guard in (EVENTS,):
        guard.install(schema_editor.connection)


def remove(apps, schema_editor):
    for guard in (EVENTS,):
        guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
