"""The answer to `assessments.consequences`: how many result sentences cite scores that are others now."""

from __future__ import annotations

from django.utils.translation import ngettext

from assessments.consequences import Consequence
from measures.cited import outdated
from municipalities.addresses import address
from municipalities.models import Municipality
from municipalities.queries import current_code


def sentences_with_old_scores(municipality: Municipality, assessed_year: int) -> list[Consequence]:
    """A score is cited in the year it was made (as the new one) and in the year after (as the old one)."""
    found = []
    for action_year in (assessed_year, assessed_year + 1):
        count = len(outdated(municipality, action_year))
        if count:
            words = ngettext(
                "The results of %(year)s have %(count)s sentence with the scores as they were",
                "The results of %(year)s have %(count)s sentences with the scores as they were",
                count,
            )
            url = address("results", current_code(municipality), action_year, fragment="old-sentences")
            found.append(Consequence(words % {"year": action_year, "count": count}, url))
    return found
