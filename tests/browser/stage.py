"""A year's work with a published version, on which a browser test begins."""

from __future__ import annotations

from tests.cast import Cast, Work, begin_work, load_catalogue, make_cast
from tests.web.test_public_pages import publish


class Stage:
    def __init__(self) -> None:
        load_catalogue(2566, 2567, 2568, 2569)
        self.cast: Cast = make_cast()
        self.work: Work = begin_work(self.cast, measures=2)
        publish(self.work.results, self.cast, 1)
