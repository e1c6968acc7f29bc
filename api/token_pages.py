"""The tokens of a municipality: which there are, making one, revoking one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from api.forms import TokenForm
from api.models import Token
from api.tokens import make_token, officers_of, revoke_token
from municipalities.addresses import address
from municipalities.people import NotPossible
from municipalities.requests import WorkRequest
from municipalities.roles import Role
from municipalities.views.frame import frame


@never_cache
def tokens(request: WorkRequest, code: str) -> HttpResponse:
    """The list with a form that makes one; its text is in the answer to the form and nowhere later."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    form.offer_officers(request.municipality)
    made = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = make_token(
                request.municipality,
                values["name"],
                person=values["person"],
                last_day=values["last_day"],
                scores="scores" in values["scopes"],
                measures="measures" in values["scopes"],
                actor=request.user,
            )
        except NotPossible as error:
            form.refuse(error)
    rows = list(
        Token.objects.filter(municipality=request.municipality).select_related("person").order_by("-pk")
    )
    context = {
        **frame(request, "tokens"),
        "form": form,
        "made": made,
        "present": [each for each in rows if each.holds],
        "past": [each for each in rows if not each.holds],
        "officers": {each.pk for each in officers_of(request.municipality)},
        "may_make": Role.MUNICIPALITY_ADMIN in request.roles,
    }
    return render(request, "api/tokens.html", context)


@require_POST
def revoke(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    token = get_object_or_404(Token, pk=pk, municipality=request.municipality)
    revoke_token(token, actor=request.user)
    messages.success(request, _("The token “%(name)s” no longer works") % {"name": token})
    return redirect(address("api_tokens", request.code))
