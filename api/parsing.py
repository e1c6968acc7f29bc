"""The body of a request: JSON that the database and the writers can hold."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from api.problems import Problem


class StrictParser(Parser):
    """Refuses what is no JSON by the standard (NaN), and halves of characters, which no database takes."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise Problem(415)
        body = json.loads(request.body, parse_constant=_refuse, parse_float=Decimal)
        json.dumps(body, ensure_ascii=False, default=str).encode()
        return body


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
