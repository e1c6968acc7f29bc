"""The database refuses to put another event in the place of one that is there."""

from django.db import migrations

from trail.triggers import NEVER_REPLACED, guarding


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_append_only")]
    operations = [guarding(NEVER_REPLACED)]
