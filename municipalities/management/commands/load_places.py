"""`manage.py load_places`: the shipped provinces and districts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from municipalities.loading import load_places
from trail.commands import OneLineCommand


class Command(OneLineCommand):
    help = "Load the shipped provinces and districts. Loading again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_places()
        what = (
            gettext("%(count)s written") % {"count": loaded.written}
            if loaded.written
            else gettext("already loaded, nothing to do")
        )
        line = gettext("Places: %(provinces)s provinces, %(districts)s districts: %(what)s") % {
            "provinces": loaded.provinces,
            "districts": loaded.districts,
            "what": what,
        }
        self.stdout.write(line)
