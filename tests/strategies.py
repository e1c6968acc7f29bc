"""Hypothesis strategies for whole Documents and their parts, shared by the tests of formats, writers and apply.

Text is NFC and free of controls, as stored text is; scores have two decimals; years are Buddhist-era.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ita_portal.thai.celltext import clean
from ita_portal.thai.periods import Period
from reports.document import (
    AnalysisItem,
    AnalysisRow,
    Band,
    Block,
    Document,
    Evidence,
    Heading,
    IndicatorScore,
    InstrumentScore,
    Issue,
    ItemEvidence,
    ItemScore,
    Measure,
    Municipality,
    Result,
    Section,
    Signature,
    Span,
    YearTotal,
)
from reports.layouts import SHIPPED, Column, Layout

PHRASES = (
    "จัดทำคู่มือการให้บริการ",
    "๑. ประชุมคณะทำงาน\n๒. เผยแพร่บนเว็บไซต์",
    "น้ำ ทำ ค่ำ ผู้รับบริการ",
    "**หัวข้อ** และ __ขีดเส้นใต้__",
    "E-Service (No Gift Policy) & Dos < Don'ts",
    "- ช่องทาง https://www.example.go.th/ita",
    "",
)


def words(max_size: int = 30) -> st.SearchStrategy[str]:
    """One line of text as a person could type it."""
    letters = st.characters(
        codec="utf-8", categories=("L", "M", "N", "P", "Zs"), include_characters="กขคงน้ำทั้งนี้๑๒๓*_"
    )
    return st.one_of(st.sampled_from(PHRASES), st.text(letters, max_size=max_size)).map(
        lambda text: clean(text).replace("\n", " ")
    )


def cell_texts() -> st.SearchStrategy[str]:
    """Cell text of a few lines."""
    return st.one_of(
        st.sampled_from(PHRASES), st.lists(words(), max_size=3).map(lambda lines: clean("\n".join(lines)))
    )


scores = st.none() | st.integers(0, 10000).map(lambda hundredths: Decimal(hundredths) / 100)
years = st.integers(2563, 2571)
lines = st.none() | st.integers(1, 500)
dates = st.dates(date(2019, 10, 1), date(2028, 9, 30))
pairs = st.lists(st.tuples(words(), cell_texts()), max_size=2).map(tuple)
source_lines = st.lists(st.integers(1, 500), max_size=2).map(tuple)
spans = st.tuples(dates, dates).map(lambda both: Span(min(both), max(both)))
periods = st.one_of(
    st.builds(Period, words()),
    st.builds(
        Period, words(), start=st.none() | dates, end=st.none() | dates,
        style=st.sampled_from(("dates", "months", "quarters", "year", "text")),
    ),
)  # fmt: skip


def tuples_of(element: st.SearchStrategy, max_size: int = 3) -> st.SearchStrategy:
    return st.lists(element, max_size=max_size).map(tuple)


headings = tuples_of(
    st.builds(Heading, st.sampled_from(("title", "output", "period", "extra:0")), words()), 2
)
blocks = st.one_of(
    st.builds(Block, st.just("paragraph"), cell_texts(), line=lines),
    st.builds(Block, st.just("heading"), words(), st.integers(1, 4), line=lines),
    st.builds(
        lambda rows, line: Block("table", rows=rows, header_rows=1, line=line),
        st.lists(st.tuples(cell_texts(), cell_texts()), min_size=1, max_size=3).map(tuple), lines,
    ),
)  # fmt: skip
municipalities = st.builds(
    Municipality,
    code=st.sampled_from(("", "99010101", "05301406")),
    name=st.sampled_from(("บ้านตัวอย่าง", "ท่าน้ำใส", "")),
    kind=st.sampled_from(("city", "town", "subdistrict", "sao", "pao", "special", "")),
    district=words(),
    province=words(),
)
layouts = st.one_of(
    st.sampled_from(SHIPPED),
    st.builds(
        Layout, st.just("as-imported"), words(), st.sampled_from(("analysis", "results")),
        st.just((Column("title", "มาตรการ"), Column("extra:0", "งบประมาณ", 5))),
        grouping=st.sampled_from(("tables", "table")), digits=st.sampled_from(("thai", "arabic")),
    ),
)  # fmt: skip
evidence = st.builds(
    Evidence, words(), url=st.sampled_from(("", "https://www.example.go.th/1")), public=st.booleans()
)
item_evidence = st.builds(
    ItemEvidence, st.sampled_from(("O1", "o12", "O99", "")), words(), tuples_of(evidence, 2)
)
measures = st.builds(
    Measure,
    number_as_written=st.sampled_from(("", "๑", "2", "๓.")),
    title=cell_texts(), procedure=cell_texts(), output=cell_texts(), outcome=cell_texts(),
    suggestion=cell_texts(), follow_up=cell_texts(),
    responsible=tuples_of(words()), responsible_as_written=cell_texts(), period=periods,
    items=tuples_of(st.sampled_from(("i1", "e7", "O28"))), evidence=tuples_of(evidence, 2),
    extra=pairs, headings=headings, source_lines=source_lines,
)  # fmt: skip
sections = st.builds(
    Section,
    issue=st.none() | st.integers(1, 7), title=words(), number_as_written=words(), heading_as_written=words(),
    before=tuples_of(blocks, 2), measures=tuples_of(measures), after=tuples_of(blocks, 2), headings=headings,
    line=lines,
)  # fmt: skip
analysis_items = st.builds(
    AnalysisItem, item=st.sampled_from(("", "i1", "e4", "O9")), score=scores,
    code_as_written=st.sampled_from(("", "1๑", "O๙")), title_as_written=words(), score_as_written=words(),
)  # fmt: skip
analysis_rows = st.builds(
    AnalysisRow,
    issue=st.none() | st.integers(1, 7), number_as_written=words(), heading_as_written=words(),
    instrument=st.sampled_from(("", "IIT", "EIT", "OIT")), items=tuples_of(analysis_items), remark=cell_texts(),
    headings=headings, extra=pairs, source_lines=source_lines,
)  # fmt: skip
instrument_scores = st.builds(
    InstrumentScore,
    st.sampled_from(("IIT", "EIT", "OIT")),
    scores,
    scores,
    scores,
    st.sampled_from((None, 30, 40)),
)
indicator_scores = st.builds(
    IndicatorScore, no=st.none() | st.integers(1, 10), name=words(), instrument=st.sampled_from(("IIT", "")),
    score=scores, before=scores, score_as_written=words(), level_as_written=words(), extra=pairs, line=lines,
)  # fmt: skip
item_scores = st.builds(
    ItemScore, st.sampled_from(("i1", "e7", "O28")), words(), st.none() | st.integers(1, 10), scores, scores,
    tuples_of(st.just("o26"), 1), cell_texts(),
)  # fmt: skip
results = st.builds(
    Result,
    year=st.none() | years, total=scores, total_as_written=words(), total_computed=scores, total_before=scores,
    level=words(), level_computed=words(), level_provable=st.booleans(),
    status=st.sampled_from(("", "provisional", "clarified", "final")), line=lines,
    instruments=tuples_of(instrument_scores), indicators=tuples_of(indicator_scores), items=tuples_of(item_scores),
    trend=tuples_of(st.builds(YearTotal, years, scores, words())), before=tuples_of(blocks, 2), headings=headings,
    bands=tuples_of(st.builds(Band, words(), st.just(Decimal(85)), st.none() | st.just(Decimal(85))), 2),
)  # fmt: skip
signatures = st.builds(Signature, words(), words(), words(), st.none() | dates)


def documents() -> st.SearchStrategy[Document]:
    """Any Document, believable or not: what every format and writer must survive."""
    return st.builds(
        Document,
        kind=st.sampled_from(("analysis", "results")), layout=layouts, municipality=municipalities,
        assessed_year=st.none() | years, action_year=st.none() | years, evaluation_year=st.none() | years,
        covers=st.none() | spans, title=words(), number=words(), dated=st.none() | dates,
        issues=tuples_of(st.builds(Issue, st.integers(1, 7), words())),
        before=tuples_of(blocks, 2), result=results, analysis_before=tuples_of(blocks, 1),
        analysis=tuples_of(analysis_rows), sections_before=tuples_of(blocks, 1), sections=tuples_of(sections, 2),
        after=tuples_of(blocks, 2), signatures=tuples_of(signatures, 2), notes=tuples_of(blocks, 1),
        item_evidence=tuples_of(item_evidence, 2),
        emblem=st.sampled_from(("", "0" * 64)), images=tuples_of(st.just("f" * 64), 1),
    )  # fmt: skip
