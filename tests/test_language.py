"""Thai first; the address switches to English, for visitors without a cookie."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from ita_portal.language import context


@pytest.mark.django_db
class TestPages:
    def test_a_page_is_thai_whatever_the_browser_prefers(self, client: Client) -> None:
        response = client.get("/healthz", headers={"Accept-Language": "en-US,en;q=0.9"})
        assert response.headers["Content-Language"] == "th"

    def test_the_address_switches_to_english(self, client: Client) -> None:
        assert client.get("/healthz?lang=en").headers["Content-Language"] == "en"

    @pytest.mark.parametrize("code", ["", "de", "en-us", "../../etc/passwd", "EN", "%00"])
    def test_a_language_we_do_not_speak_is_thai(self, client: Client, code: str) -> None:
        assert client.get("/healthz", {"lang": code}).headers["Content-Language"] == "th"

    def test_switching_leaves_no_cookie(self, client: Client) -> None:
        assert not client.get("/healthz?lang=en").cookies

    def test_the_choice_ends_with_the_request(self, client: Client) -> None:
        client.get("/healthz?lang=en")
        assert translation.get_language() == "th"


def test_a_page_links_to_itself_in_each_language_and_keeps_its_query() -> None:
    thai, english = context(RequestFactory().get("/r/", {"year": "2567", "lang": "en"}))["languages"]
    assert (thai["query"], thai["current"]) == ("?year=2567", False)
    assert (english["query"], english["current"]) == ("?year=2567&lang=en", True)


def test_links_carry_english_along_and_add_nothing_in_thai() -> None:
    assert context(RequestFactory().get("/"))["lang_query"] == ""
    assert context(RequestFactory().get("/?lang=en"))["lang_query"] == "?lang=en"


def test_a_visitor_returns_to_thai_from_an_address_without_other_query() -> None:
    thai, _english = context(RequestFactory().get("/r/", {"lang": "en"}))["languages"]
    assert thai["query"] == "/r/"
