"""Reviewing: findings with the right of reply, decisions per component, and one decision that stays."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from municipalities.models import Membership, Province
from municipalities.roles import Role
from reports.models import Version
from reports.workflow import CommentMissing, NotAllowed, WrongState
from review.models import ComponentDecision, Reply, Review, ReviewFinding
from review.queue import Filters, counts, in_tab, queued
from review.services import (
    add_finding,
    ask_further,
    assign,
    decide,
    decide_component,
    reply,
    settle_finding,
    take,
    withdraw_finding,
)
from review.several import accept_several
from tests.cast import Cast
from tests.review.published import auditor, next_version, published_version, without_outcomes
from trail.models import Event

pytestmark = pytest.mark.django_db
ACCEPTED, CHANGES = Review.State.ACCEPTED, Review.State.CHANGES_REQUESTED


def found(
    cast: Cast, version: Version, text: str = "ขอเอกสารแนบ", severity: str = "warning"
) -> ReviewFinding:
    return add_finding(
        version, text, severity, place="measure:2.1", place_text="ประเด็นที่ ๒", actor=cast.auditor
    )


def tab_of(cast: Cast, version: Version) -> str:
    everything = queued(cast.auditor, Filters())
    return next(tab for tab in ("open", "waiting", "done") if version in in_tab(everything, tab))


def test_a_published_version_waits_for_review_by_itself(cast: Cast, version: Version) -> None:
    assert tab_of(cast, version) == "open"
    assert counts(queued(cast.auditor, Filters())) == {"open": 1, "waiting": 0, "done": 0}
    assert not Review.objects.exists()


def test_a_finding_asks_the_municipality_and_its_reply_brings_the_report_back(
    cast: Cast, version: Version
) -> None:
    finding = found(cast, version)
    assert tab_of(cast, version) == "waiting"
    reply(version, finding.number, "แนบแล้ว", actor=cast.officer)
    assert tab_of(cast, version) == "open"
    assert Event.objects.filter(action="review-replied", municipality_id=cast.municipality.pk).exists()


def test_what_is_only_for_information_asks_for_nothing(cast: Cast, version: Version) -> None:
    found(cast, version, severity="info")
    assert tab_of(cast, version) == "open"


def test_the_auditor_asks_further_or_is_content(cast: Cast, version: Version) -> None:
    finding = found(cast, version)
    reply(version, finding.number, "แนบแล้ว", actor=cast.officer)
    ask_further(version, finding.number, "แนบไว้ที่ใด", actor=cast.auditor)
    assert tab_of(cast, version) == "waiting"
    reply(version, finding.number, "หน้า ๔", actor=cast.approver)
    assert settle_finding(version, finding.number, actor=cast.auditor).settled_at
    assert [each.by_municipality for each in finding.replies.all()] == [True, False, True]


def test_the_same_reply_twice_is_one(cast: Cast, version: Version) -> None:
    finding = found(cast, version)
    for _press in range(2):
        reply(version, finding.number, "แนบแล้ว", actor=cast.officer)
    assert Reply.objects.count() == Event.objects.filter(action="review-replied").count() == 1


def test_a_withdrawn_finding_keeps_its_number_and_asks_nothing(cast: Cast, version: Version) -> None:
    withdraw_finding(version, found(cast, version).number, actor=cast.auditor)
    assert found(cast, version, "อีกข้อ").number == 2
    withdraw_finding(version, 2, actor=cast.auditor)
    assert tab_of(cast, version) == "open"
    with pytest.raises(WrongState):
        reply(version, 1, "แนบแล้ว", actor=cast.officer)


def test_a_finding_of_the_checks_is_taken_over_once(cast: Cast, version: Version) -> None:
    for _press in range(2):
        add_finding(version, "ว่าง", "error", place="section:6", code="component-missing", actor=cast.auditor)
    assert ReviewFinding.objects.count() == 1


def test_a_decision_needs_a_reason_and_stays(cast: Cast, version: Version) -> None:
    with pytest.raises(CommentMissing):
        decide(version, ACCEPTED, "  ", actor=cast.auditor)
    review = decide(version, ACCEPTED, "ครบทุกองค์ประกอบ", actor=cast.auditor)
    assert (review.state, review.decided_by, review.lead) == (ACCEPTED, cast.auditor, cast.auditor)
    assert decide(version, ACCEPTED, "อีกครั้ง", actor=cast.auditor).reason == "ครบทุกองค์ประกอบ"
    with pytest.raises(WrongState):
        found(cast, version)
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.update(reason="เปลี่ยน")


def test_what_must_be_mended_or_is_missing_cannot_be_accepted(cast: Cast, version: Version) -> None:
    finding = found(cast, version, severity="error")
    with pytest.raises(WrongState, match="1"):
        decide(version, ACCEPTED, "ครบ", actor=cast.auditor)
    settle_finding(version, finding.number, actor=cast.auditor)
    decide_component(version, 3, "ผลลัพธ์", "missing", actor=cast.auditor)
    with pytest.raises(WrongState, match="ผลลัพธ์"):
        decide(version, ACCEPTED, "ครบ", actor=cast.auditor)
    decide_component(version, 3, "ผลลัพธ์", "present", actor=cast.auditor)
    assert decide(version, ACCEPTED, "ครบ", actor=cast.auditor).state == ACCEPTED


def test_changes_requested_can_still_be_replied_to_and_version_two_is_reviewed_anew(
    cast: Cast, version: Version
) -> None:
    finding = found(cast, version)
    decide(version, CHANGES, "ขอผลลัพธ์ของประเด็นที่ ๖", actor=cast.auditor)
    assert tab_of(cast, version) == "done"
    reply(version, finding.number, "จะแก้ในฉบับที่ ๒", actor=cast.officer)
    second = next_version(cast, version.report)
    assert tab_of(cast, second) == "open"
    with pytest.raises(WrongState):
        reply(version, finding.number, "เพิ่มเติม", actor=cast.officer)
    assert decide(second, ACCEPTED, "ครบแล้ว", actor=cast.auditor).state == ACCEPTED
    assert counts(queued(cast.auditor, Filters())) == {"open": 0, "waiting": 0, "done": 2}


def test_a_replaced_version_leaves_the_queue(cast: Cast, version: Version) -> None:
    next_version(cast, version.report)
    assert version not in in_tab(queued(cast.auditor, Filters()), "open")
    with pytest.raises(WrongState):
        decide(version, ACCEPTED, "ครบ", actor=cast.auditor)


def test_the_lead_decides_and_the_second_gives_decisions_of_his_own(cast: Cast, version: Version) -> None:
    second, third = auditor("second"), auditor("third")
    assign(version, cast.auditor, second, actor=cast.auditor)
    decide_component(version, 1, "มาตรการ", "present", actor=cast.auditor)
    decide_component(version, 1, "มาตรการ", "incomplete", "ขาดหนึ่งประเด็น", actor=second)
    assert ComponentDecision.objects.count() == 2
    with pytest.raises(NotAllowed):
        decide_component(version, 1, "มาตรการ", "missing", actor=third)
    for person in (second, third):
        with pytest.raises(NotAllowed):
            decide(version, ACCEPTED, "ครบ", actor=person)
    assert decide(version, ACCEPTED, "ครบ", actor=cast.auditor).decided_by == cast.auditor


def test_nobody_takes_what_another_has(cast: Cast, version: Version) -> None:
    other = auditor("other")
    take(version, actor=other)
    with pytest.raises(WrongState):
        take(version, actor=cast.auditor)
    mine = queued(other, Filters(whose="mine"))
    assert list(mine) == [version]
    assert not queued(cast.auditor, Filters(whose="mine"))
    assert not queued(cast.auditor, Filters(whose="nobody"))


def test_an_auditor_of_a_province_sees_only_that_province(cast: Cast, version: Version) -> None:
    here = auditor("here", Province.objects.get(code="99"))
    elsewhere = auditor("elsewhere", Province.objects.create(code="57", name="เชียงราย", sort_key="เชียงราย"))
    assert list(queued(here, Filters())) == [version]
    assert not queued(elsewhere, Filters())
    with pytest.raises(NotAllowed):
        add_finding(version, "ข้อสังเกต", "warning", actor=elsewhere)
    with pytest.raises(NotAllowed):
        assign(version, elsewhere, None, actor=here)


@pytest.mark.parametrize("until", [None, "2021-01-01"])
def test_nobody_reviews_a_municipality_in_which_he_works_or_worked(
    cast: Cast, version: Version, until: str | None
) -> None:
    Membership.objects.create(
        user=cast.auditor,
        role=Role.OFFICER,
        municipality=cast.municipality,
        valid_from="2020-01-01",
        valid_until=until,
    )
    assert not queued(cast.auditor, Filters())
    with pytest.raises(NotAllowed):
        decide(version, ACCEPTED, "ครบ", actor=cast.auditor)


def test_only_people_of_the_municipality_reply(cast: Cast, version: Version) -> None:
    finding = found(cast, version)
    for person in (cast.outsider, cast.admin, cast.auditor, cast.coordinator):
        with pytest.raises(NotAllowed):
            reply(version, finding.number, "แนบแล้ว", actor=person)


def test_several_are_accepted_but_not_those_with_errors(cast: Cast, version: Version) -> None:
    wrong = published_version(cast, cast.other, **without_outcomes())
    done, refused = accept_several([version, wrong], "ตรวจแล้วครบ", actor=cast.auditor)
    assert done == 1
    assert [each for each, _why in refused] == [wrong]
    assert tab_of(cast, version) == "done"
    assert tab_of(cast, wrong) == "open"


def test_replies_and_findings_stay_as_they_were_said(cast: Cast, version: Version) -> None:
    finding = found(cast, version)
    reply(version, finding.number, "แนบแล้ว", actor=cast.officer)
    for change in (
        lambda: Reply.objects.update(text="อื่น"),
        lambda: Reply.objects.all().delete(),
        lambda: ReviewFinding.objects.update(text="อื่น"),
        lambda: ReviewFinding.objects.update(severity="info"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
