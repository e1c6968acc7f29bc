"""Where a municipality's own figures are other ones than the announced. Who knows what was announced registers here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from assessments.grid import Figures
from assessments.models import Assessment
from catalogue.frame import Frame
from ita_portal.thai.digits import format_decimal
from ita_portal.thai.normal import squash

Answer = Callable[[Assessment], Mapping[str, str]]
"""What was announced of an assessment, as texts by the keys of `services.save_scores`."""
_answers: list[Answer] = []


@dataclass(frozen=True, slots=True)
class Differing:
    """A figure that is another one; `own` is "" where nothing stands, `field` the place on the score page."""

    key: str
    label: str
    own: str
    announced: str
    field: str


def register(answer: Answer) -> Answer:
    """Add a function that knows announcements. Usable as a decorator."""
    if answer not in _answers:
        _answers.append(answer)
    return answer


def differing(assessment: Assessment | None, frame: Frame) -> list[Differing]:
    """The figures that differ, in the order of the score page. The assessment has its scores prefetched."""
    if assessment is None:
        return []
    told = {key: text for answer in _answers for key, text in answer(assessment).items()}
    own = _own(Figures.of(assessment))
    return [
        Differing(key, label, own.get(key, ""), told[key], field)
        for key, label, field in _places(frame)
        if key in told and squash(own.get(key, "")) != squash(told[key])
    ]


def _own(figures: Figures) -> dict[str, str]:
    """Items by their codes in lower case, as the others by their keys."""
    return {
        "total": format_decimal(figures.total),
        "level": figures.level,
        **{code: format_decimal(score) for code, score in figures.instruments.items()},
        **{str(no): format_decimal(score) for no, score in figures.indicators.items()},
        **{code: format_decimal(score) for code, score in figures.items.items()},
    }


def _places(frame: Frame) -> list[tuple[str, str, str]]:
    """Key, name and field of every figure."""
    return [
        ("total", gettext("Total score"), "announced-total"),
        ("level", gettext("Level"), "announced-level"),
        *((each.code, each.code, f"announced-{each.code}") for each in frame.instruments),
        *(
            (str(each.no), gettext("indicator %(no)s") % {"no": each.no}, f"indicator-{each.no}")
            for each in frame.indicators
        ),
        *((each.code.lower(), each.code, f"score-{each.code}") for each in frame.items),
    ]
