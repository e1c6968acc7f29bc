"""The database refuses to change or delete events."""

from django.db import migrations

from trail.triggers import EVENTS, guarding


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [guarding(EVENTS)]
