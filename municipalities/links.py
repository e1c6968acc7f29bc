"""How the link of an invitation reaches its person: a letter, or a slip with a QR code to print."""

from __future__ import annotations

import logging
import smtplib
from dataclasses import dataclass

import segno
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from municipalities.inviting import Invited
from municipalities.models import Invitation

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one person: the link as text and as QR code."""

    invitation: Invitation
    place: str
    url: str
    qr: SafeString


def url_of(invited: Invited) -> str:
    return settings.SITE_URL + reverse("invitation", args=[invited.token])


def slip(invited: Invited, place: str = "") -> Slip:
    url = url_of(invited)
    code = segno.make(url, error="m", micro=False).svg_inline(scale=3, border=2, omitsize=True)
    # segno writes nothing but the modules of the code: no text of anybody is in it.
    return Slip(invited.invitation, place or invited.invitation.where, url, mark_safe(code))  # noqa: S308


def send(invited: Invited) -> bool:
    """Mail the link in the portal's own language; False when the mail could not be handed over."""
    invitation = invited.invitation
    with translation.override(settings.LANGUAGE_CODE):
        context = {"invitation": invitation, "url": url_of(invited), "place": invitation.where}
        letter = EmailMessage(
            gettext("Invitation to the ITA Portal"),
            render_to_string("municipalities/mail/invitation.txt", context),
            to=[invitation.email],
        )
    try:
        letter.send()
    except (smtplib.SMTPException, OSError):
        logger.exception("invitation %s could not be mailed", invitation.pk)
        return False
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())
    return True
