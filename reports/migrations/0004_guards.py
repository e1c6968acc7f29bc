"""A published version changes in nothing, a withdrawn one stays so, and whoever returns a report says why."""

from django.db import migrations

from reports.models import GUARDS
from trail.triggers import guarding


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_known_values"), ("trail", "0003_never_replaced")]
    operations = [guarding(*GUARDS)]
