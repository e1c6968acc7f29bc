"""How often one address may ask: so many requests in each minute, counted in the cache that all processes share."""

from __future__ import annotations

import ipaddress
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

WINDOW = 60


def seconds_to_wait(request: HttpRequest, kind: str) -> int:
    """Count a request of a kind of `settings.API_LIMITS`; 0 when it may go on, else how long to wait."""
    now = int(time.time())
    key = _key(request, kind, now)
    count = (
        cache.get(key, 0) + 1
    )  # two at the same moment may count as one: that is good enough, and half the work
    cache.set(key, count, WINDOW * 2)
    return WINDOW - now % WINDOW if count > settings.API_LIMITS[kind] else 0


def used_up(request: HttpRequest, kind: str) -> int:
    """The same without counting."""
    now = int(time.time())
    count = cache.get(_key(request, kind, now), 0)
    return WINDOW - now % WINDOW if count >= settings.API_LIMITS[kind] else 0


def _key(request: HttpRequest, kind: str, now: int) -> str:
    return f"api:{kind}:{_neighbourhood(request)}:{now // WINDOW}"


def _neighbourhood(request: HttpRequest) -> str:
    """The address; of IPv6 the network of one subscriber, who has all addresses in it."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)
