"""The score page reads and computes as the server does: its rules are held against the server's own."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from assessments import scoring
from assessments.scores import score_from
from catalogue.frame import Frame
from catalogue.queries import frames_in_force
from tests.browser.score_grid import open_grid
from tests.cast import Work, begin_work, load_catalogue, make_cast

RULES = "(cases) => import('/static/portal/scores/rules.js').then((rules) => cases.map((each) => (%s)))"


@pytest.fixture
def stage(transactional_db: None) -> Work:
    load_catalogue(2566, 2567, 2568, 2569)
    return begin_work(make_cast())


@pytest.fixture
def grid(page: Page, live_server: LiveServer, stage: Work) -> Page:
    return open_grid(page)


def asked(page: Page, expression: str, cases: list[Any]) -> list[Any]:
    result: list[Any] = page.evaluate(RULES % expression, cases)
    return result


def test_what_is_typed_is_read_as_the_server_reads_it(grid: Page) -> None:
    chance = random.Random(2569)
    signs = ["0", "1", "9", "๐", "๕", "๙", ".", ",", " ", "-", "+", "%", "–", "a", "ข", "\u200b", "\n"]
    cases = ["".join(chance.choices(signs, k=chance.randint(0, 7))) for _ in range(4000)]
    cases += [
        "100",
        "100.00",
        "100.01",
        "1,000",
        "1,23",
        "94.01 %",
        "%",
        "๙๔.๐๑",
        "0" * 30,
        "9" * 30,
        ".5",
        "5.",
    ]

    def by_server(text: str) -> int | str | None:
        try:
            score = score_from(text)
        except ValueError:
            return "problem"
        return None if score is None else int(score * 100)

    found = asked(grid, "rules.read(each).problem ? 'problem' : rules.read(each).score", cases)
    differing = [
        (case, js, by_server(case)) for case, js in zip(cases, found, strict=True) if js != by_server(case)
    ]
    assert not differing


def hundredths(score: Decimal | None) -> int | None:
    return None if score is None else int(score * 100)


def cents(chance: random.Random, missing: float = 0.1) -> Decimal | None:
    return (
        None
        if chance.random() < missing
        else Decimal(chance.choice((chance.randint(0, 10000), chance.randint(7000, 10000)))) / 100
    )


@pytest.mark.parametrize("year", [2566, 2568])
def test_means_totals_and_levels_are_those_of_the_server(grid: Page, year: int) -> None:
    frame: Frame = frames_in_force()[year]
    chance = random.Random(year)
    bands = [
        {
            "name": band.name,
            "order": band.order,
            "total": hundredths(band.min_total),
            "each": hundredths(band.min_each_instrument),
        }
        for band in frame.bands
    ]
    weights = {each.code: each.weight for each in frame.instruments}
    rules = {
        "instruments": [
            {"code": e.code, "weight": e.weight, "indicators": e.indicators} for e in frame.instruments
        ],
        "bands": bands,
    }
    cases, expected = [], []
    for _ in range(3000):
        missing = chance.choice((0, 0, 0.15))
        scores = {each.no: cents(chance, missing) for each in frame.indicators}
        announced = {code: cents(chance, 0.3) for code in (*weights, "total")}
        computed = scoring.compute(
            scores, {e.code: e.indicators for e in frame.instruments}, weights, frame.bands
        )
        known = {
            code: score if score is not None else announced[code]
            for code, score in computed.instruments.items()
        }
        total = computed.total if computed.total is not None else announced["total"]
        level = scoring.level_for(total, known, frame.bands, weights)
        cases.append(
            {
                "scores": {no: hundredths(score) for no, score in scores.items()},
                "announced": {code: hundredths(score) for code, score in announced.items()},
            }
        )
        expected.append(
            {
                "instruments": {code: hundredths(score) for code, score in computed.instruments.items()},
                "total": hundredths(computed.total),
                "levels": [band.name for band in level.candidates],
            }
        )
    grid.evaluate("(rules) => { window.frame = rules; }", rules)
    assert asked(grid, "rules.compute(window.frame, each.scores, each.announced)", cases) == expected
