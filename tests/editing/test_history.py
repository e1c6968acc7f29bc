"""Every text a field had, with who and when, and the way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from editing.models import FieldRevision
from editing.services import Change, save_changes
from editing.texts import text_hash
from measures.services import update_measure
from tests.cast import CODE, YEAR, Cast, Work, sign_in
from tests.editing.conftest import in_approval

HISTORY = f"/m/{CODE}/{YEAR}/history/"


@pytest.fixture
def written(cast: Cast, work: Work) -> Work:
    update_measure(work.measure, {"outcome": "รุ่นแรก"}, actor=cast.officer)
    change = Change(f"measure:{work.measure.pk}", "outcome", "รุ่นสอง", text_hash("รุ่นแรก"), 1, "b")
    save_changes(cast.municipality, YEAR, [change], actor=cast.officer)
    return work


def address(work: Work, field: str = "outcome") -> str:
    return f"{HISTORY}?subject=measure:{work.measure.pk}&field={field}"


def test_it_shows_every_text_with_its_writer(officer: Client, written: Work) -> None:
    html = officer.get(address(written)).content.decode()
    assert "รุ่นแรก" in html
    assert "รุ่นสอง" in html
    assert "สมใจ รักงาน" in html


def test_an_older_text_is_put_back_and_the_newer_one_stays_in_the_history(
    officer: Client, written: Work
) -> None:
    first = FieldRevision.objects.get(text="รุ่นแรก")
    data = {"subject": f"measure:{written.measure.pk}", "field": "outcome", "revision": first.pk}
    assert officer.post(f"{HISTORY}restore/", data).status_code == 302
    written.measure.refresh_from_db()
    assert written.measure.outcome == "รุ่นแรก"
    assert FieldRevision.objects.filter(text="รุ่นสอง").exists()


def test_a_report_in_approval_refuses_the_way_back(officer: Client, cast: Cast, written: Work) -> None:
    update_measure(written.measure, {"title": "ชื่อใหม่"}, actor=cast.officer)
    in_approval(written.analysis, cast.officer)
    revision = FieldRevision.objects.filter(field="title").earliest("pk")
    data = {
        "subject": f"measure:{written.measure.pk}", "field": "title", "revision": revision.pk, "which": "before",
    }  # fmt: skip
    response = officer.post(f"{HISTORY}restore/", data, follow=True)
    assert "รออนุมัติ" in response.content.decode()
    written.measure.refresh_from_db()
    assert written.measure.title == "ชื่อใหม่"


def test_the_text_of_another_field_is_not_put_back(officer: Client, cast: Cast, written: Work) -> None:
    update_measure(written.measure, {"title": "ชื่อใหม่"}, actor=cast.officer)
    title = FieldRevision.objects.get(field="title", text="ชื่อใหม่")
    data = {"subject": f"measure:{written.measure.pk}", "field": "outcome", "revision": title.pk}
    assert officer.post(f"{HISTORY}restore/", data).status_code == 404


def test_another_municipality_sees_no_history(cast: Cast, written: Work) -> None:
    assert sign_in(Client(), cast.outsider).get(address(written)).status_code == 404


def test_an_approver_reads_it_and_does_not_change_it(cast: Cast, written: Work) -> None:
    approver = sign_in(Client(), cast.approver)
    html = approver.get(address(written)).content.decode()
    assert "รุ่นแรก" in html
    assert "restore" not in html


@pytest.mark.parametrize(
    "query", ["", "subject=x", "subject=measure:1&field=pk", "subject=measure:&field=title"]
)
def test_what_has_no_history_is_not_found(officer: Client, written: Work, query: str) -> None:
    assert officer.get(f"{HISTORY}?{query}").status_code == 404


def test_a_pause_begins_a_new_text_of_the_history(cast: Cast, written: Work) -> None:
    FieldRevision.objects.filter(text="รุ่นสอง").update(saved_at=timezone.now() - timedelta(minutes=11))
    change = Change(f"measure:{written.measure.pk}", "outcome", "รุ่นสาม", text_hash("รุ่นสอง"), 2, "b")
    save_changes(cast.municipality, YEAR, [change], actor=cast.officer)
    texts = FieldRevision.objects.filter(field="outcome").order_by("pk").values_list("text", flat=True)
    assert list(texts) == ["รุ่นแรก", "รุ่นสอง", "รุ่นสาม"]
