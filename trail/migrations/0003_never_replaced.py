"""The database refuses to put another event in the place of one that is there."""

from django.db import migrations

from trail.triggers import NEVER_REPLACED


def install(apps, schema_editor):
    NEVER_REPLACED.install(schema_editor.connection)


def remove(apps, schema_editor):
    NEVER_REPLACED.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_append_only")]
    operations = [migrations.RunPython(install, remove)]
