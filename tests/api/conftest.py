from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from api.public import frameworks
from api.tokens import make_token
from reports.models import Version
from tests.api.asking import Program
from tests.cast import Cast, Work, begin_work, load_catalogue, make_cast
from tests.web.test_public_pages import publish


@pytest.fixture(autouse=True)
def nothing_counted_yet(db: None) -> Iterator[None]:
    """Requests of other tests count towards no limit here, and no catalogue of theirs is remembered."""
    cache.clear()
    frameworks._tree.cache_clear()
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Work:
    load_catalogue(2567, 2568)
    return begin_work(cast)


@pytest.fixture
def published(work: Work, cast: Cast) -> Version:
    return publish(work.results, cast, 1)


@pytest.fixture
def system(work: Work, cast: Cast) -> Program:
    return make_system(cast)


def make_system(cast: Cast, name: str = "e-Office") -> Program:
    """A system of the cast's municipality with a token for scores and measures, in the officer's name."""
    made = make_token(
        cast.municipality,
        name,
        person=cast.officer,
        last_day=timezone.localdate() + timedelta(days=30),
        scores=True,
        measures=True,
        actor=cast.admin,
    )
    return Program(Client(headers={"authorization": f"Bearer {made.text}"}), made.token)
