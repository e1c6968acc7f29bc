"""What a public page tells programs, and what it does not do to visitors: no cookie, no trace."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from ita_portal.access import TABLE, Public
from reports.document import Municipality
from reports.formats.json_form import loads
from reports.models import Version
from tests.cast import CODE, YEAR, Cast, Work
from tests.web.test_public_pages import publish, withdraw
from tests.web.test_public_years import publish_changed

ADDRESS = f"/r/{CODE}/results/{YEAR}/"


@pytest.fixture
def published(work: Work, cast: Cast) -> Version:
    return publish(work.results, cast, 1)


def data_block(page: str) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert len(found) == 1
    tree: dict[str, object] = json.loads(found[0])
    return tree


class TestStructuredData:
    def test_a_version_is_a_report_with_its_address_hash_and_files(
        self, client: Client, published: Version
    ) -> None:
        tree = data_block(client.get(ADDRESS).content.decode())
        assert tree["@type"] == "Report"
        assert str(tree["url"]).endswith(f"{ADDRESS}v1/")
        assert tree["identifier"] == f"sha256:{published.document_sha256}"
        encoding = tree["encoding"]
        assert isinstance(encoding, list)
        assert {each["sha256"] for each in encoding} == set(published.files.values())

    def test_a_name_cannot_end_the_data_block(
        self, client: Client, published: Version, work: Work, cast: Cast
    ) -> None:
        own = loads(bytes(published.document)).municipality
        odd = Municipality(own.code, '</script><script>alert("x")&', own.kind, own.district, own.province)
        publish_changed(work.results, cast, 2, municipality=odd)
        page = client.get(ADDRESS).content.decode()
        assert "<script>alert" not in page
        publisher = data_block(page)["publisher"]
        assert isinstance(publisher, dict)
        assert "</script>" in publisher["name"]

    def test_a_shared_link_shows_what_it_is(self, client: Client, published: Version) -> None:
        page = client.get(ADDRESS).content.decode()
        for name in ("og:title", "og:description", "og:url", "og:locale"):
            assert f'property="{name}"' in page

    def test_a_withdrawn_version_tells_programs_nothing(
        self, client: Client, published: Version, cast: Cast
    ) -> None:
        withdraw(published, cast)
        page = client.get(ADDRESS).content.decode()
        assert "ld+json" not in page
        assert "og:title" not in page


def test_no_public_page_gives_a_visitor_a_cookie(published: Version) -> None:
    values = {
        "code": CODE,
        "kind": "results",
        "year": YEAR,
        "number": 1,
        "extension": "html",
        "page": 1,
        "sha256": "0" * 64,
    }
    ours = {
        "home": (),
        "report_list": (),
        "report_feed": (),
        "verify": (),
        "sitemap": (),
        "robots": (),
        "sitemap_part": ("page",),
        "municipality_reports": ("code",),
        "report_latest": ("code", "kind", "year"),
        "report_version": ("code", "kind", "year", "number"),
        "report_changes": ("code", "kind", "year", "number"),
        "report_file": ("code", "kind", "year", "number", "extension"),
        "report_asset": (),
    }
    assert all(TABLE[name].read is Public.ANYONE for name in ours)
    for name, wanted in ours.items():
        if name == "report_asset":
            path = f"/r/assets/{'0' * 64}.css"
        else:
            path = reverse(name, kwargs={each: values[each] for each in wanted})
        for query in ("", "?lang=en", "?q=x&hash=0"):
            response = Client().get(path + query)
            assert response.status_code < 500, path
            assert not response.cookies, path
            assert "Set-Cookie" not in response.headers, path
