"""What pages say about a piece of evidence: what kind it is, whether its link opens, what must stay private."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy as _

from measures.link_words import link_state
from measures.models import Evidence
from vault.kinds import KINDS

register = template.Library()

_PERSONAL = {
    "id-number": _("a citizen's 13-digit ID number"),
    "mobile": _("a mobile phone number"),
    "account": _("a bank account number"),
}

register.filter("link_state", link_state)


@register.filter
def evidence_sign(evidence: Evidence) -> str:
    """The sign of a piece of evidence."""
    if not evidence.sha256:
        return "link"
    return "image" if evidence.media_type.startswith("image/") else "file"


@register.filter
def kind_of_file(evidence: Evidence) -> str:
    """PDF file, picture, Word file …"""
    found = KINDS.get(evidence.media_type)
    return str(found.label) if found else str(_("file"))


@register.filter
def personal_words(evidence: Evidence) -> str:
    """What of a person the file seems to hold, in words; "" for nothing."""
    return ", ".join(str(_PERSONAL[each]) for each in evidence.personal if each in _PERSONAL)
