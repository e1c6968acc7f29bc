"""The database refuses to change a published framework."""

from django.db import migrations

from catalogue.models import GUARDS
from trail.triggers import guarding


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [guarding(*GUARDS)]
