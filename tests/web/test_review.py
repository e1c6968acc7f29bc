"""The auditor's queue and desk, the municipality's right of reply, and what the public sees of both."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from measures.link_checks import key_of
from measures.models import LinkCheck
from municipalities.models import Membership, MunicipalityCode, Province
from municipalities.roles import Role
from municipalities.services import Identity, register_municipalities
from reports.document import Evidence
from reports.models import Version
from review.models import ComponentDecision, Review, ReviewFinding
from review.services import add_finding, decide, reply
from review.tallies import tallies
from tests import factories
from tests.cast import CODE, OTHER_CODE, YEAR, Cast, load_catalogue, sign_in
from tests.review.published import auditor as another_auditor
from tests.review.published import next_version, published_version, without_outcomes

pytestmark = pytest.mark.django_db
HERE = (CODE, "results", YEAR, 1)
QUEUE = "/review/"
REPLIES = f"/m/{CODE}/{YEAR}/report/results/review/"


@pytest.fixture
def version(cast: Cast) -> Version:
    load_catalogue()
    return published_version(cast)


@pytest.fixture
def auditor(client: Client, cast: Cast) -> Client:
    return sign_in(client, cast.auditor)


def post(client: Client, name: str, data: dict[str, Any], *more: int, here: tuple[Any, ...] = HERE) -> Any:
    return client.post(reverse(name, args=(*here, *more)), data)


def page(client: Client, here: tuple[Any, ...] = HERE) -> Any:
    return client.get(reverse("review_page", args=here))


def test_the_auditor_reads_which_links_did_not_open_when_last_looked_at(auditor: Client, cast: Cast) -> None:
    load_catalogue()
    gone = "https://www.example.go.th/ita/o12"
    first, *others = factories.results_document().sections
    shown = replace(first.measures[0], evidence=(Evidence("คู่มือ", gone, public=True),))
    version = published_version(
        cast, sections=(replace(first, measures=(shown, *first.measures[1:])), *others)
    )
    assert "link-dead" not in {each["finding"].code for each in page(auditor).context["machine"]}
    counted = tallies([version])

    LinkCheck.objects.filter(url=gone).delete()
    LinkCheck.objects.create(url_sha256=key_of(gone), url=gone, checked_at=timezone.now(), status=404)

    said = [each for each in page(auditor).context["machine"] if each["finding"].code == "link-dead"]
    assert len(said) == 1
    assert "404" in said[0]["finding"].message
    assert (
        tallies([version]) == counted
    )  # how a website answers today is not counted as a mistake of the document


def test_a_published_report_stands_in_the_queue(auditor: Client, version: Version) -> None:
    response = auditor.get(QUEUE)
    assert response.status_code == 200
    assert "เทศบาลตำบลตัวอย่าง" in response.content.decode()
    assert reverse("review_page", args=HERE) in response.content.decode()


def test_the_queue_is_filtered_by_name_province_kind_year_and_person(
    auditor: Client, cast: Cast, version: Version
) -> None:
    other = published_version(cast, cast.other)
    elsewhere = Province.objects.create(code="57", name="เชียงราย", sort_key="เชียงราย")
    cast.other.records.update(province=elsewhere)
    post(auditor, "review_assign", {"do": "take"})

    def shown(query: str) -> set[str]:
        content = auditor.get(QUEUE + query).content.decode()
        return {code for code in (CODE, OTHER_CODE) if f"/review/{code}/results/" in content}

    assert shown("") == {CODE, OTHER_CODE}
    assert shown("?q=สมมติ") == {OTHER_CODE}
    assert shown("?province=99") == {CODE}
    assert shown("?kind=analysis") == set()
    assert shown(f"?year={YEAR}") == {CODE, OTHER_CODE}
    assert shown("?year=2567") == set()
    assert shown("?whose=mine") == {CODE}
    assert shown("?whose=nobody") == {OTHER_CODE}
    assert shown("?tab=done") == set()
    assert shown("?year=x&kind=y&tab=z&page=w") == {CODE, OTHER_CODE}
    assert other.pk != version.pk


def test_the_page_shows_the_report_its_components_and_what_the_checks_found(
    auditor: Client, cast: Cast
) -> None:
    load_catalogue()
    published_version(cast, **without_outcomes())
    content = page(auditor).content.decode()
    assert "มาตรการของประเด็นที่ 7" in content
    assert "ผลลัพธ์หรือความสำเร็จของการดำเนินการ" in content
    assert "component-missing" in content
    assert "mk-no" in content


def test_a_finding_is_pinned_to_a_measure(auditor: Client, version: Version) -> None:
    data = {"place": "measure:2.1", "severity": "warning", "text": "ขอจำนวนเรื่องแยกตามกอง"}
    response = post(auditor, "review_finding_add", data)
    assert response.url.endswith("#f1")
    finding = ReviewFinding.objects.get()
    assert (finding.place, finding.awaits_reply) == ("measure:2.1", True)
    assert "๒" in finding.place_text
    content = page(auditor).content.decode()
    assert 'class="pin pin-warning" href="#f1"' in content


def test_a_finding_of_the_checks_is_taken_over_with_its_place(auditor: Client, cast: Cast) -> None:
    load_catalogue()
    published_version(cast, **without_outcomes())
    machine = page(auditor).context["machine"]
    wrong = next(each for each in machine if each["finding"].severity == "error")
    data = {
        "place": wrong["place"],
        "severity": "error",
        "text": wrong["finding"].message,
        "code": wrong["finding"].code,
    }
    post(auditor, "review_finding_add", data)
    again = page(auditor).context["machine"]
    assert [each["taken"] for each in again if each["finding"] == wrong["finding"]] == [True]


@pytest.mark.parametrize(
    "data",
    [
        {"place": "", "severity": "warning", "text": "  "},
        {"place": "measure:99.1", "severity": "warning", "text": "ข้อความที่พิมพ์ไว้"},
        {"place": "", "severity": "huge", "text": "ข้อความที่พิมพ์ไว้"},
        {"place": "", "severity": "warning", "text": "ก" * 5001},
        {},
    ],
)
def test_a_wrong_finding_is_told_and_nothing_typed_is_lost(
    auditor: Client, version: Version, data: dict[str, str]
) -> None:
    response = post(auditor, "review_finding_add", data)
    assert response.status_code == 422
    assert data.get("text", "").strip() in response.content.decode()
    assert not Review.objects.exists()


def test_components_are_decided_row_by_row(auditor: Client, version: Version) -> None:
    post(
        auditor,
        "review_components",
        {"c1-verdict": "present", "c3-verdict": "missing", "c3-note": "ไม่มีผลลัพธ์"},
    )
    made = ComponentDecision.objects.order_by("component").values_list("component", "verdict", "note")
    assert list(made) == [(1, "present", ""), (3, "missing", "ไม่มีผลลัพธ์")]
    refused = post(auditor, "review_components", {"c1-verdict": "perhaps"})
    assert refused.status_code == 422


def test_two_assessors_see_where_they_differ(auditor: Client, cast: Cast, version: Version) -> None:
    second = another_auditor("second")
    post(auditor, "review_assign", {"do": "assign", "lead": cast.auditor.pk, "second": second.pk})
    post(auditor, "review_components", {"c1-verdict": "present"})
    post(sign_in(Client(), second), "review_components", {"c1-verdict": "incomplete"})
    row = page(auditor).context["components"][0]
    assert row["differs"]
    assert [each.assessor for each in row["others"]] == [second]
    refused = post(sign_in(Client(), second), "review_decide", {"state": "accepted", "reason": "ครบ"})
    assert refused.status_code == 409
    assert Review.objects.get().is_open


def test_a_review_is_not_assigned_to_somebody_who_may_not_review(
    auditor: Client, cast: Cast, version: Version
) -> None:
    response = post(auditor, "review_assign", {"do": "assign", "lead": cast.officer.pk})
    assert response.status_code == 422
    same = {"do": "assign", "lead": cast.auditor.pk, "second": cast.auditor.pk}
    assert post(auditor, "review_assign", same).status_code == 409


def test_a_decision_without_a_reason_is_asked_for_one(auditor: Client, version: Version) -> None:
    response = post(auditor, "review_decide", {"state": "accepted", "reason": " "})
    assert response.status_code == 422
    assert post(auditor, "review_decide", {"state": "maybe", "reason": "ครบ"}).status_code == 409
    assert post(auditor, "review_decide", {"state": "accepted", "reason": "ครบ"}).status_code == 302
    assert Review.objects.get().state == Review.State.ACCEPTED
    late = post(auditor, "review_finding_add", {"place": "", "severity": "info", "text": "ช้าไป"})
    assert late.status_code == 409
    assert "ช้าไป" in late.content.decode()


def test_the_municipality_reads_and_replies_on_its_own_page(
    auditor: Client, officer: Client, cast: Cast, version: Version
) -> None:
    officer = sign_in(Client(), cast.officer)
    add_finding(version, "ขอเอกสาร", "error", place_text="ประเด็นที่ ๒", actor=cast.auditor)
    desk = officer.get(f"/m/{CODE}/{YEAR}/report/results/").content.decode()
    assert REPLIES in desk
    assert "ขอเอกสาร" in officer.get(REPLIES).content.decode()
    empty = officer.post(REPLIES, {"finding": "1", "text": " "})
    assert empty.status_code == 422
    assert officer.post(REPLIES, {"finding": "1", "text": "แนบแล้ว"}).status_code == 302
    assert not ReviewFinding.objects.get().awaits_reply
    assert "แนบแล้ว" in page(sign_in(Client(), cast.auditor)).content.decode()
    for wrong in ("9", "x", ""):
        response = officer.post(REPLIES, {"finding": wrong, "text": "ข้อความนี้"})
        assert response.status_code == 409


def test_before_any_review_the_page_of_replies_says_so(cast: Cast, version: Version) -> None:
    officer = sign_in(Client(), cast.officer)
    assert officer.get(REPLIES).status_code == 200
    assert officer.post(REPLIES, {"finding": "1", "text": "ถึงใคร"}).status_code == 409
    assert not Review.objects.exists()


def test_the_admin_of_the_municipality_reads_but_does_not_reply(cast: Cast, version: Version) -> None:
    add_finding(version, "ขอเอกสาร", "error", actor=cast.auditor)
    admin = sign_in(Client(), cast.admin)
    content = admin.get(REPLIES).content.decode()
    assert "ขอเอกสาร" in content
    assert "<textarea" not in content
    assert admin.post(REPLIES, {"finding": "1", "text": "แนบแล้ว"}).status_code == 403


def test_the_public_sees_findings_and_replies_only_after_the_decision(cast: Cast, version: Version) -> None:
    public = reverse("report_version", args=HERE)
    add_finding(version, "ขอเอกสารแนบ", "warning", actor=cast.auditor)
    reply(version, 1, "แนบแล้วหน้า ๔", actor=cast.officer)
    assert "ขอเอกสารแนบ" not in Client().get(public).content.decode()
    decide(version, "accepted", "ครบถ้วนตามข้อกำหนด", actor=cast.auditor)
    content = Client().get(public).content.decode()
    for text in ("ขอเอกสารแนบ", "แนบแล้วหน้า ๔", "ครบถ้วนตามข้อกำหนด"):
        assert text in content
    assert cast.auditor.name not in content
    assert cast.officer.name not in content


def test_version_two_shows_what_was_found_in_version_one(
    auditor: Client, cast: Cast, version: Version
) -> None:
    add_finding(version, "ขอผลลัพธ์ของประเด็นที่ ๖", "error", actor=cast.auditor)
    decide(version, "changes_requested", "ขอแก้ไข", actor=cast.auditor)
    next_version(cast, version.report)
    assert "ขอผลลัพธ์ของประเด็นที่ ๖" in page(auditor, (*HERE[:3], 2)).content.decode()
    assert reverse("review_page", args=(*HERE[:3], 2)) in page(auditor).content.decode()


def test_an_auditor_withdraws_a_version_with_a_public_reason(
    auditor: Client, cast: Cast, version: Version
) -> None:
    public = reverse("report_version", args=HERE)
    assert post(auditor, "review_withdraw", {"reason": " "}).status_code == 422
    assert post(auditor, "review_withdraw", {"reason": "มีเลขประจำตัวประชาชน"}).status_code == 302
    gone = Client().get(public)
    assert gone.status_code == 410
    assert "มีเลขประจำตัวประชาชน" in gone.content.decode()
    assert page(auditor).status_code == 200
    assert post(auditor, "review_withdraw", {"reason": "อีกครั้ง"}).status_code == 409


def test_an_auditor_comes_to_the_queue(auditor: Client, cast: Cast) -> None:
    assert auditor.get("/m/").url == QUEUE


def test_several_are_taken_or_accepted_from_the_queue(auditor: Client, cast: Cast, version: Version) -> None:
    wrong = published_version(cast, cast.other, **without_outcomes())
    both = {"version": [str(version.pk), str(wrong.pk)]}
    several = reverse("review_several")
    assert auditor.post(several, {"do": "take"}).status_code == 422
    auditor.post(several, {"do": "take", **both})
    assert Review.objects.filter(lead=cast.auditor).count() == 2
    assert auditor.post(several, {"do": "accept", "reason": " ", **both}).status_code == 422
    response = auditor.post(several, {"do": "accept", "reason": "ครบ", **both}, follow=True)
    assert list(Review.objects.filter(state="accepted").values_list("version", flat=True)) == [version.pk]
    assert "บ้านสมมติ" in response.content.decode()
    junk = {"do": "accept", "reason": "ครบ", "version": ["x", "-1", "99999999999"]}
    assert auditor.post(several, junk).status_code == 422


def test_what_an_auditor_may_not_review_is_not_there(cast: Cast, version: Version) -> None:
    far = Province.objects.create(code="57", name="เชียงราย", sort_key="เชียงราย")
    elsewhere = another_auditor("elsewhere", far)
    own = another_auditor("own")
    Membership.objects.create(user=own, role=Role.OFFICER, municipality=cast.municipality)
    valid = {
        "review_assign": {"do": "take"},
        "review_components": {"c1-verdict": "present"},
        "review_finding_add": {"place": "", "severity": "info", "text": "ข้อสังเกต"},
        "review_decide": {"state": "accepted", "reason": "ครบ"},
        "review_withdraw": {"reason": "ผิด"},
    }
    for person in (elsewhere, own):
        client = sign_in(Client(), person)
        assert CODE not in client.get(QUEUE).content.decode()
        assert page(client).status_code == 404
        for name, data in valid.items():
            assert post(client, name, data).status_code == 404, name
        assert post(client, "review_finding", {"do": "withdraw"}, 1).status_code == 404
        client.post(reverse("review_several"), {"do": "accept", "reason": "ครบ", "version": version.pk})
    assert not Review.objects.exists()


def test_a_former_code_leads_to_the_page_under_the_current_one(
    auditor: Client, cast: Cast, version: Version
) -> None:
    MunicipalityCode.objects.create(code="99400999", municipality=cast.municipality)
    response = page(auditor, ("99400999", *HERE[1:]))
    assert (response.status_code, response.url) == (301, reverse("review_page", args=HERE))


def test_the_queue_asks_the_database_as_often_for_many_reports(
    auditor: Client, cast: Cast, version: Version
) -> None:
    def queries(path: str) -> int:
        for _until_all_are_counted in range(2):
            auditor.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert auditor.get(path).status_code == 200
        return len(asked)

    add_finding(version, "ข้อสังเกตแรก", "info", place="measure:1.1", actor=cast.auditor)
    reply(version, 1, "รับทราบ", actor=cast.officer)
    paths = (QUEUE, reverse("review_page", args=HERE))
    few = [queries(path) for path in paths]
    province = Province.objects.get(code="99")
    district = province.districts.get()
    codes = [f"9940{number:04}" for number in range(100, 112)]
    register_municipalities([Identity(code, "sao", f"หน่วย {code}", province, district) for code in codes])
    for owner in MunicipalityCode.objects.filter(code__in=codes).select_related("municipality"):
        made = published_version(cast, owner.municipality)
        add_finding(made, "ข้อสังเกต", "info", actor=cast.auditor)
    for number in range(6):
        add_finding(version, f"ข้อสังเกต {number}", "info", place="measure:1.1", actor=cast.auditor)
        reply(version, number + 2, "รับทราบ", actor=cast.officer)
    many = [queries(path) for path in paths]
    assert many == few
