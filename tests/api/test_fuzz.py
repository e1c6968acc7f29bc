"""Whatever is asked of the interface, it answers in its own shape and never falls."""

from __future__ import annotations

import os
from typing import Any

from django.conf import LazySettings
from django.test import Client

from api.problems import MEDIA_TYPE
from measures.models import Measure
from reports.models import Version
from tests.api.asking import Program
from tests.api.fuzzing import Fuzzer
from tests.cast import CODE, OTHER_CODE, YEAR, Cast
from tests.national.known import announce, figures

EACH, SEED = int(os.environ.get("FUZZ_EACH", "12")), int(os.environ.get("FUZZ_SEED", "2569"))
"""Requests to each operation, always the same ones; a long run by hand takes others."""


def test_no_request_makes_it_fall(
    system: Program, published: Version, cast: Cast, settings: LazySettings
) -> None:
    settings.API_LIMITS = {"any": 10**9, "checks": 10**9, "refused": 10**9}
    announce(2567, {cast.municipality.pk: figures("91.50", IIT="90.00")})
    schema: dict[str, Any] = Client().get("/api/v1/openapi.json").json()
    measures = [str(pk) for pk in Measure.objects.values_list("pk", flat=True)]
    known = {
        "code": [CODE, CODE, CODE, OTHER_CODE],
        "year": [str(YEAR), str(YEAR - 1), "2569"],
        "kind": ["results", "analysis"],
        "number": ["1", "2"],
        "pk": measures,
    }
    fallen, statuses = [], set()
    system.client.raise_request_exception = False
    for request in Fuzzer(schema, known, seed=SEED).requests(EACH):
        response = system.client.generic(
            request.method,
            request.path,
            request.body or b"",
            content_type="application/json",
            headers=request.headers,
        )
        statuses.add(response.status_code)
        right = response.status_code < 400 or response["Content-Type"] == MEDIA_TYPE
        if response.status_code >= 500 or not right:
            fallen.append(
                f"{response.status_code} {request.method} {request.path[:300]} {(request.body or b'')[:600]!r}"
            )
    assert not fallen, f"{len(fallen)} requests:\n" + "\n".join(fallen[:10])
    assert {200, 201, 404, 409, 422} <= statuses
