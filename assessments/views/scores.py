"""The officer's score page: one grid of a year's items, with the announced figures beside the computed ones."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.announced import differing
from assessments.beside import PREFIX, Before, save_both
from assessments.grid import Figures, GridBuilder, sub_indicator_titles
from assessments.history import SCORES
from assessments.live import rules_of, sentences
from assessments.models import Assessment
from assessments.queries import assessments_with_scores
from assessments.services import SavedScores, get_or_create_assessment, save_scores
from catalogue.frame import Frame
from catalogue.models import Framework, InstrumentCode
from catalogue.queries import NoFramework, frames_in_force, framework_of_assessment, kept_frame
from editing.remarks import Remark, remarks_on
from editing.texts import text_hash
from ita_portal.thai.dates import format_date, parse_date
from ita_portal.thai.digits import parse_number
from municipalities.addresses import address
from municipalities.guard import ReadOnly, refusal
from municipalities.requests import WorkRequest
from trail.conflict import Conflict

ANNOUNCED_TEXTS = ("level", "status", "source", "announced_on")


def choose(request: WorkRequest, code: str, action_year: int) -> HttpResponse:
    """To the result that is worked on: the analysed one until it is entered whole, then the one it led to."""
    assessments = assessments_with_scores(request.municipality, (action_year - 1,))
    stored = assessments.get(action_year - 1)
    year = action_year - 1
    if stored is not None and action_year in frames_in_force():
        entered = sum(row.score is not None for row in stored.items.all())
        if entered >= len(kept_frame(stored.framework).items):
            year = action_year
    try:
        return redirect(address("scores_of_year", request.code, action_year, year))
    except NoReverseMatch:
        raise Http404("no address can name the year before") from None


def scores(request: WorkRequest, code: str, action_year: int, assessed_year: int) -> HttpResponse:
    """The grid of one result; what cannot be saved stays in its field with the reason beside it."""
    if assessed_year not in (action_year - 1, action_year):
        raise Http404("not a result of this year of work")
    assessments = assessments_with_scores(request.municipality, (assessed_year - 1, assessed_year))
    stored = assessments.get(assessed_year)
    try:
        framework = stored.framework if stored else framework_of_assessment(assessed_year)
    except NoFramework as error:
        context = {"action_year": action_year, "assessed_year": assessed_year, "reason": str(error)}
        context |= {"step": "scores", "section": "work"}
        return render(request, "assessments/no_framework.html", context)
    if request.method == "POST":
        return _save(request, action_year, assessed_year, framework, assessments)
    return _page(request, action_year, framework, assessments, assessed_year)


def _save(
    request: WorkRequest,
    action_year: int,
    assessed_year: int,
    framework: Framework,
    assessments: dict[int, Assessment],
) -> HttpResponse:
    typed = _typed(request, kept_frame(framework))
    announced: dict[str, object] = dict(typed["announced"])
    problems: dict[str, str] = {}
    day = typed["announced"].get("announced_on", "")
    if "announced_on" in announced:
        announced["announced_on"] = parse_date(day)
        if day and announced["announced_on"] is None:
            problems["announced_on"] = _("This is not a date. Write it like 15 ส.ค. 2568")
            del announced["announced_on"]

    def save() -> SavedScores:
        assessment = get_or_create_assessment(request.municipality, assessed_year, actor=request.user)
        return save_scores(
            assessment,
            typed["scores"],
            indicators={int(no): value for no, value in typed["indicators"].items()},
            announced=announced,
            remarks=typed["remarks"],
            actor=request.user,
            version=parse_number(request.POST.get("version", "")),
        )

    try:
        before = _before(request, assessed_year - 1)
        result = save_both(save, before, request.municipality, actor=request.user)
    except ReadOnly as error:
        messages.error(request, str(error))
        flat = _flat(typed)
        problems = dict.fromkeys(flat, "") | problems
        return _page(request, action_year, framework, assessments, assessed_year, flat, problems, status=409)
    except Conflict as error:
        stored_now = {key: now for key, (now, _wanted) in error.fields.items()}
        problems |= {
            key: _(
                "Someone else has saved %(value)s here since you opened the page. Save again to keep yours"
            )
            % {"value": value if value not in (None, "") else "–"}
            for key, value in stored_now.items()
        }
        messages.warning(
            request, _("Nothing was saved: look at the marked fields first. Your values are still here")
        )
        fresh = assessments_with_scores(request.municipality, (assessed_year - 1, assessed_year))
        return _page(
            request, action_year, framework, fresh, assessed_year, _flat(typed), problems, status=409
        )
    problems |= result.problems
    if problems:
        text = ngettext(
            "%(count)s value was not saved. The others are saved",
            "%(count)s values were not saved. The others are saved",
            len(problems),
        )
        messages.error(request, text % {"count": len(problems)})
        fresh = assessments_with_scores(request.municipality, (assessed_year - 1, assessed_year))
        return _page(
            request, action_year, framework, fresh, assessed_year, _flat(typed), problems, status=422
        )
    messages.success(request, _("Saved") if result.saved else _("Nothing was changed"))
    query = {"before": "edit"} if request.POST.get("before") else {}
    return redirect(address("scores_of_year", request.code, action_year, assessed_year, **query))


def _returned(stored: Assessment | None) -> dict[str, list[Remark]]:
    """What an approver remarked on these figures, by field: `score.i1`, `indicator.3`, `announced.total`."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks_on(SCORES, stored.pk) if stored else ():
        found.setdefault(remark.field, []).append(remark)
    return found


def _before(request: WorkRequest, year: int) -> Before:
    """The figures of the year before, where the column beside was opened to type them in."""
    typed = {
        part: {
            key.removeprefix(f"{PREFIX}{part}-"): request.POST[key]
            for key in request.POST
            if key.startswith(f"{PREFIX}{part}-")
        }
        for part in ("score", "indicator")
    }
    indicators = {
        no: text for key, text in typed["indicator"].items() if (no := parse_number(key)) is not None
    }
    version = parse_number(request.POST.get(f"{PREFIX}version", ""))
    return Before(year, typed["score"], indicators, version)


def _typed(request: WorkRequest, frame: Frame) -> dict[str, dict[str, str]]:
    """The fields of the form that were sent; what was not sent stays as it is."""
    post = request.POST
    announced = {
        key: post[f"announced-{key}"]
        for key in ("total", *(each.code for each in frame.instruments), *ANNOUNCED_TEXTS)
        if f"announced-{key}" in post
    }
    older = {
        f"{PREFIX}{key.rpartition('-')[2]}": post[key]
        for key in post
        if key.startswith((f"{PREFIX}score-", f"{PREFIX}indicator-"))
    }
    return {
        "before": older,
        "scores": {i.code: post[f"score-{i.code}"] for i in frame.items if f"score-{i.code}" in post},
        "remarks": {i.code: post[f"remark-{i.code}"] for i in frame.items if f"remark-{i.code}" in post},
        "indicators": {
            str(i.no): post[f"indicator-{i.no}"] for i in frame.indicators if f"indicator-{i.no}" in post
        },
        "announced": announced,
    }


def _field(key: str, text: str) -> tuple[str, str, str]:
    """The id of the field a problem is about, its name for people, and the problem."""
    if key.startswith(PREFIX):
        place, name, said = _field(key.removeprefix(PREFIX), text)
        return f"{PREFIX}{place}", f"{name} {_('in the year before')}", said
    code, _dot, part = key.partition(".")
    if part:
        return f"remark-{code}", _("Remark") + f" {code}", text
    if key.isascii() and key.isdigit():
        return f"indicator-{key}", _("Indicator %(no)s") % {"no": key}, text
    names = {
        "total": _("Total"),
        "level": _("Announced level"),
        "status": _("Status of the figures"),
        "announced_on": _("Announced on"),
        "source": _("Source"),
    }
    if key in names or key in InstrumentCode.values:
        return f"announced-{key}", names.get(key, key), text
    return f"score-{key}", _("Item %(code)s") % {"code": key}, text


def _flat(typed: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    remarks = {f"{code}.remark": text for code, text in typed["remarks"].items()}
    return {**typed["scores"], **typed["indicators"], **typed["announced"], **typed["before"], **remarks}


def _page(
    request: WorkRequest,
    action_year: int,
    framework: Framework,
    assessments: Mapping[int, Assessment],
    assessed_year: int,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    stored, before = assessments.get(assessed_year), assessments.get(assessed_year - 1)
    frame = kept_frame(framework)
    before_frame = kept_frame(before.framework) if before else None
    builder = GridBuilder(frame, Figures.of(stored), Figures.of(before), before_frame, typed, problems)
    announced_on = format_date(stored.announced_on, "medium") if stored and stored.announced_on else ""
    announced = {
        "status": stored.status if stored else "",
        "source": stored.source if stored else "",
        "level": stored.level_as_written if stored else "",
        "announced_on": announced_on,
    }
    reason = refusal(request.municipality, ("score",), assessed_year=assessed_year)
    editable = request.may_write and not reason
    may_open = editable and (before is not None or assessed_year - 1 in frames_in_force())
    differ = differing(stored, frame)
    opened = may_open and bool(request.GET.get("before") or request.POST.get("before"))
    context = {
        "action_year": action_year,
        "assessed_year": assessed_year,
        "year_before": assessed_year - 1,
        "years": (action_year - 1, action_year),
        "grid": builder.grid(sub_indicator_titles(framework.pk)),
        "assessment": stored,
        "version": stored.version if stored else 0,
        "statuses": Assessment.Status.choices,
        "announced": {key: (typed or {}).get(key, text) for key, text in announced.items()},
        "announced_bases": {key: text_hash(text) for key, text in announced.items()},
        "rules": rules_of(frame),
        "sentences": sentences(),
        "problems": problems or {},
        "returned": _returned(stored),
        "differing": differ,
        "told": {each.field: each for each in differ},
        "refused": [_field(key, text) for key, text in (problems or {}).items() if text],
        "locked": reason or "",
        "editable": editable,
        "before_editable": opened,
        "before_offered": may_open and not opened,
        "before_version": before.version if before else 0,
        "step": "scores",
        "section": "work",
    }
    return render(request, "assessments/scores.html", context, status=status)
