"""The report itself as HTML, in the order in which it prints; the same for screen and paper."""

from __future__ import annotations

from reports.writers.analysis import analysis
from reports.writers.blocks import running_text
from reports.writers.closing import closing
from reports.writers.markup import Markup, element, fragment
from reports.writers.measure_tables import measures
from reports.writers.opening import contents, cover, introduction, said_on_cover, seal, years
from reports.writers.result import result
from reports.writers.setting import Setting

SHORT = 900
"""Characters of HTML: an opening of a few lines gets no page of its own."""


def body(setting: Setting) -> Markup:
    """The report as one `<article>`; the headings of `setting` are known afterwards."""
    document = setting.document
    opening = cover(setting)
    before = document.before[said_on_cover(setting, document.before) :]
    first = running_text(setting, before, "before")
    parts = fragment(result(setting), analysis(setting), measures(setting), closing(setting))
    listed = contents(setting)
    opening_text = fragment(introduction(setting), first)
    return element(
        "article",
        None if setting.paper else seal(setting),
        opening,
        listed if setting.paper else None,
        element(
            "section",
            years(setting),
            None if setting.paper else listed,
            opening_text,
            class_=_first(opening_text, parts),
        ),
        parts,
        class_=f"report {'paper' if setting.paper else 'screen'} is-{setting.layout.orientation}",
        lang=setting.layout.language,
    )


def _first(opening_text: Markup, parts: Markup) -> str:
    """The first section goes onto the pages of the tables when it is short and a table comes next."""
    return "first wide" if len(opening_text) < SHORT and parts.startswith('<section class="wide') else "first"
