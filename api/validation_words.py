"""Why a value was refused, in words, by the kind of error that pydantic tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

WORDS = {
    "missing": _("This is missing."),
    "unknown": _("There is no such parameter here."),
    "extra_forbidden": _("There is no such field here."),
    "control_characters": _("Control characters are not possible here."),
    "greater_than_equal": _("At least %(ge)s."),
    "greater_than": _("More than %(gt)s."),
    "less_than_equal": _("At most %(le)s."),
    "less_than": _("Less than %(lt)s."),
    "int_parsing": _("This is not a whole number."),
    "int_type": _("This is not a whole number."),
    "int_from_float": _("This is not a whole number."),
    "int_parsing_size": _("This number is too large."),
    "bool_parsing": _("Only true or false."),
    "bool_type": _("Only true or false."),
    "decimal_parsing": _("This is not a number."),
    "decimal_type": _("This is not a number."),
    "string_type": _("This is not a text."),
    "string_too_long": _("At most %(max_length)s characters."),
    "string_too_short": _("At least %(min_length)s characters."),
    "string_pattern_mismatch": _("The text has another form: %(pattern)s"),
    "too_long": _("At most %(max_length)s entries."),
    "too_short": _("At least %(min_length)s entries."),
    "list_type": _("This is not a list."),
    "dict_type": _("This is not an object."),
    "model_type": _("This is not an object."),
    "model_attributes_type": _("This is not an object."),
    "literal_error": _("Only one of: %(expected)s"),
    "enum": _("Only one of: %(expected)s"),
    "date_from_datetime_parsing": _("This is not a date like 2026-09-30."),
    "date_parsing": _("This is not a date like 2026-09-30."),
    "date_type": _("This is not a date like 2026-09-30."),
}


def in_words(kind: str, context: Mapping[str, Any]) -> str:
    """The sentence for a kind of error; a general one for a kind without its own."""
    template = WORDS.get(kind)
    if template is None:
        return gettext("This value is not possible.")
    try:
        return gettext(template) % context
    except KeyError:
        return gettext("This value is not possible.")
