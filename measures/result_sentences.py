"""The sentence that tells what a score became, written from the stored scores of two years.

    ผลการประเมิน ITA ข้อ e๗ “…” ปี ๒๕๖๗ ได้ ๙๔.๐๑ คะแนน ปี ๒๕๖๘ ได้ ๙๕.๑๕ คะแนน เพิ่มขึ้น ๑.๑๔ คะแนน

The words are the document's and so always Thai. The sentence says what the scores did and nothing else: why they
did, and whether that is good, is for the officer to write behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from assessments.grid import Figures
from assessments.queries import assessments_with_scores
from assessments.scoring import Comparison, Direction, Incomparable, Predecessor, compare
from catalogue.frame import Frame, FrameItem
from catalogue.queries import frames_in_force, kept_frame
from ita_portal.thai.celltext import clean, escape
from ita_portal.thai.digits import Digits, format_decimal, in_digits
from ita_portal.thai.normal import search_key
from municipalities.models import Municipality

DIRECTIONS = {Direction.UP: "เพิ่มขึ้น", Direction.DOWN: "ลดลง"}


class NoSentence(Exception):
    """There is nothing to say of an item; the message says why and what to do, in the user's language.

    `missing` is the (year, code) of a score that would have to be entered first, None when nothing would help.
    """

    def __init__(self, message: str, missing: tuple[int, str] | None = None) -> None:
        super().__init__(message)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Told:
    """An item of the action year with the items of the year before that it continues, and their scores."""

    item: FrameItem
    year: int
    comparison: Comparison
    titles_before: tuple[str, ...]

    @property
    def before(self) -> Decimal | None:
        return self.comparison.before

    @property
    def now(self) -> Decimal | None:
        return self.comparison.now

    @property
    def difference(self) -> Decimal | None:
        return self.comparison.difference


class TwoYears:
    """The scores of an action year and the year before it, with their catalogues: read once, in few queries."""

    def __init__(self, municipality: Municipality, action_year: int) -> None:
        self.year = action_year
        stored = assessments_with_scores(municipality, (action_year - 1, action_year))
        in_force = frames_in_force()
        self._frames: dict[int, Frame | None] = {
            year: kept_frame(stored[year].framework) if year in stored else in_force.get(year)
            for year in (action_year - 1, action_year)
        }
        self._scores = {year: Figures.of(stored.get(year)).items for year in self._frames}
        self.framework_pk = stored[action_year].framework_id if action_year in stored else None
        """Key of the framework that the scores of the action year are kept under."""

    def item(self, code: str) -> FrameItem | None:
        """An item of the action year by its code, in any case."""
        frame = self._frames[self.year]
        return frame.item_by_code.get(code.lower()) if frame else None

    def continuing(self, code: str) -> tuple[FrameItem, ...]:
        """The items of the action year that continue an item of the year before; several where it was parted."""
        frame = self._frames[self.year]
        wanted = code.lower()
        return tuple(
            each
            for each in (frame.items if frame else ())
            if wanted in (old.lower() for old in each.replaces)
        )

    def told(self, item: FrameItem) -> Told:
        frame = self._frames[self.year - 1]
        before = self._scores[self.year - 1]
        old_items = [frame.item_by_code.get(code.lower()) if frame else None for code in item.replaces]
        predecessors = [Predecessor(code, before.get(code.lower())) for code in item.replaces]
        return Told(
            item,
            self.year,
            compare(self._scores[self.year].get(item.code.lower()), predecessors),
            tuple(each.title if each else "" for each in old_items),
        )

    @property
    def known(self) -> bool:
        """Whether the catalogue has the items of the action year."""
        return self._frames[self.year] is not None


def result_sentence(told: Told, digits: Digits = "thai") -> str:
    """What became of an item, as a line of cell text. Raises NoSentence while a score it needs is missing.

    Scores that cannot be compared (a new item, a merged one) are not: the sentence then gives this year's score and
    says why there is no other.
    """
    comparison, year = told.comparison, told.year
    if comparison.now is None:
        raise NoSentence(_lacking(year, told.item.code), (year, told.item.code))
    if comparison.reason is Incomparable.NO_SCORE_BEFORE:
        old = comparison.predecessors[0].code
        raise NoSentence(_lacking(year - 1, old), (year - 1, old))

    def number(value: Decimal) -> str:
        return format_decimal(value, digits)

    def of_year(value: int) -> str:
        return f"ปี {in_digits(str(value), digits)}"

    now = f"ได้ {number(comparison.now)} คะแนน"
    if comparison.reason is not None:
        why = _why_alone(told, digits)
        return (
            f"ผลการประเมิน ITA {_named(told.item.code, told.item.title, digits)} {of_year(year)} {now} ({why})"
        )
    assert comparison.before is not None
    before = f"{of_year(year - 1)} ได้ {number(comparison.before)} คะแนน"
    change = _change(comparison, digits)
    old = comparison.predecessors[0].code
    if old.lower() == told.item.code.lower():
        item = _named(told.item.code, told.item.title, digits)
        return f"ผลการประเมิน ITA {item} {before} {of_year(year)} {now} {change}"
    old_title = told.titles_before[0]
    new_title = told.item.title if search_key(old_title) != search_key(told.item.title) else ""
    return (
        f"ผลการประเมิน ITA {_named(old, old_title, digits)} {before} "
        f"{of_year(year)} เป็น{_named(told.item.code, new_title, digits)} {now} {change}"
    )


def _change(comparison: Comparison, digits: Digits) -> str:
    assert comparison.difference is not None
    if comparison.direction is None or comparison.direction is Direction.SAME:
        return "คะแนนเท่าเดิม"
    points = format_decimal(abs(comparison.difference), digits)
    return f"{DIRECTIONS[comparison.direction]} {points} คะแนน"


def _named(code: str, title: str, digits: Digits) -> str:
    name = f"ข้อ {in_digits(code, digits)}"
    return f"{name} “{escape(' '.join(clean(title).split()))}”" if title.strip() else name


def _why_alone(told: Told, digits: Digits) -> str:
    year = in_digits(str(told.year - 1), digits)
    if told.comparison.reason is Incomparable.MERGED:
        codes = _and(in_digits(each.code, digits) for each in told.comparison.predecessors)
        return f"รวมจากข้อ {codes} ของปี {year} จึงไม่เปรียบเทียบกับปีก่อน"
    return f"ข้อใหม่ ไม่มีคะแนนของปี {year} ให้เปรียบเทียบ"


def _and(codes: Iterable[str]) -> str:
    return " และข้อ ".join(codes)


def _lacking(year: int, code: str) -> str:
    return gettext("Item %(code)s has no score of ITA %(year)s yet.") % {"code": code, "year": year}
