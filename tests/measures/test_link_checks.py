"""Links of evidence are looked at in the background, and what came back is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult

from fetching import Answer, Reason, Unreachable
from measures.evidence import add_link
from measures.evidence_rows import delete_evidence
from measures.link_checks import ask, ask_for_plan, checks_of, forget_unused, look_at
from measures.link_words import link_state
from measures.models import LinkCheck
from tests.cast import Cast, Work, begin_work, load_catalogue, make_cast
from tests.fetching.local import LocalWeb, local_web, page

URL = "http://www.example.go.th/ita"


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with local_web() as found:
        yield found


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def work(cast: Cast) -> Work:
    load_catalogue(2567, 2568)
    return begin_work(cast)


def asked(url: str = URL) -> LinkCheck:
    ask([url])
    return LinkCheck.objects.get(url=url)


def looked(fetch: object, url: str = URL) -> LinkCheck:
    check = asked(url)
    look_at(check.pk, fetch)  # type: ignore[arg-type]
    check.refresh_from_db()
    return check


def told(check: LinkCheck | None) -> tuple[str, str]:
    with override("en"):
        state = link_state(check)
    assert state is not None
    return state.sign, state.words


@pytest.mark.django_db
def test_status_title_and_time_are_kept(web: LocalWeb) -> None:
    web.serve("www.example.go.th/ita", page("<title>แผน</title>", "200 OK", "Content-Type: text/html"))
    check = looked(web.fetch)
    assert (check.status, check.title, check.problem) == (200, "แผน", "")
    assert check.checked_at is not None
    assert told(check) == ("ok", "opens")


@pytest.mark.django_db
def test_a_redirect_to_another_page_is_told_and_one_to_the_same_is_not(web: LocalWeb) -> None:
    web.serve("www.example.go.th/ita", page("", "301 Moved", "Location: /new"))
    web.serve("www.example.go.th/new", page("ok"))
    state = link_state(looked(web.fetch))
    assert state is not None
    assert state.onward == "http://www.example.go.th/new"
    web.serve("example.go.th/x", page("", "301 Moved", "Location: http://www.example.go.th/x/"))
    web.serve("www.example.go.th/x/", page("ok"))
    same = link_state(looked(web.fetch, "http://example.go.th/x"))
    assert same is not None
    assert same.onward == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "sign"), [("404 Not Found", "bad"), ("403 Forbidden", "bad"), ("500 Error", "doubt")]
)
def test_what_readers_cannot_open_is_told(web: LocalWeb, status: str, sign: str) -> None:
    web.serve("www.example.go.th/ita", page("", status))
    check = looked(web.fetch)
    assert told(check)[0] == sign
    assert status[:3] in told(check)[1]


@pytest.mark.django_db
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(reason: Reason) -> None:
    def fails(address: str) -> Answer:
        raise Unreachable(reason, address)

    sign, words = told(looked(fails))
    assert sign in ("bad", "doubt")
    assert words


@pytest.mark.django_db
def test_an_inside_address_is_told_and_never_asked(web: LocalWeb) -> None:
    web.serve("router.example/", page("secret"), ["192.168.1.1"])
    check = looked(web.fetch, "http://router.example/")
    assert check.problem == Reason.INSIDE
    assert not web.requests


def test_adding_a_link_has_it_looked_at(work: Work, cast: Cast) -> None:
    evidence = add_link(work.measure, title="ประกาศ", url=URL, actor=cast.officer)
    check = checks_of([evidence.url])[URL]
    assert told(check) == ("waiting", "is being checked")
    task = DBTaskResult.objects.get(task_path="measures.tasks.look_at_links")
    assert task.args_kwargs["args"] == [[check.pk]]


def test_an_address_is_not_asked_again_at_once(work: Work, cast: Cast) -> None:
    add_link(work.measure, title="ประกาศ", url=URL, actor=cast.officer)
    assert ask_for_plan(work.plan) == 0
    LinkCheck.objects.update(asked_at=timezone.now() - timedelta(minutes=6))
    assert ask_for_plan(work.plan) == 1


def test_a_check_does_not_count_as_work_on_the_measure(work: Work, cast: Cast, web: LocalWeb) -> None:
    from measures.keeping import kept_rows, seals

    add_link(work.measure, title="ประกาศ", url=URL, actor=cast.officer)
    before = seals(kept_rows([work.measure.pk]))
    looked(web.fetch)
    assert seals(kept_rows([work.measure.pk])) == before


def test_the_command_asks_for_all_and_forgets_what_is_gone(
    work: Work, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = add_link(work.measure, title="ประกาศ", url=URL, actor=cast.officer)
    LinkCheck.objects.update(asked_at=None)
    call_command("check_links", "--json")
    assert capsys.readouterr().out.strip() == '{"asked": 1, "forgotten": 0}'
    delete_evidence(evidence, actor=cast.officer)
    assert forget_unused() == 1
