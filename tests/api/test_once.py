"""A request that is sent again because its answer was lost is carried out once."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone

from api.drafts.once import KEPT_FOR, LOST_AFTER
from api.models import KeptAnswer
from measures.models import Measure
from tests.api.asking import Program
from tests.api.conftest import make_system
from tests.cast import CODE, YEAR, Cast, Work, begin_work, load_catalogue, make_cast

MEASURES, SCORES = f"{CODE}/measures/{YEAR}", f"{CODE}/scores/{YEAR - 1}"
BODY = {"issue": 1, "title": "เปิดช่องทางออนไลน์"}


def add(system: Program, key: str, body: Any = None, path: str = MEASURES) -> Any:
    return system.send("POST", path, body or BODY, key=key)


def made() -> int:
    return Measure.objects.filter(title=BODY["title"]).count()


class TestTheSameAgain:
    def test_it_is_answered_as_the_first_time(self, system: Program, work: Work) -> None:
        first, again = add(system, "k-1"), add(system, "k-1")
        assert (first.status_code, again.status_code, made()) == (201, 201, 1)
        assert again.content == first.content
        assert again["Location"] == first["Location"]
        assert again["Content-Type"] == first["Content-Type"]
        assert again["Cache-Control"] == "no-store"
        assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")

    def test_the_answer_is_the_one_given_without_a_key(self, system: Program, work: Work) -> None:
        said, plain = add(system, "k-1"), system.send("POST", MEASURES, BODY)
        assert said["Content-Type"] == plain["Content-Type"]
        assert said.content == system.read(said["Location"].rpartition("/own/")[2]).content
        assert made() == 2

    def test_a_key_may_stand_in_quotation_marks(self, system: Program, work: Work) -> None:
        add(system, "k-1")
        assert "Idempotent-Replayed" in add(system, '"k-1"')

    def test_a_deletion_and_a_change_are_answered_again_too(self, system: Program, work: Work) -> None:
        path = f"{MEASURES}/{work.measure.pk}"
        version = system.read(path).json()["version"]
        change = {"version": version, "outcome": "เร็วขึ้น"}
        first, again = (system.send("PATCH", path, change, key="k-1") for _time in range(2))
        assert (again.status_code, again.content) == (200, first.content)
        gone = f"{path}?version={version + 1}"
        assert [system.send("DELETE", gone, key="k-2").status_code for _time in range(2)] == [204, 204]

    def test_another_token_has_keys_of_its_own(self, system: Program, work: Work, cast: Cast) -> None:
        add(system, "k-1")
        assert "Idempotent-Replayed" not in add(make_system(cast, "ERP"), "k-1")
        assert made() == 2

    def test_reading_asks_for_no_key(self, system: Program, work: Work) -> None:
        assert (
            system.client.get(f"/api/v1/own/{MEASURES}", headers={"idempotency-key": ""}).status_code == 200
        )
        assert not KeptAnswer.objects.exists()


class TestRefused:
    @pytest.mark.parametrize("key", ["", " ", "a" * 65, "ก", "a b", '"', "a\x7f"])
    def test_a_key_that_is_none(self, system: Program, work: Work, key: str) -> None:
        response = add(system, key)
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == "Idempotency-Key"
        assert made() == 0

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            (MEASURES, {**BODY, "issue": 2}),
            (f"{CODE}/measures/{YEAR + 1}", BODY),
            (f"{MEASURES}?lang=en", BODY),
        ],
    )
    def test_a_key_that_was_used_for_another_request(
        self, system: Program, work: Work, path: str, body: Any
    ) -> None:
        add(system, "k-1")
        response = add(system, "k-1", body, path)
        assert response.status_code == 422
        assert response.json()["errors"][0]["code"] == "key-used"
        assert made() == 1

    def test_a_key_whose_request_is_still_under_way(self, system: Program, work: Work) -> None:
        begun(system, "k-1")
        response = add(system, "k-1")
        assert (response.status_code, response.json()["code"]) == (409, "under-way")
        assert response["Retry-After"] == "1"
        assert made() == 0


class TestWhatIsKept:
    def test_a_refusal_is_not(self, system: Program, work: Work) -> None:
        assert add(system, "k-1", {"title": "ก", "issue": 99}).status_code == 422
        assert add(system, "k-1", {"title": ""}).status_code == 422
        assert not KeptAnswer.objects.exists()
        assert add(system, "k-1").status_code == 201

    def test_what_falls_leaves_no_key_behind(
        self, system: Program, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fall(*_said: Any, **_more: Any) -> None:
            raise RuntimeError

        system.client.raise_request_exception = False
        with monkeypatch.context() as broken:
            broken.setattr("api.drafts.measures._one", fall)
            assert add(system, "k-1").status_code == 500
        assert made() == 0
        assert add(system, "k-1").status_code == 201

    def test_a_request_that_was_killed_is_carried_out_when_it_comes_again(
        self, system: Program, work: Work
    ) -> None:
        begun(system, "k-1", LOST_AFTER + timedelta(seconds=1))
        assert add(system, "k-1").status_code == 201
        assert "Idempotent-Replayed" in add(system, "k-1")

    def test_after_a_day_a_key_is_free_again(self, system: Program, work: Work) -> None:
        add(system, "k-1")
        KeptAnswer.objects.update(begun_at=timezone.now() - KEPT_FOR - timedelta(seconds=1))
        assert "Idempotent-Replayed" not in add(system, "k-1", {**BODY, "issue": 2})
        assert made() == 2

    def test_the_worker_forgets_old_ones(self, system: Program, work: Work) -> None:
        add(system, "k-1")
        KeptAnswer.objects.update(begun_at=timezone.now() - KEPT_FOR - timedelta(seconds=1))
        add(system, "k-2")
        call_command("reap_tasks")
        assert [each.key for each in KeptAnswer.objects.all()] == ["k-2"]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_carried_out(transactional_db: None) -> None:
    cast = make_cast()
    load_catalogue(2567, 2568)
    begin_work(cast)
    system = make_system(cast)
    start, statuses = threading.Barrier(4), list[int]()
    said = system.client.defaults["HTTP_AUTHORIZATION"]

    def send() -> None:
        close_old_connections()
        start.wait()
        program = Program(Client(headers={"authorization": said}), system.token)
        statuses.append(add(program, "k-1").status_code)
        connection.close()

    threads = [threading.Thread(target=send) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made() == 1
    assert set(statuses) <= {201, 409}
    assert 201 in statuses


def begun(system: Program, key: str, before: timedelta = timedelta()) -> KeptAnswer:
    """A request with this key that has no answer yet: the one that `add` makes."""
    assert add(system, key).status_code == 201
    Measure.objects.filter(title=BODY["title"]).delete()
    row = KeptAnswer.objects.get(key=key)
    row.status, row.begun_at = None, timezone.now() - before
    row.save()
    return row
