"""Addresses of the home and of the national picture: the country, a province, a municipality beside them."""

from django.urls import path, register_converter

from national.views import area_pages, data, home, papers, profile, sitemaps


class ProvinceCode:
    """Path converter for the two digits of a province."""

    regex = "[0-9]{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class Sha256:
    """Path converter for the hash of what a PDF shows."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(ProvinceCode, "province")
register_converter(Sha256, "sha256")

urlpatterns = [
    path("", home.home, name="home"),
    path("sitemap-national.xml", sitemaps.index, name="national_sitemap"),
    path("sitemap-national-<be:year>.xml", sitemaps.year, name="national_sitemap_year"),
    path("national/", area_pages.newest, name="national"),
    path("national/pdf/", papers.ask, name="national_paper_ask"),
    path("national/pdf/<sha256:sha256>/", papers.progress, name="national_paper"),
    path("national/pdf/<sha256:sha256>/state/", papers.state, name="national_paper_state"),
    path("national/pdf/<sha256:sha256>.pdf", papers.file, name="national_paper_file"),
    path("national/<be:year>/", area_pages.country, name="national_year"),
    path("national/<be:year>/<slug:part>.csv", data.country, name="national_data"),
    path("national/<be:year>/<province:code>/", area_pages.province, name="national_province"),
    path("national/<be:year>/<province:code>/<slug:part>.csv", data.province, name="national_province_data"),
    path("r/<slug:code>/profile/<be:year>/", profile.page, name="national_profile"),
    path("r/<slug:code>/profile/<be:year>.csv", data.profile, name="national_profile_data"),
]
