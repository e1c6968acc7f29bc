"""The database refuses to change or delete a published version."""

from django.db import migrations

from reports.models import FROZEN_VERSION, VERSIONS
from trail.triggers import guarding


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [guarding(VERSIONS, FROZEN_VERSION)]
