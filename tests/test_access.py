"""Every route as everybody: who is let in, who is told who could, and who cannot tell that the page exists."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from ita_portal.access import NAMESPACES, TABLE, Public, Row, Scope, row_for
from municipalities.roles import Role
from tests.cast import CODE, YEAR, Cast, Work, begin_work, load_catalogue, make_cast, sign_in


def routes(patterns: list | None = None, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every route's full name and pattern, those of included parts too."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(each, URLPattern):
            yield ":".join((*namespaces, each.name or "")), str(each.pattern)
        else:
            inner = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from routes(each.url_patterns, inner)


def test_every_route_has_a_row_in_the_access_table() -> None:
    missing = [(name, pattern) for name, pattern in routes() if row_for(name) is None]
    assert not missing, "nobody may open these routes until ita_portal/access.py says who may: " + ", ".join(
        f"{name or '(without a name)'} [{pattern}]" for name, pattern in missing
    )


def test_every_row_has_a_route() -> None:
    names = {name for name, _pattern in routes()}
    assert not set(TABLE) - names, "rows of ita_portal/access.py without a route"
    assert not set(NAMESPACES) - {name.partition(":")[0] for name in names if ":" in name}


def test_a_route_of_a_municipality_names_it_in_its_address() -> None:
    wrong = [
        name
        for name, pattern in routes()
        if (row := row_for(name)) and (row.scope is Scope.MUNICIPALITY) != pattern_is_of_work(pattern)
    ]
    assert not wrong, "addresses under /m/<code>/ need the scope MUNICIPALITY, and only those"


def pattern_is_of_work(pattern: str) -> bool:
    return bool(re.match(r"\^?m/(<slug:code>|\(\?P<code>)", pattern))


PEOPLE = (
    "officer", "approver", "admin", "outsider", "coordinator", "auditor", "catalogue_admin", "system_admin",
    "stranger",
)  # fmt: skip
ROLES = {
    "officer": Role.OFFICER,
    "approver": Role.APPROVER,
    "admin": Role.MUNICIPALITY_ADMIN,
    "coordinator": Role.COORDINATOR,
    "auditor": Role.AUDITOR,
    "catalogue_admin": Role.CATALOGUE_ADMIN,
    "system_admin": Role.SYSTEM_ADMIN,
    "outsider": Role.OFFICER,
}
WITHOUT_A_PLACE_HERE = {"outsider", "catalogue_admin", "stranger"}
"""People with no role in the municipality of the addresses."""


@pytest.fixture
def stage(db: None) -> tuple[Cast, Work]:
    load_catalogue(2566, 2567, 2568)
    cast = make_cast()
    return cast, begin_work(cast)


def arguments(name: str, work: Work) -> dict[str, object]:
    """Values for the parts of an address, those of things that exist."""
    of_an_object = {
        "analysis_": {"pk": work.assessment.analysis.get().pk},
        "measure_": {"pk": work.measure.pk},
        "measures_undo": {"pk": 1},
        "citation": {"pk": work.measure.pk},
        "progress_": {"pk": work.measure.pk},
        "result_": {"pk": work.measure.pk},
        "evidence_": {"pk": work.measure.pk},
        "item_evidence": {"item": "o1"},
        "rendering": {"pk": 1},
        "portal_": {"pk": 1},
        "role_": {"pk": 1},
        "invitation_": {"pk": 1},
        "department_": {"pk": 1},
        "api_token_": {"pk": 1},
        "api-v1:own_measure": {"pk": 1},
        "signatory_": {"pk": 1},
        "municipality_": {"pk": 1},
        "report_import_draft": {"pk": 1},
        "report_import_undo": {"pk": 1},
        "report_signed": {"extension": "pdf"},
        "return_note": {"pk": 1},
        "announced": {"pk": 1},
        "review_export_": {"pk": 1},
        "open_data_": {"table": "results", "extension": "csv"},
        "report_offline": {"extension": "xlsx"},
        "report_schema": {"form": 1},
        "national_": {"code": "99", "part": "levels"},
    }
    values: dict[str, object] = {
        "code": CODE,
        "action_year": YEAR,
        "assessed_year": YEAR - 1,
        "kind": "results",
        "year": 2568,
        "number": 1,
        "extension": "html",
        "sha256": "0" * 64,
        "key": "x",
        "token": "x",
        "page": 1,
        "revision": 1,
        "section": "items",
        "file_format": "json",
        "finding": 1,
        "uidb36": "1",
    }
    for prefix, found in of_an_object.items():
        if name.startswith(prefix):
            values |= found
    pattern = next(pattern for each, pattern in routes() if each == name)
    wanted = set(re.findall(r"<(?:\w+:)?(\w+)>", pattern))
    return {key: value for key, value in values.items() if key in wanted}


def expected(row: Row, method: str, person: str | None) -> str:
    """in · sign-in · signed-out · refused · hidden."""
    allowed = row.allowed(method)
    if allowed in (Public.ANYONE, Public.PROGRAM):
        return "in"
    if person is None:
        return "sign-in" if method == "GET" else "signed-out"
    if allowed is Public.SIGNED_IN:
        return "in"
    if row.scope is Scope.MUNICIPALITY and person in WITHOUT_A_PLACE_HERE:
        return "hidden"
    assert not isinstance(allowed, Public)
    return "in" if ROLES.get(person) in allowed else "refused"


def seen(response) -> str:  # type: ignore[no-untyped-def]
    """What the gate did."""
    if response.status_code == 302 and response.url.startswith("/accounts/login/"):
        return "sign-in"
    templates = {each.name for each in response.templates}
    if response.status_code == 403:
        return "signed-out" if "kept.html" in templates else "refused"
    if response.status_code == 404:
        return "hidden"
    return "in"


@pytest.mark.parametrize("person", [None, *PEOPLE])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_route_lets_in_exactly_whom_the_table_names(
    stage: tuple[Cast, Work], person: str | None, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The views do not run: the gate has decided before."""
    from django.http import HttpResponse

    from ita_portal.gate import AccessMiddleware

    decide = AccessMiddleware.process_view

    def stop_after_the_gate(self, request, view, args, kwargs):  # type: ignore[no-untyped-def]
        return decide(self, request, view, args, kwargs) or HttpResponse("the view")

    monkeypatch.setattr(AccessMiddleware, "process_view", stop_after_the_gate)
    cast, work = stage
    client = Client(raise_request_exception=False)
    if person is not None:
        sign_in(client, getattr(cast, person))
    wrong = []
    for name in TABLE:
        row = TABLE[name]
        url = reverse(name, kwargs=arguments(name, work))
        response = client.get(url) if method == "GET" else client.post(url)
        want = expected(row, method, person)
        if (got := seen(response)) != want:
            wrong.append(f"{method} {name}: {got}, not {want} ({response.status_code})")
    assert not wrong, "\n".join(wrong)
