"""Issue headings (ประเด็นที่ ๑ …): recognised despite damage, and resolved where number and title disagree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.frame import FrameIssue
from ita_portal.thai.digits import to_arabic
from reports.readers.doubts import Doubts
from reports.readers.folding import fold, likeness, visible

LONGEST_HEADING = 240
SAME = 0.8
"""How alike a text without a number must be to an issue's title to be that issue."""
_LIKELY = 0.62
"""The same for a text that says it is an issue."""
_RESEMBLES = 0.5
"""The same for a text in a column of issues."""

_SHORTENED = 0.85
_ENOUGH = 12
"""Letters of a title that are enough to tell it when it ends in ฯ."""

_D = "[0-9๐-๙]"
_GAP = r"[ \u00a0]*"
_NAMED = re.compile(
    rf"(?P<number>(?:{_D}{{1,2}}(?:\.{_D}{{1,2}})*[.)]?{_GAP})?[(\[]?ป{_GAP}ร{_GAP}ะ{_GAP}เ{_GAP}ด{_GAP}็?{_GAP}น{_GAP}"
    rf"(?:ตัวชี้วัด|การประเมิน|การวิเคราะห์)?{_GAP}(?:ที่|ที)?{_GAP}:?{_GAP}(?P<digits>{_D}{{1,2}})(?!{_D})[)\]]?"
    rf"(?:{_GAP}[:.)\-–—])?){_GAP}(?P<title>.*)\Z",
    re.DOTALL,
)
_LISTED = re.compile(
    rf"(?P<number>(?:ข้อ{_GAP}(?:ที่)?{_GAP}|ด้าน{_GAP}ที่{_GAP}|ลำดับ{_GAP}ที่{_GAP})?\(?(?:{_D}{{1,2}}\.)*(?P<digits>{_D}{{1,2}})"
    rf"(?!{_D})(?:\.\)|[.):])?){_GAP}(?P<title>\D.*)\Z",
    re.DOTALL,
)
_UNNUMBERED = re.compile(r"(?P<number>ประเด็น(?:ด้าน|การ(?=กระบวน))?\s*:?)\s*(?P<title>\S.*)\Z", re.DOTALL)
_GROUP = re.compile(
    rf"(?:ด้าน|ส่วน|หมวด|ตอน|กลุ่ม|ยุทธศาสตร์|กลยุทธ์|เป้าประสงค์|องค์ประกอบ|ตัวชี้วัด|มิติ){_GAP}ที่{_GAP}{_D}{{1,2}}(?!{_D})"
)
_CONTINUED = re.compile(r"[(\[]\s*(?:ต่อ|continued)\s*[)\]]\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class IssueHeading:
    """A heading as written: `number_as_written` and `title` together are its text.

    `number` is the number it names, `by_title` the issue whose title it carries. `named`: it says "ประเด็น".
    """

    number_as_written: str
    title: str
    number: int | None
    by_title: int | None
    alike: float
    named: bool
    continued: bool

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.number_as_written, self.title) if part)


def is_continued(text: str) -> bool:
    """Whether a text ends in "(ต่อ)"."""
    return bool(_CONTINUED.search(text))


def is_group(text: str) -> bool:
    """Whether a text heads a group of measures that is no issue (ด้านที่ ๑ …)."""
    return len(text) <= LONGEST_HEADING and bool(_GROUP.match(text))


class Issues:
    """The issues that a year's catalogue asks for, and how their headings are recognised."""

    def __init__(self, issues: Sequence[FrameIssue]) -> None:
        self.issues = tuple(issues)
        titles = [(issue.no, fold(title)) for issue in issues for title in (issue.title, *issue.aliases)]
        self._titles = tuple((no, title, _pairs(title)) for no, title in titles)
        self._known = {issue.no: issue.title for issue in issues}
        self.heading = lru_cache(maxsize=50_000)(self._heading)

    def title(self, no: int | None) -> str:
        return self._known.get(no, "") if no is not None else ""

    def is_heading(self, text: str) -> bool:
        """Whether a text is an issue's heading: by its word, or by carrying an issue's title."""
        return self.heading(text) is not None

    def _heading(self, text: str) -> IssueHeading | None:
        shown = visible(text)
        if not shown or len(shown) > LONGEST_HEADING:
            return None
        bare = _CONTINUED.sub("", shown).rstrip()
        if match := _NAMED.match(shown):
            return self._make(match, _LIKELY, named=True)
        if (match := _LISTED.match(shown)) and (found := self._make(match, SAME, named=False)).by_title:
            return found
        if match := _UNNUMBERED.match(shown):
            found = self._make(match, _LIKELY, named=True)
            return found if found.by_title else None
        no, alike = self.closest(bare)
        if alike >= SAME:
            return IssueHeading("", shown, None, no, alike, named=False, continued=is_continued(shown))
        return None

    def _make(self, match: re.Match[str], needed: float, *, named: bool) -> IssueHeading:
        digits = match.groupdict().get("digits")
        title = match["title"].strip()
        no, alike = self.closest(_CONTINUED.sub("", title))
        return IssueHeading(
            match["number"].strip(),
            title,
            int(to_arabic(digits)) if digits else None,
            no if alike >= needed else None,
            alike,
            named=named,
            continued=is_continued(match.string),
        )

    def in_column(self, text: str) -> IssueHeading:
        """What stands in a column of issues is a heading even when little of it is recognised."""
        if re.fullmatch(rf"{_D}{{1,2}}[.)]?", text):
            number = int(to_arabic(text.rstrip(".)")))
            return IssueHeading(text, "", number, None, 0.0, named=True, continued=False)
        if match := _LISTED.match(text):
            return self._make(match, _RESEMBLES, named=True)
        no, alike = self.closest(text)
        found = no if alike >= _RESEMBLES else None
        return IssueHeading("", text, None, found, alike, named=True, continued=is_continued(text))

    def closest(self, title: str) -> tuple[int | None, float]:
        """The issue whose title a text resembles most, and how much (0 to 1)."""
        folded = fold(title)
        if folded.endswith("ฯ"):
            folded = folded[:-1]
            begun = {no for no, known, _ in self._titles if known.startswith(folded)}
            if len(folded) >= _ENOUGH and len(begun) == 1:
                return begun.pop(), _SHORTENED
        pairs = _pairs(folded)
        best: tuple[int | None, float] = (None, 0.0)
        for no, known, known_pairs in self._titles:
            if 5 * len(pairs & known_pairs) < 2 * min(len(pairs), len(known_pairs)):
                continue  # a dear comparison that cannot succeed
            alike = likeness(folded, known)
            if len(folded) >= 12 and len(folded) * 2 >= len(known) and folded in known:
                alike = max(alike, 0.85)
            elif len(folded) >= 6 and folded in known:
                alike = max(alike, _LIKELY)
            if known in folded and len(folded) <= len(known) * 1.6:
                alike = max(alike, 0.9)
            if alike > best[1]:
                best = (no, alike)
        return best


def _pairs(folded: str) -> frozenset[str]:
    """The pairs of neighbouring letters."""
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1))


class IssueSequence:
    """Which issues a sequence of tables (the analysis, or the measures) has used so far."""

    def __init__(self, issues: Issues, doubts: Doubts) -> None:
        self.issues = issues
        self.doubts = doubts
        self.used: list[int] = []

    def resolve(self, heading: IssueHeading, line: int, column: int | None = None) -> int | None:
        """The issue that a heading means; of a number and a title that disagree, the one not yet used."""
        number = heading.number if heading.number is not None and self.issues.title(heading.number) else None
        if not heading.named and heading.by_title is not None:
            number = None  # "๓. …" may be the document's own numbering
        by_title = heading.by_title
        issue: int | None
        if number is None or by_title is None:
            issue = by_title if by_title is not None else number
        elif number == by_title:
            issue = number
        else:
            issue = number if by_title in self.used and number not in self.used else by_title
        self._doubt(heading, issue, line, column)
        if issue is not None and issue not in self.used:
            self.used.append(issue)
        return issue

    def _doubt(self, heading: IssueHeading, issue: int | None, line: int, column: int | None) -> None:
        written, by_title = heading.text, heading.by_title
        if not self.issues.issues:
            return

        def doubt(code: str, **params: str | int) -> None:
            self.doubts.add(code, line, column, written, (), written=written, **params)

        if issue is None:
            doubt("read-issue-unknown")
        elif by_title is None:
            if heading.title:
                doubt("read-issue-title", issue=issue)
        elif heading.named and heading.number is not None and by_title != heading.number:
            doubt("read-issue-conflict", number=heading.number, title=by_title, issue=issue)
        elif heading.alike < SAME:
            doubt("read-issue-abbreviated", issue=issue, title=self.issues.title(issue))
