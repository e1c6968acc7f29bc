"""`manage.py load_places`: the shipped provinces and districts."""

from __future__ import annotations

from typing import Any

from municipalities.loading import load_places
from trail.commands import OneLineCommand


class Command(OneLineCommand):
    help = "Load the shipped provinces and districts. Loading again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_places()
        what = f"{loaded.written} written" if loaded.written else "already loaded, nothing to do"
        self.stdout.write(f"Places: {loaded.provinces} provinces, {loaded.districts} districts: {what}")
