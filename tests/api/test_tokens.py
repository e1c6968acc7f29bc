"""Tokens: who makes them, what they are good for, and when they stop."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from api.models import Token
from api.tokens import make_token, revoke_token
from municipalities.people import NotPossible, end_role
from tests.api.asking import ROOT, Program
from tests.cast import CODE, OTHER_CODE, Cast, Work, sign_in
from trail.models import Event

PAGE = f"/m/{CODE}/tokens/"


def opens(program: Program) -> int:
    return int(program.read(CODE).status_code)


class TestUse:
    def test_it_opens_its_own_municipality_and_no_other(self, system: Program) -> None:
        assert opens(system) == 200
        assert system.read(OTHER_CODE).status_code == 404
        assert system.read("12345678").status_code == 404

    def test_a_wrong_one_opens_nothing(self, system: Program, client: Client) -> None:
        text = system.client.defaults["HTTP_AUTHORIZATION"]
        for wrong in ("", "Bearer", "Bearer x", text[:-1] + "é", f"{text}x", text.replace("Bearer", "Basic")):
            response = client.get(f"{ROOT}/own/{CODE}", headers={"authorization": wrong})
            assert response.status_code == 401
            assert response["WWW-Authenticate"].startswith("Bearer")

    def test_a_secret_of_another_token_does_not_fit(self, system: Program, cast: Cast) -> None:
        other = make(cast).text
        mixed = other.rpartition("_")[0][:16] + system.client.defaults["HTTP_AUTHORIZATION"][-44:]
        assert (
            Client(headers={"authorization": f"Bearer {mixed}"}).get(f"{ROOT}/own/{CODE}").status_code == 401
        )

    def test_it_ends_with_its_last_day(self, system: Program) -> None:
        with time_machine.travel(timezone.now() + timedelta(days=32)):
            assert opens(system) == 401

    def test_it_ends_when_it_is_revoked(self, system: Program, cast: Cast) -> None:
        revoke_token(system.token, actor=cast.admin)
        revoke_token(system.token, actor=cast.admin)
        assert opens(system) == 401
        assert Event.objects.filter(action="token-revoked").count() == 1

    def test_it_ends_with_the_role_of_its_person(self, system: Program, cast: Cast) -> None:
        end_role(cast.officer.memberships.get(), actor=cast.admin)
        assert opens(system) == 401

    def test_it_ends_with_the_account_of_its_person(self, system: Program, cast: Cast) -> None:
        cast.officer.is_active = False
        cast.officer.save()
        assert opens(system) == 401

    def test_what_it_is_not_for_is_refused(self, cast: Cast, work: Work) -> None:
        client = Client(headers={"authorization": f"Bearer {make(cast, measures=False).text}"})
        assert client.get(f"{ROOT}/own/{CODE}/scores/2567").status_code == 200
        assert client.get(f"{ROOT}/own/{CODE}/measures/2568").status_code == 403

    def test_who_guesses_has_to_wait(self, system: Program, client: Client, settings: LazySettings) -> None:
        settings.API_LIMITS = {**settings.API_LIMITS, "refused": 2}
        wrong = {"authorization": "Bearer ita_000000000000_" + "x" * 43}
        statuses = [client.get(f"{ROOT}/own/{CODE}", headers=wrong).status_code for _ in range(3)]
        assert statuses == [401, 401, 429]

    def test_the_last_use_is_written_down_now_and_then(self, system: Program) -> None:
        opens(system)
        first = Token.objects.get().used_at
        opens(system)
        assert first is not None
        assert Token.objects.get().used_at == first
        with time_machine.travel(timezone.now() + timedelta(minutes=6)):
            opens(system)
        used = Token.objects.get().used_at
        assert used is not None
        assert used > first


def make(cast: Cast, **changed: object):  # type: ignore[no-untyped-def]
    wanted = {
        "person": cast.officer,
        "last_day": timezone.localdate() + timedelta(days=10),
        "scores": True,
        "measures": True,
        "actor": cast.admin,
    }
    return make_token(cast.municipality, "บัญชีกลาง", **{**wanted, **changed})


class TestMaking:
    def test_the_secret_is_nowhere_in_the_database(self, cast: Cast) -> None:
        made = make(cast)
        stored = str(Token.objects.values().get()) + str(Event.objects.values().get(action="token-made"))
        assert made.text.rpartition("_")[2] not in stored
        assert made.text[-20:] not in stored

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"last_day": timezone.localdate() + timedelta(days=400)}, "last_day"),
            ({"last_day": timezone.localdate() - timedelta(days=2)}, "last_day"),
            ({"scores": False, "measures": False}, "scopes"),
        ],
    )
    def test_what_is_not_possible_is_said_beside_its_field(
        self, cast: Cast, changed: dict[str, object], field: str
    ) -> None:
        with pytest.raises(NotPossible) as refused:
            make(cast, **changed)
        assert refused.value.field == field

    def test_it_acts_only_for_an_officer_of_the_municipality(self, cast: Cast) -> None:
        for person in (cast.approver, cast.outsider, cast.stranger):
            with pytest.raises(NotPossible):
                make(cast, person=person)


class TestPage:
    def test_the_administrator_makes_one_and_sees_it_once(self, client: Client, cast: Cast) -> None:
        sign_in(client, cast.admin)
        fields = {
            "name": "e-Office",
            "scopes": ["scores"],
            "person": cast.officer.pk,
            "last_day": "30 ก.ย. 2999",
        }
        assert "ไม่เกินหนึ่งปี" in client.post(PAGE, fields).content.decode()
        assert not Token.objects.exists()
        day = timezone.localdate() + timedelta(days=5)
        response = client.post(PAGE, {**fields, "last_day": f"{day.day}/{day.month}/{day.year + 543}"})
        found = re.search(r"ita_[0-9a-f]{12}_[\w-]{43}", response.content.decode())
        assert found is not None
        assert "no-store" in response["Cache-Control"]
        assert found[0] not in client.get(PAGE).content.decode()
        reading = Client(headers={"authorization": f"Bearer {found[0]}"})
        assert reading.get(f"{ROOT}/own/{CODE}").json()["scores"] is True

    def test_the_administrator_revokes_one(self, client: Client, cast: Cast, system: Program) -> None:
        sign_in(client, cast.admin)
        assert "e-Office" in client.get(PAGE).content.decode()
        response = client.post(f"{PAGE}{system.token.pk}/revoke/", follow=True)
        assert "ใช้ไม่ได้แล้ว" in response.content.decode()
        assert opens(system) == 401

    def test_one_of_another_municipality_is_not_there(self, client: Client, cast: Cast) -> None:
        sign_in(client, cast.system_admin)
        token = make(cast).token
        assert client.post(f"/m/{OTHER_CODE}/tokens/{token.pk}/revoke/").status_code == 404
        assert Token.objects.get().revoked_at is None

    def test_without_an_officer_the_page_says_what_to_do(self, client: Client, cast: Cast) -> None:
        end_role(cast.officer.memberships.get(), actor=cast.admin)
        page = sign_in(client, cast.admin).get(PAGE).content.decode()
        assert f"/m/{CODE}/people/invite/" in page

    def test_only_those_who_look_after_people_see_the_tab(self, client: Client, cast: Cast) -> None:
        assert PAGE in sign_in(client, cast.admin).get(f"/m/{CODE}/people/").content.decode()
        assert PAGE not in sign_in(client, cast.officer).get(f"/m/{CODE}/people/").content.decode()
