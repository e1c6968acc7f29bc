"""Replies, findings and decisions stay as they were said."""

from django.db import migrations

from review.models import GUARDS
from trail.triggers import guarding


class Migration(migrations.Migration):
    dependencies = [("review", "0001_reviews")]
    operations = [guarding(*GUARDS)]
