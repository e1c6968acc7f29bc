"""The national picture as anybody sees it: the home, the country, a province, one municipality beside them."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from municipalities.models import MunicipalityCode, Province
from national.pictures import draw_stale
from tests.cast import CODE, YEAR, Cast, Work, load_catalogue
from tests.national.known import announce, code_of, figures, municipalities
from tests.web.test_public_pages import publish

YEARS = (2567, 2568)


@pytest.fixture
def catalogue(db: None) -> None:
    load_catalogue(*YEARS)


@pytest.fixture
def province(catalogue: None) -> Province:
    return Province.objects.create(code="98", name="เชียงใหม่", sort_key="ก")


@pytest.fixture
def trat(catalogue: None) -> Province:
    return Province.objects.create(code="97", name="ตราด", sort_key="ข")


def told(total: str) -> object:
    indicators = {f"i{no}": total for no in range(1, 11)}
    return figures(total, IIT=total, EIT=total, OIT=total, **indicators)


def know(province: Province, totals: list[str], *, first: int = 0, kind: str = "subdistrict") -> list[str]:
    """Municipalities with such totals of 2568, five points less the year before; their codes."""
    keys = municipalities(len(totals), province=province, first=first, kind=kind)
    announce(2568, {key: told(total) for key, total in zip(keys, totals, strict=True)})
    announce(2567, {key: told(f"{float(total) - 5:.2f}") for key, total in zip(keys, totals, strict=True)})
    draw_stale()
    return [code_of(key) for key in keys]


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    assert not response.cookies
    return response.content.decode()


class TestNothingIsKnown:
    @pytest.mark.parametrize("path", ["/", "/national/"])
    def test_a_friendly_text_stands_instead_of_empty_charts(
        self, client: Client, db: None, path: str
    ) -> None:
        shown = page(client, path)
        assert "ยังไม่มีผลการประเมินที่เปิดเผย" in shown
        assert "distbar" not in shown

    def test_a_year_of_which_nothing_is_known_is_no_page(self, client: Client, db: None) -> None:
        assert client.get("/national/2568/").status_code == 404
        assert client.get("/national/2568/levels.csv").status_code == 404


class TestHome:
    def test_it_opens_with_the_newest_year_beside_the_one_before(
        self, client: Client, province: Province
    ) -> None:
        know(province, ["97.00", "91.00", "80.00"])
        shown = page(client, "/")
        assert "ทั้งประเทศ ITA 2568" in shown
        assert "ผ่านดีเยี่ยม" in shown
        assert "ปี 2567" in shown
        assert "91.00" in shown
        assert 'href="/national/2568/"' in shown

    def test_years_provinces_indicators_and_movers_stand_there_with_their_figures(
        self, client: Client, province: Province, trat: Province
    ) -> None:
        code, *_rest = know(province, ["97.00", "91.00", "80.00"])
        know(trat, ["70.00"])
        shown = page(client, "/")
        assert f'href="/r/{code}/profile/2568/"' in shown
        assert "การใช้งบประมาณ" in shown
        country = page(client, "/national/2568/")
        for part in ("years", "provinces", "scores", "movers"):
            assert f'href="/national/2568/{part}.csv"' in shown
        for table in ("trend", "provinces", "movers"):
            assert f'href="/national/2568/#{table}"' in shown
            assert f'id="{table}"' in country

    def test_a_first_year_has_nothing_to_compare(self, client: Client, province: Province) -> None:
        (key,) = municipalities(1, province=province)
        announce(2568, {key: told("90.00")})
        draw_stale()
        shown = page(client, "/")
        assert "ทั้งประเทศ ITA 2568" in shown
        assert "เพิ่มขึ้นมากที่สุด" not in shown
        assert "#trend" not in shown


class TestCountry:
    def test_the_address_without_a_year_leads_to_the_newest(self, client: Client, province: Province) -> None:
        know(province, ["97.00"])
        response = client.get("/national/")
        assert response.status_code == 302
        assert response["Location"] == "/national/2568/"

    def test_it_tells_levels_medians_provinces_years_and_movers(
        self, client: Client, province: Province, trat: Province
    ) -> None:
        code, *_rest = know(province, ["97.00", "91.00", "80.00"])
        know(trat, ["70.00"])
        shown = page(client, "/national/2568/")
        assert "85.50" in shown  # the median of the four
        assert 'href="/national/2568/98/"' in shown
        assert "ตราด" in shown
        assert f'href="/r/{code}/profile/2568/"' in shown
        assert 'href="/national/2567/"' in shown
        assert "เพิ่มขึ้นมากที่สุด" in shown

    def test_thai_digits_in_the_year_are_read(self, client: Client, province: Province) -> None:
        know(province, ["97.00"])
        assert "ทั้งประเทศ ITA 2568" in page(client, "/national/๒๕๖๘/")

    def test_one_kind_can_be_looked_at_alone(self, client: Client, province: Province) -> None:
        know(province, ["97.00"])
        know(province, ["60.00"], first=10, kind="sao")
        assert "60.00" in page(client, "/national/2568/?kind=sao")
        assert "97.00" not in page(client, "/national/2568/?kind=sao")
        assert "ยังไม่มีผลที่เปิดเผยของตัวเลือกนี้" in page(client, "/national/2568/?kind=city")

    @pytest.mark.parametrize("path", ["/national/2560/", "/national/2568/?kind=x", "/national/2568/11/"])
    def test_what_there_is_not_is_not_found(self, client: Client, province: Province, path: str) -> None:
        know(province, ["97.00"])
        assert client.get(path).status_code == 404

    def test_provinces_stand_in_the_order_that_was_asked_for(
        self, client: Client, province: Province, trat: Province
    ) -> None:
        know(province, ["70.00"])
        know(trat, ["90.00"])

        def order(sort: str) -> list[str]:
            shown = page(client, f"/national/2568/?sort={sort}")
            return sorted(("98", "97"), key=lambda code: shown.index(f"/national/2568/{code}/"))

        assert order("-median") == ["97", "98"]
        assert order("median") == ["98", "97"]
        assert order("name") == ["98", "97"]
        assert order("nothing") == ["97", "98"]
        assert 'aria-sort="descending"' in page(client, "/national/2568/?sort=-median")


class TestProvince:
    def test_its_medians_stand_beside_the_countrys(
        self, client: Client, province: Province, trat: Province
    ) -> None:
        code, *_rest = know(province, ["97.00", "91.00"])
        know(trat, ["70.00", "72.00"])
        shown = page(client, "/national/2568/98/")
        assert "94.00" in shown  # here
        assert "81.50" in shown  # in the country
        assert f'href="/r/{code}/profile/2568/"' in shown
        assert "ผ่านดีเยี่ยม" in shown

    def test_a_province_of_which_nothing_is_known_says_so(
        self, client: Client, province: Province, trat: Province
    ) -> None:
        know(province, ["97.00"])
        shown = page(client, "/national/2568/97/")
        assert "ยังไม่มีผลที่เปิดเผยของตัวเลือกนี้" in shown
        assert "noindex" in shown

    def test_many_municipalities_come_in_pages(self, client: Client, province: Province) -> None:
        codes = know(province, [f"{60 + number / 2:.2f}" for number in range(60)])
        first, second = (
            page(client, f"/national/2568/98/?page={number}").split('id="municipalities"')[1]
            for number in (1, 2)
        )
        assert f"/r/{codes[-1]}/profile/2568/" in first
        assert f"/r/{codes[0]}/profile/2568/" in second
        assert f"/r/{codes[0]}/profile/2568/" not in first


class TestProfile:
    def test_scores_stand_beside_the_medians_of_province_and_country(
        self, client: Client, province: Province, trat: Province
    ) -> None:
        code, *_rest = know(province, ["97.00", "91.00", "80.00"])
        know(trat, ["70.00"])
        shown = page(client, f"/r/{code}/profile/2568/")
        assert "การปฏิบัติหน้าที่" in shown
        assert "+6.00" in shown  # above the province's median of 91.00
        assert "+11.50" in shown  # above the country's of 85.50
        assert "1 จาก 3" in shown
        assert "ประกาศผลการประเมิน: ประกาศผล" in shown

    def test_equal_totals_share_a_place(self, client: Client, province: Province) -> None:
        codes = know(province, ["90.00", "85.00", "85.00", "70.00"])
        shown = [page(client, f"/r/{code}/profile/2568/") for code in codes]
        assert "2 จาก 4" in shown[1]
        assert "คะแนนเท่ากับอีก 1 หน่วยงาน" in shown[1]
        assert "2 จาก 4" in shown[2]
        assert "4 จาก 4" in shown[3]
        assert "คะแนนเท่ากับ" not in shown[3]

    def test_a_year_of_which_nothing_is_known_is_no_page(self, client: Client, province: Province) -> None:
        (code,) = know(province, ["97.00"])
        assert client.get(f"/r/{code}/profile/2566/").status_code == 404
        assert client.get("/r/98599999/profile/2568/").status_code == 404

    def test_a_former_code_leads_to_the_present_one(self, client: Client, province: Province) -> None:
        (code,) = know(province, ["97.00"])
        owner = MunicipalityCode.objects.get(pk=code).municipality
        MunicipalityCode.objects.create(code="98600009", municipality=owner)
        for end in ("/", ".csv"):
            response = client.get(f"/r/98600009/profile/2568{end}")
            assert (response.status_code, response["Location"]) == (301, f"/r/{code}/profile/2568{end}")

    def test_a_published_report_is_named_as_the_origin(
        self, client: Client, province: Province, cast: Cast, work: Work
    ) -> None:
        publish(work.analysis, cast, 1)
        draw_stale()
        shown = page(client, f"/r/{CODE}/profile/{YEAR - 1}/")
        assert f'href="/r/{CODE}/analysis/{YEAR - 1}/v1/"' in shown

    def test_the_officers_home_leads_to_it(
        self, officer: Client, province: Province, cast: Cast, work: Work
    ) -> None:
        home = f"/m/{CODE}/{YEAR}/"
        assert "/profile/" not in officer.get(home).content.decode()
        publish(work.analysis, cast, 1)
        shown = officer.get(home).content.decode()
        assert f'href="/r/{CODE}/profile/{YEAR - 1}/"' in shown
        assert "เทียบกับจังหวัด" in shown

    def test_the_municipalitys_own_page_leads_to_it(self, client: Client, province: Province) -> None:
        (code,) = know(province, ["97.00"])
        assert f'href="/r/{code}/profile/2568/"' in page(client, f"/r/{code}/")


class TestEnglish:
    @pytest.mark.parametrize(
        "path", ["/", "/national/2568/", "/national/2568/98/", "/r/98500000/profile/2568/"]
    )
    def test_links_stay_english(self, client: Client, province: Province, path: str) -> None:
        know(province, ["97.00", "91.00"])
        shown = page(client, f"{path}?lang=en")
        content = shown[shown.index("<main") :]
        assert '<html lang="en"' in shown
        assert "edian" in shown
        assert "ค่ากลาง" not in shown
        assert not re.findall(r'href="/[^"?]*/"', content)
        assert all("lang=en" in each for each in re.findall(r'href="(\?[^"]*)"', content))


class TestAsking:
    PATHS = (
        "/",
        "/national/2568/",
        "/national/2568/98/",
        "/r/98500000/profile/2568/",
        "/national/2568/provinces.csv",
        "/national/2568/98/municipalities.csv",
    )

    def test_no_page_asks_more_for_more_municipalities(
        self, client: Client, province: Province, trat: Province
    ) -> None:
        def queries(path: str) -> int:
            client.get(path)
            with CaptureQueriesContext(connection) as found:
                assert client.get(path).status_code == 200
            return len(found)

        know(province, ["97.00", "91.00", "80.00"])
        few = {path: queries(path) for path in self.PATHS}
        know(province, [f"{60 + number / 2:.2f}" for number in range(57)], first=100)
        know(trat, ["70.00"])
        assert {path: queries(path) for path in self.PATHS} == few

    @pytest.mark.parametrize("path", ["/national/2568/", "/national/2568/scores.csv"])
    def test_the_same_again_is_told_in_one_line(self, client: Client, province: Province, path: str) -> None:
        know(province, ["97.00"])
        etag = client.get(path)["ETag"]
        again = client.get(path, headers={"If-None-Match": etag})
        assert again.status_code == 304
        assert not again.content

    def test_search_engines_find_every_page(self, client: Client, province: Province) -> None:
        (code,) = know(province, ["97.00"])
        assert "/sitemap-national.xml" in client.get("/robots.txt").content.decode()
        assert "/sitemap-national-2568.xml" in client.get("/sitemap-national.xml").content.decode()
        listed = client.get("/sitemap-national-2568.xml").content.decode()
        for path in ("/national/2568/", "/national/2568/98/", f"/r/{code}/profile/2568/"):
            assert f"{path}</loc>" in listed
        assert client.get("/sitemap-national-2560.xml").status_code == 404
