"""What a page with fields that save themselves needs: the desk, and the hash of each text it starts from."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import models
from django.middleware.csrf import get_token
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editing.registry import adapter_for
from editing.texts import text_hash
from municipalities.addresses import address

register = template.Library()


@register.inclusion_tag("editing/desk.html", takes_context=True)
def saving_desk(context: RequestContext, action_year: int) -> dict[str, Any]:
    """Where this page's fields are saved, by whom, and the words and panels that the script shows."""
    request: Any = context["request"]
    get_token(request)  # the cookie that the script sends back
    code = request.code
    return {
        "user": request.user,
        "save": address("field_save", code, action_year),
        "presence": address("field_presence", code, action_year),
        "history": address("field_history", code, action_year),
        "action_year": action_year,
        "code": code,
    }


@register.filter
def field_base(row: models.Model, field: str) -> str:
    """The hash of a field's stored text."""
    return text_hash(_text(row, field))


@register.filter
def field_text(row: models.Model, field: str) -> str:
    """The stored text of a field, as it is edited: lists one a line."""
    return _text(row, field)


def _text(row: models.Model, field: str) -> str:
    adapter, _key = adapter_for(f"{_kind(row)}:{row.pk}")
    return adapter.text(row, field)


def _kind(row: models.Model) -> str:
    return {"analysisrow": "analysis"}.get(row._meta.model_name or "", row._meta.model_name or "")


@register.simple_tag
def saveable(row: models.Model, field: str) -> SafeString:
    """The attributes of a control whose text saves itself: `<textarea {% saveable measure "outcome" %}>`."""
    return format_html(
        'data-save data-subject="{}:{}" data-field="{}" data-base="{}"',
        _kind(row),
        row.pk,
        field,
        field_base(row, field),
    )
