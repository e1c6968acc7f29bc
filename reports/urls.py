"""Addresses of reports: the public ones never break (design §6); those under /m/ are the work on a draft."""

from django.urls import path, re_path, register_converter

from reports.views import (
    annex,
    approval,
    beside_fields,
    browse,
    changes,
    documents,
    feeds,
    file_check,
    home,
    importing,
    memo,
    mending,
    package,
    pasting,
    published,
    renderings,
    schema,
    signed,
    stored,
    texts,
    verify,
    waiving,
    workflow,
)


class Kind:
    """Path converter for the two kinds of report."""

    regex = "analysis|results"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(Kind, "kind")

WORK = "m/<slug:code>/<be:action_year>/"
REPORT = WORK + "report/<kind:kind>/"

urlpatterns = [
    path("r/", browse.reports, name="report_list"),
    path("r/feed.atom", feeds.atom, name="report_feed"),
    path("r/<slug:code>/", browse.municipality, name="municipality_reports"),
    path("verify/", verify.page, name="verify"),
    path("check/", file_check.page, name="check_file"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path("sitemap-<int:page>.xml", feeds.sitemap, name="sitemap_part"),
    path("robots.txt", feeds.robots, name="robots"),
    path("r/<slug:code>/<kind:kind>/<be:year>/", published.latest, name="report_latest"),
    path("r/<slug:code>/<kind:kind>/<be:year>/v<int:number>/", published.version, name="report_version"),
    path(
        "r/<slug:code>/<kind:kind>/<be:year>/v<int:number>/changes/", changes.changes, name="report_changes"
    ),
    re_path(
        r"^r/(?P<code>[0-9A-Za-z-]+)/(?P<kind>analysis|results)/(?P<year>2[56][0-9]{2})"
        r"/v(?P<number>[1-9][0-9]{0,4})\.(?P<extension>html|pdf|docx|xlsx|json|csv|zip)$",
        stored.file,
        name="report_file",
    ),
    re_path(
        r"^r/(?P<code>[0-9A-Za-z-]+)/(?P<kind>analysis|results)/(?P<year>2[56][0-9]{2})"
        r"/v(?P<number>[1-9][0-9]{0,4})-signed\.(?P<extension>pdf|jpg|png)$",
        signed.file,
        name="report_signed",
    ),
    re_path(
        r"^r/(?P<code>[0-9A-Za-z-]+)/(?P<kind>analysis|results)/(?P<year>2[56][0-9]{2})"
        r"/v(?P<number>[1-9][0-9]{0,4})/files/(?P<sha256>[0-9a-f]{64})\.(?P<extension>[a-z]{3,4})$",
        annex.file,
        name="report_evidence",
    ),
    re_path(
        r"^r/assets/(?P<sha256>[0-9a-f]{64})\.(?P<extension>[a-z0-9]{1,5})$",
        stored.asset,
        name="report_asset",
    ),
    path("r/schema/report-<int:form>.json", schema.report, name="report_schema"),
    path("m/<slug:code>/", home.to_current_year, name="work_municipality"),
    path(WORK, home.home, name="work_home"),
    path(WORK + "events/", home.events, name="work_events"),
    path(WORK + "findings/", beside_fields.beside_fields, name="findings_beside"),
    path(WORK + "measures/paste/", pasting.paste, name="measure_paste"),
    path(WORK + "import/", importing.upload, name="report_import"),
    path(WORK + "import/<int:pk>/", importing.draft, name="report_import_draft"),
    path(WORK + "import/<int:pk>/undo/", importing.undo, name="report_import_undo"),
    path(REPORT, documents.report, name="report"),
    path(REPORT + "layout/", documents.layout, name="report_layout"),
    path(REPORT + "preview/", documents.preview, name="report_preview"),
    path(REPORT + "texts/", texts.texts, name="report_texts"),
    path(REPORT + "mend/", mending.mending, name="report_mending"),
    re_path(
        r"^m/(?P<code>[-a-zA-Z0-9_]+)/(?P<action_year>2[56][0-9]{2})/report/(?P<kind>analysis|results)"
        r"/draft\.(?P<extension>html|docx|xlsx|json)$",
        documents.draft_file,
        name="report_draft_file",
    ),
    re_path(
        r"^m/(?P<code>[-a-zA-Z0-9_]+)/(?P<action_year>2[56][0-9]{2})/report/(?P<kind>analysis|results)"
        r"/offline\.(?P<extension>docx|xlsx)$",
        documents.offline_file,
        name="report_offline_file",
    ),
    path(REPORT + "action/", workflow.act, name="report_action"),
    path(REPORT + "approval/", approval.approval, name="approval"),
    path(REPORT + "notes/<int:pk>/", approval.note_done, name="return_note"),
    path(REPORT + "waiver/", waiving.ask_waiver, name="report_waiver"),
    re_path(
        r"^m/(?P<code>[-a-zA-Z0-9_]+)/(?P<action_year>2[56][0-9]{2})/report/(?P<kind>analysis|results)/memo\.docx$",
        memo.memo,
        name="report_memo",
    ),
    path(REPORT + "v<int:number>/", package.beside, name="version_beside"),
    path(REPORT + "pdf/", renderings.ask, name="report_pdf"),
    path(REPORT + "pdf/<int:pk>/", renderings.progress, name="rendering"),
    path(REPORT + "pdf/<int:pk>/state/", renderings.state, name="rendering_state"),
    path(REPORT + "pdf/<int:pk>.pdf", renderings.file, name="rendering_file"),
]
