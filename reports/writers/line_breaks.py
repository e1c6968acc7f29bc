"""Thai lines end between words: WeasyPrint must see enough of a paragraph before it breaks a line.

Thai has no spaces between words, so Pango finds them with a dictionary, looking at whole phrases. WeasyPrint 70
hands Pango only as many characters as four times the line's width in em, and cuts them anywhere. On our narrow
paper type that cut lies just behind the end of the line, often inside a word, and what is left of the phrase is
divided wrongly: "ใช้งาน อย่าง", cut to "ใช้งานอ", breaks as "ใช้งา-นอ". Of 1,432 lines of reports 37 ended inside a
word; with a cut at ten times the width none does, and rendering takes no longer.

The number is a constant inside `split_first_line`, so it is replaced there. A WeasyPrint that has it no more is
refused at once, and the tests measure the line ends themselves.
"""

from __future__ import annotations

SHIPPED, ENOUGH = 4, 10
"""Characters per em that WeasyPrint looks at, and that Thai at official size needs."""


def end_lines_between_words() -> None:
    """Let WeasyPrint look far enough ahead. Harmless the second time."""
    from weasyprint.text.line_break import split_first_line

    code = split_first_line.__code__
    ratios = [value for value in code.co_consts if type(value) is int and value in (SHIPPED, ENOUGH)]
    if ratios == [ENOUGH]:
        return
    if ratios != [SHIPPED]:
        raise RuntimeError(
            "this WeasyPrint breaks lines in another way: look at reports/writers/line_breaks.py"
        )
    constants = tuple(
        ENOUGH if type(value) is int and value == SHIPPED else value for value in code.co_consts
    )
    split_first_line.__code__ = code.replace(co_consts=constants)
