"""Writing announced results: what is publicly known, what the municipality's own scores are given, and what stays."""

from __future__ import annotations

from dataclasses import replace
from decimal import InvalidOperation
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Assessment
from assessments.services import get_or_create_assessment, save_scores
from editing.models import FieldRevision
from municipalities.models import User
from municipalities.services import Identity, register_municipalities
from national.announcing import uploads, writing
from national.announcing.models import AnnouncedFigures, ScoreUpload
from national.announcing.rows import Defaults
from national.announcing.writing import Written, counted, write_rows
from national.models import Picture, StaleYear, YearResult
from tests.cast import CODE, Cast, load_catalogue, make_cast
from tests.national.lists import HEADINGS, OTHER, ROW, YEAR, as_csv, checked
from trail.models import Event

FULL = (*HEADINGS, "1", "i1", "O1", "status", "source", "announced on")
WHOLE = (*ROW, "90.00", "88.50", "100", "final", "ประกาศผล", "15 ส.ค. 2567")


@pytest.fixture
def cast(db: None) -> Cast:
    load_catalogue(2566, 2567)
    return make_cast()


def write(
    *lines: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS, actor: User | None = None
) -> Written:
    found = checked(*lines, headings=headings)
    assert found.errors == []
    written = Written()
    write_rows(found.rows, written, actor=actor)
    return written


def counts(written: Written) -> tuple[int, int, int, int]:
    return written.created, written.changed, written.same, written.differing


def own(cast: Cast) -> Assessment:
    return Assessment.objects.get(municipality=cast.municipality, assessed_year=YEAR)


def item(assessment: Assessment, code: str) -> str:
    return str(assessment.items.get(item__code=code).score)


def test_a_result_becomes_publicly_known_and_begins_the_own_scores(cast: Cast) -> None:
    assert counts(write(WHOLE, headings=FULL, actor=cast.system_admin)) == (1, 0, 0, 0)
    result = YearResult.objects.get()
    assert (result.origin, result.shown, str(result.total), result.level) == (
        "announced",
        True,
        "91.00",
        "ผ่านดี",
    )
    assert result.instruments == {"EIT": "90.00", "IIT": "90.00", "OIT": "92.50"}
    assert result.indicators == {"1": "90.00"}
    assessment = own(cast)
    assert (str(assessment.total), assessment.level_as_written) == ("91.00", "ผ่านดี")
    assert (assessment.status, assessment.source) == ("final", "ประกาศผล")
    assert assessment.announced_on is not None
    assert str(assessment.instruments.get(code="OIT").score) == "92.50"
    assert str(assessment.indicators.get(indicator__no=1).score) == "90.00"
    assert (item(assessment, "i1"), item(assessment, "O1")) == ("88.50", "100.00")
    assert StaleYear.objects.filter(assessed_year=YEAR).exists()
    (event,) = Event.objects.filter(municipality_id=cast.municipality.pk, action="scores-announced")
    assert (event.actor_id, event.after["i1"]) == (cast.system_admin.pk, "88.50")


def test_the_same_list_again_changes_nothing(cast: Cast) -> None:
    write(WHOLE, headings=FULL)
    StaleYear.objects.all().delete()
    events, before = Event.objects.count(), AnnouncedFigures.objects.values().get()
    assert counts(write(WHOLE, headings=FULL)) == (0, 0, 1, 0)
    assert (Event.objects.count(), AnnouncedFigures.objects.values().get()) == (events, before)
    assert not StaleYear.objects.exists()


def test_what_the_municipality_typed_itself_stays_and_is_listed(cast: Cast) -> None:
    assessment = get_or_create_assessment(cast.municipality, YEAR, actor=cast.officer)
    save_scores(assessment, {"i1": "77"}, announced={"total": "91.00", "IIT": "80"}, actor=cast.officer)
    written = write(WHOLE, headings=FULL)
    assert counts(written) == (1, 0, 0, 2)
    assert [(each.key, each.own, each.announced) for each in written.differences] == [
        ("IIT", "80.00", "90.00"),
        ("i1", "77.00", "88.50"),
    ]
    assessment = own(cast)
    assert (item(assessment, "i1"), item(assessment, "O1")) == ("77.00", "100.00")
    assert str(assessment.instruments.get(code="IIT").score) == "80.00"
    assert assessment.source == "", "figures of its own are not said to be the announced ones"
    assert YearResult.objects.get().instruments["IIT"] == "90.00"
    assert Event.objects.filter(action="scores-announced", municipality_id=cast.municipality.pk).count() == 1


def test_a_corrected_announcement_replaces_what_the_first_one_put_there(cast: Cast) -> None:
    write(WHOLE, headings=FULL)
    save_scores(own(cast), {"O1": "50"}, actor=cast.officer)
    corrected = (
        CODE,
        "",
        "91.60",
        "ผ่านดี",
        "92.00",
        "90.00",
        "92.50",
        "90.00",
        "99.00",
        "75",
        "final",
        "",
        "",
    )
    assert counts(write(corrected, headings=FULL)) == (0, 1, 0, 1)
    assessment = own(cast)
    assert (str(assessment.total), item(assessment, "i1")) == ("91.60", "99.00")
    assert item(assessment, "O1") == "50.00", "typed meanwhile"
    assert assessment.source == "ประกาศผล", "what a list does not say stays"
    assert str(YearResult.objects.get().total) == "91.60"
    assert Event.objects.filter(action="scores-announced", municipality_id=cast.municipality.pk).count() == 2
    assert FieldRevision.objects.filter(field="score.i1", before="88.50", text="99.00").exists()


def test_what_an_officer_emptied_stays_empty(cast: Cast) -> None:
    write(WHOLE, headings=FULL)
    save_scores(own(cast), {"i1": ""}, actor=cast.officer)
    write((*WHOLE[:8], "60", *WHOLE[9:]), headings=FULL)
    assert own(cast).items.get(item__code="i1").score is None


def test_a_level_falls_with_the_scores_it_was_announced_with(cast: Cast) -> None:
    write(ROW)
    write((CODE, "", "96.00", "", "96.00", "96.00", "96.00"))
    assert YearResult.objects.get().level == "ผ่านดีเยี่ยม"
    assert own(cast).level_as_written == ""


def test_counting_writes_nothing_and_says_the_same(cast: Cast) -> None:
    found = checked(ROW, OTHER)
    assert counts(counted(found.rows)) == (2, 0, 0, 0)
    assert not YearResult.objects.exists()
    assert counts(write(ROW, OTHER)) == (2, 0, 0, 0)


def test_a_batch_is_written_whole_or_not_at_all(cast: Cast) -> None:
    whole, spoilt = checked(ROW, OTHER).rows
    with pytest.raises(InvalidOperation):
        write_rows([whole, replace(spoilt, told={"total": "no number"})], Written(), actor=None)
    assert not Assessment.objects.exists()
    assert not YearResult.objects.exists()


def test_new_results_take_no_more_reading_for_many(cast: Cast) -> None:
    district = cast.municipality.record_on().district  # type: ignore[union-attr]
    assert district is not None
    codes = [f"9941{number:04}" for number in range(60)]
    register_municipalities(
        [Identity(code, "sao", f"บ้าน{code}", district.province, district) for code in codes]
    )
    queries = []
    for some in (codes[:10], codes[10:]):
        found = checked(*((code, f"บ้าน{code}", *ROW[2:]) for code in some))
        with CaptureQueriesContext(connection) as context:
            write_rows(found.rows, Written(), actor=None)
        queries.append(len(context) - len(some))  # the write guard is asked for each
    assert queries[1] <= queries[0]


# --- by the worker ---------------------------------------------------------------------------------------


def handed_in(cast: Cast, *lines: tuple[Any, ...]) -> ScoreUpload:
    content = as_csv(HEADINGS, *lines)
    return uploads.keep("ผล.csv", content, Defaults(YEAR, "final", "ประกาศผล"), actor=cast.system_admin)


def work() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False)


def test_a_confirmed_list_is_written_by_the_worker_and_pictured(cast: Cast, transactional_db: None) -> None:
    upload = handed_in(cast, ROW, OTHER, ("99999999", "", "1", "", "", "", ""))
    assert uploads.confirm(upload, actor=cast.system_admin).rows == 2
    uploads.confirm(upload, actor=cast.system_admin)
    assert not YearResult.objects.exists()
    work()
    upload.refresh_from_db()
    assert upload.finished_at is not None
    assert {key: upload.outcome[key] for key in ("created", "done", "left_out")} == {
        "created": 2, "done": 2, "left_out": 1,
    }  # fmt: skip
    assert Event.objects.filter(action="scores-imported").count() == 1
    assert Picture.objects.get(assessed_year=YEAR, province="", kind="").results == 2


class Cut(list[Any]):
    """Batches of which the second never comes."""

    def __getitem__(self, wanted: Any) -> Any:
        yield self.copy().pop(0)
        raise KeyboardInterrupt


def test_a_worker_that_was_killed_is_followed_by_one_that_goes_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BATCH", 1)
    upload = handed_in(cast, ROW, OTHER)
    uploads.confirm(upload, actor=cast.system_admin)
    whole = uploads.in_batches
    monkeypatch.setattr(uploads, "in_batches", lambda rows: Cut(whole(rows)))
    with pytest.raises(KeyboardInterrupt):
        uploads.work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.outcome["done"], upload.finished_at, YearResult.objects.count()) == (1, None, 1)
    monkeypatch.setattr(uploads, "in_batches", whole)
    uploads.work_on(upload.pk)
    uploads.work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.outcome["created"], upload.outcome["done"]) == (2, 2)
    assert Event.objects.filter(action="scores-announced").count() == 2
    assert Event.objects.filter(action="scores-imported").count() == 1


def test_a_long_list_is_several_tasks(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 1)
    monkeypatch.setattr(uploads, "BATCHES", 1)
    upload = handed_in(cast, ROW, OTHER)
    uploads.confirm(upload, actor=cast.system_admin)
    uploads.work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.outcome["done"], upload.finished_at) == (1, None)
    uploads.work_on(upload.pk)
    upload.refresh_from_db()
    assert upload.outcome["done"] == 2
    assert upload.finished_at is not None
