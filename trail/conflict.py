"""Two people changed the same thing: what is stored now, and what the second of them wanted to store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext


class Conflict(Exception):
    """Somebody saved other values since the form was opened; nothing was written.

    `fields` maps each field in question to (stored now, wanted); `version` is the stored version.
    """

    def __init__(self, fields: Mapping[str, tuple[Any, Any]], version: int) -> None:
        super().__init__(gettext("Someone else has changed this in the meantime."))
        self.fields = dict(fields)
        self.version = version
