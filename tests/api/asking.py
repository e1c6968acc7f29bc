"""A program that asks the interface."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from api.models import Token

ROOT = "/api/v1"


def ask(client: Client, path: str, **query: Any) -> Any:
    """What a list or an object answers; it must be there."""
    response = client.get(f"{ROOT}/{path}", query)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def names(rows: dict[str, Any], field: str = "code") -> list[Any]:
    return [each[field] for each in rows["rows"]]


@dataclass
class Program:
    """Another system with its token."""

    client: Client
    token: Token

    def read(self, path: str) -> Any:
        return self.client.get(f"{ROOT}/own/{path}")

    def send(self, method: str, path: str, body: Any = None, *, key: str | None = None) -> Any:
        return self.client.generic(
            method,
            f"{ROOT}/own/{path}",
            json.dumps(body),
            content_type="application/json",
            headers={} if key is None else {"idempotency-key": key},
        )
