"""What all answers have in common: errors, languages, caching, other sites, limits, and no cookies."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from api.problems import MEDIA_TYPE
from reports.models import Version
from tests.api.asking import ROOT, Program, ask
from tests.cast import CODE, YEAR, Cast, sign_in

LIST = f"{ROOT}/municipalities"


class TestErrors:
    @pytest.mark.parametrize(
        ("path", "status"),
        [("/nothing", 404), ("/reports/x/results/2568", 404), ("/frameworks/2512", 404), ("/own/1", 401)],
    )
    @pytest.mark.parametrize("debug", [True, False])
    def test_all_have_one_shape(
        self, client: Client, cast: Cast, settings: LazySettings, debug: bool, path: str, status: int
    ) -> None:
        settings.DEBUG = debug
        response = client.get(f"{ROOT}{path}")
        assert response.status_code == status
        assert response["Content-Type"] == MEDIA_TYPE
        assert response["Cache-Control"] == "no-store"
        assert response.json()["status"] == status

    def test_one_of_our_own_says_nothing_of_the_inside(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fall(*_said: Any) -> None:
            raise RuntimeError("the inside")

        monkeypatch.setattr("api.public.municipalities.municipality_by_code", fall)
        response = Client(raise_request_exception=False).get(f"{LIST}/{CODE}")
        assert response.status_code == 500
        assert response["Content-Type"] == MEDIA_TYPE
        assert b"inside" not in response.content

    def test_a_parameter_nobody_knows_is_refused_by_its_name(self, client: Client, cast: Cast) -> None:
        response = client.get(LIST, {"provnice": "99"})
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == "provnice"

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"limit": 0}, "limit"),
            ({"limit": 201}, "limit"),
            ({"offset": -1}, "offset"),
            ({"offset": 10**30}, "offset"),
            ({"q": "ก" * 201}, "q"),
            ({"q": "ก\0ข"}, "q"),
            ({"kind": "village"}, "kind"),
            ({"order": "secret"}, "order"),
            ({"lang": "fr"}, "lang"),
        ],
    )
    def test_an_impossible_value_is_named(
        self, client: Client, cast: Cast, query: dict[str, Any], field: str
    ) -> None:
        response = client.get(LIST, query)
        assert response.status_code == 422
        assert [each["field"] for each in response.json()["errors"]] == [field]

    def test_what_a_form_leaves_empty_asks_for_nothing(self, client: Client, cast: Cast) -> None:
        assert ask(client, "municipalities", q="", kind="", province="", limit="")["count"] == 2

    def test_they_are_thai_unless_english_is_asked_for(self, client: Client, cast: Cast) -> None:
        def said(path: str, accepted: str = "") -> str:
            response = client.get(path, headers={"accept-language": accepted} if accepted else {})
            assert response["Content-Language"] == ("en" if "There is" in response.json()["title"] else "th")
            return str(response.json()["title"])

        thai, english = said(f"{ROOT}/nothing"), said(f"{ROOT}/nothing?lang=en")
        assert thai == "ไม่มีอะไรที่ที่อยู่นี้"
        assert said(f"{ROOT}/nothing", "en-US,en;q=0.9") == english
        assert said(f"{ROOT}/nothing", "de, th;q=0.5") == thai
        assert said(f"{ROOT}/nothing?lang=th", "en") == thai


class TestMethods:
    def test_what_is_read_only_says_so(self, client: Client, cast: Cast) -> None:
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(LIST)
            assert response.status_code == 405
            assert response["Allow"] == "GET, HEAD, OPTIONS"

    def test_head_is_get_without_its_body(self, client: Client, cast: Cast) -> None:
        get, head = client.get(LIST), client.head(LIST)
        assert head.status_code == 200
        assert head.content == b""
        assert head["ETag"] == get["ETag"]
        assert head["Content-Length"] == str(len(get.content))

    def test_options_tells_the_methods_and_whether_another_site_may_read(
        self, client: Client, cast: Cast
    ) -> None:
        response = client.options(LIST)
        assert response.status_code == 204
        assert response["Allow"] == "GET, HEAD, OPTIONS"
        assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert client.options(f"{ROOT}/nothing").status_code == 404
        own = client.options(f"{ROOT}/own/{CODE}/scores/2567")
        assert own["Allow"] == "GET, HEAD, OPTIONS, PATCH, PUT"
        assert "Access-Control-Allow-Methods" not in own


class TestCaching:
    def test_what_did_not_change_is_not_sent_again(self, client: Client, cast: Cast) -> None:
        first = client.get(LIST)
        assert first["Cache-Control"] == "public, max-age=60"
        assert "Accept-Language" in first["Vary"]
        again = client.get(LIST, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Access-Control-Allow-Origin"] == "*"
        cast.municipality.records.update(name="ชื่อใหม่", sort_key="ก")
        assert client.get(LIST, headers={"if-none-match": first["ETag"]}).status_code == 200

    def test_a_document_is_known_by_its_hash(self, client: Client, published: Version) -> None:
        path = f"{ROOT}/reports/{CODE}/results/{YEAR}/versions/1/document"
        response = client.get(path)
        assert response["ETag"] == f'"{published.document_sha256}"'
        assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304


class TestOtherSites:
    def test_everybody_may_read_from_everywhere(self, client: Client, cast: Cast) -> None:
        response = client.get(LIST, headers={"origin": "https://news.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert 'rel="license"' in response["Link"]

    def test_a_page_of_another_site_reads_no_drafts(self, system: Program) -> None:
        response = system.read(CODE)
        assert response.status_code == 200
        assert "Access-Control-Allow-Origin" not in response
        assert response["Cache-Control"] == "no-store"

    def test_a_cookie_opens_nothing_and_none_is_set(self, client: Client, cast: Cast) -> None:
        sign_in(client, cast.officer)
        assert client.get(f"{ROOT}/own/{CODE}").status_code == 401
        response = client.get(LIST)
        assert not response.cookies
        assert "Cookie" not in response["Vary"]
        assert client.get(f"/m/{CODE}/people/").status_code == 200  # and the session is still there


class TestLimits:
    def test_who_asks_too_often_is_told_how_long_to_wait(
        self, client: Client, cast: Cast, settings: LazySettings
    ) -> None:
        settings.API_LIMITS = {**settings.API_LIMITS, "any": 2}
        assert [client.get(LIST).status_code for _ in range(3)] == [200, 200, 429]
        response = client.get(LIST)
        assert response["Content-Type"] == MEDIA_TYPE
        assert 1 <= int(response["Retry-After"]) <= 60
        assert client.get(LIST, REMOTE_ADDR="192.0.2.7").status_code == 200

    def test_addresses_of_one_subscriber_count_together(
        self, client: Client, cast: Cast, settings: LazySettings
    ) -> None:
        settings.API_LIMITS = {**settings.API_LIMITS, "any": 1}
        assert client.get(LIST, REMOTE_ADDR="2001:db8:1:2::1").status_code == 200
        assert client.get(LIST, REMOTE_ADDR="2001:db8:1:2:ffff::9").status_code == 429
        assert client.get(LIST, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200

    def test_a_document_is_checked_anew_only_so_often(
        self, client: Client, published: Version, settings: LazySettings
    ) -> None:
        settings.API_LIMITS = {**settings.API_LIMITS, "checks": 1}
        path = f"reports/{CODE}/results/{YEAR}/versions/1/findings"
        ask(client, path)
        ask(client, path)  # known by now
        assert client.get(f"{ROOT}/{path}?lang=en").status_code == 429

    def test_a_body_that_is_too_large_is_not_read(self, system: Program) -> None:
        response = system.send(
            "PATCH", f"{CODE}/scores/2567", {"version": 0, "items": {"i1": "9" * 1_100_000}}
        )
        assert response.status_code == 413
