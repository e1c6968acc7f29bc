"""What readers say: one English msgid per code, filled with the parameters of a warning.

The readers know nothing of Django, so the texts are only marked here; who shows them calls
`gettext(warning.template) % warning.values`.
"""

from __future__ import annotations


def gettext_noop(message: str) -> str:
    """Mark a text for translation without importing Django."""
    return message


REFUSALS: dict[str, str] = {
    "read-empty": gettext_noop("The file is empty."),
    "read-too-large": gettext_noop("The file has %(size)s MB; at most %(limit)s MB can be read."),
    "read-too-much": gettext_noop(
        "The file is so large or so tangled that reading it was given up. Take a part of it, or a plain Word file."
    ),
    "read-busy": gettext_noop("Many files are being read right now. Please try again in a minute."),
    "read-json-other": gettext_noop("The JSON file is no report of this portal (%(problem)s)."),
    "read-json-is-results": gettext_noop("The file holds a results report, not an analysis."),
    "read-json-is-analysis": gettext_noop("The file holds an analysis, not a results report."),
    "read-not-text": gettext_noop("This is not a text file: %(reason)s."),
    "read-no-table": gettext_noop("The file has no table: the cells of a row are separated by tabs."),
    "read-no-word-table": gettext_noop("The Word file has no table: measures are read from tables."),
    "read-no-sheet-table": gettext_noop("The sheets hold no table: measures are read from tables."),
    "read-book-binary": gettext_noop(
        "This is a binary Excel file (.xlsb). Save it in Excel as .xlsx and take that file."
    ),
    "read-book-links": gettext_noop(
        "The Excel file takes values from other files. Copy its cells into a new file as values (Paste Special) and "
        "take that file."
    ),
    "read-book-password": gettext_noop(
        "The file is protected by a password. Open it, remove the password, save it, and take that file."
    ),
    "read-book-macros": gettext_noop(
        "The Excel file holds macros. Save it in Excel as .xlsx, the kind without macros, and take that file."
    ),
    "read-book-outside": gettext_noop(
        "The Excel file brings in content from elsewhere. Copy its cells into a new file and take that file."
    ),
    "read-book-damaged": gettext_noop(
        "The Excel file is damaged and cannot be read. Open it in Excel, save it again, and take that file."
    ),
    "read-book-large": gettext_noop(
        "There is more in the Excel file than can be read. Copy the report into a new file, without the rest."
    ),
    "read-sheets-macros": gettext_noop(
        "The OpenDocument file (.ods) holds macros. Copy its cells into a new file and take that file."
    ),
    "read-sheets-links": gettext_noop(
        "The OpenDocument file (.ods) takes values from other files. Copy its cells into a new file as values and "
        "take that file."
    ),
    "read-sheets-outside": gettext_noop(
        "The OpenDocument file (.ods) brings in content from elsewhere. Copy its cells into a new file and take "
        "that file."
    ),
    "read-sheets-damaged": gettext_noop(
        "The OpenDocument file (.ods) is damaged and cannot be read. Open it, save it again, and take that file."
    ),
    "read-sheets-large": gettext_noop(
        "There is more in the OpenDocument file (.ods) than can be read. Copy the report into a new file, without "
        "the rest."
    ),
    "read-page-no-table": gettext_noop("The web page has no table: measures are read from tables."),
    "read-page-large": gettext_noop("There is more on the web page than can be read. Copy the report alone."),
    "read-word-old": gettext_noop(
        "This is an old Word file (.doc) or one with a password. Open it in Word, save it as .docx without a "
        "password, and take that file."
    ),
    "read-word-macros": gettext_noop(
        "The Word file holds macros. Save it in Word as .docx, the kind without macros, and take that file."
    ),
    "read-word-outside": gettext_noop(
        "The Word file brings in content from elsewhere. Copy its text into a new Word file and take that file."
    ),
    "read-word-other": gettext_noop(
        "This kind of file is not read. Take a Word file (.docx), a PDF with text, sheets (.xlsx, .xls, .ods) or a "
        "text file."
    ),
    "read-word-damaged": gettext_noop(
        "The Word file is damaged and cannot be read. Open it in Word, save it again, and take that file."
    ),
    "read-word-large": gettext_noop(
        "There is more text in the Word file than can be read. Divide it, or copy the report into a new file."
    ),
    "read-no-pdf-table": gettext_noop(
        "No table can be made out in the PDF: measures are read from tables. Take the Word file it was made of."
    ),
    "read-pdf-scanned": gettext_noop(
        "The PDF is a scan: its pages are pictures without text. Take the Word file it was made of."
    ),
    "read-pdf-letters": gettext_noop(
        "The PDF does not say which letters it shows, so that no text can be taken from it. Take the Word file it "
        "was made of."
    ),
    "read-pdf-locked": gettext_noop(
        "The PDF is locked by a password. Save it without a password, or take the Word file it was made of."
    ),
    "read-pdf-damaged": gettext_noop(
        "The PDF is damaged and cannot be read. Make it anew from the Word file, or take that file."
    ),
    "read-pdf-large": gettext_noop(
        "There is more in the PDF than can be read. Take only the pages of the report, or the Word file."
    ),
}
"""Why a file could not be read at all."""

WARNINGS: dict[str, str] = {
    "read-row-joined": gettext_noop(
        "Line %(line)s has no first cells: it was joined to the row of line %(above)s."
    ),
    "read-row-continued": gettext_noop(
        "The row of line %(line)s says that it continues (ต่อ) an earlier one; it was kept as a row of its own."
    ),
    "read-row-alone": gettext_noop(
        "The row of line %(line)s has no first cells and no row above it in this section: it stands alone."
    ),
    "read-table-continued": gettext_noop(
        "The table from line %(line)s has no header: its columns were taken from the header of line %(header)s."
    ),
    "read-cells-missing": gettext_noop(
        "The row of line %(line)s has %(cells)s cells, its header %(columns)s."
    ),
    "read-cells-extra": gettext_noop(
        "The row of line %(line)s has %(cells)s cells, its header only %(columns)s: the others were kept beside it."
    ),
    "read-column-unknown": gettext_noop(
        "The column “%(heading)s” fits no field: it was kept as its own column."
    ),
    "read-column-twice": gettext_noop(
        "Two columns look like “%(field)s”: “%(heading)s” was kept as its own column."
    ),
    "read-header": gettext_noop(
        "The column headings of line %(line)s stand before no row: they were kept as a note."
    ),
    "read-issue-conflict": gettext_noop(
        "“%(written)s” names issue %(number)s but carries the title of issue %(title)s: it was read as issue %(issue)s."
    ),
    "read-issue-title": gettext_noop(
        "The title of “%(written)s” is not one of the year's issues: it was read by its number, as issue %(issue)s."
    ),
    "read-issue-unknown": gettext_noop(
        "“%(written)s” is no issue of the year: its measures belong to no issue."
    ),
    "read-issue-abbreviated": gettext_noop("“%(written)s” was read as issue %(issue)s, “%(title)s”."),
    "read-issue-inferred": gettext_noop(
        "The table from line %(line)s has no heading: it was read as issue %(issue)s, which is missing otherwise."
    ),
    "read-issue-repeated": gettext_noop("Issue %(issue)s has a second table, away from its first."),
    "read-issue-in-cell": gettext_noop(
        "The measure's cell holds the title of issue %(issue)s: it became the heading, the measure has no title."
    ),
    "read-item-code": gettext_noop("The item code “%(written)s” was read as %(item)s."),
    "read-item-unknown": gettext_noop("The item code “%(written)s” is not in the list of %(year)s."),
    "read-item-scores": gettext_noop(
        "The row of line %(line)s has %(items)s items but %(scores)s scores: they were not paired."
    ),
    "read-item-conflict": gettext_noop(
        "Item %(item)s has two scores, %(first)s and %(second)s: the first went into the score table."
    ),
    "read-score": gettext_noop("“%(written)s” is not a score between 0 and 100."),
    "read-indicator": gettext_noop("“%(written)s” is no indicator of the year."),
    "read-total": gettext_noop(
        "The text names two overall scores, %(first)s and %(second)s: the first was taken."
    ),
    "read-period": gettext_noop("“%(written)s” is no period that could be read as dates."),
    "read-kind": gettext_noop("The text does not say which kind of report it is: it was read as “%(kind)s”."),
    "read-kind-differs": gettext_noop(
        "The title says “%(found)s”, the file was read as “%(kind)s”, as asked."
    ),
    "read-year": gettext_noop("The text does not say which year it is for."),
    "read-year-differs": gettext_noop("The title says %(found)s, the file was read for %(year)s, as asked."),
    "read-municipality": gettext_noop("The text does not name the municipality at its beginning."),
    "read-table": gettext_noop("The table from line %(line)s was not recognised: it was kept as it is."),
    "read-pictures": gettext_noop(
        "The file holds %(count)s pictures, charts or embedded files: what stands in them was not read."
    ),
    "read-hidden": gettext_noop(
        "%(count)s hidden sheets, rows or columns were left out, as they are not shown."
    ),
    "read-errors": gettext_noop("These cells show that their formula failed: %(cells)s"),
    "read-formulas": gettext_noop(
        "%(count)s formulas have no result in the file: their cells were left empty. Open it in Excel, save it and "
        "take it once more."
    ),
    "read-pdf-unruled": gettext_noop(
        "%(count)s tables have no lines, their columns and rows were told by the space between them. Compare every "
        "cell with the file. Page/table: %(tables)s"
    ),
    "read-pages-scanned": gettext_noop(
        "These pages are pictures without text, what stands on them was not read: %(pages)s."
    ),
    "read-own-edited": gettext_noop(
        "What the portal writes itself (years, total, evidence, trend, remarks on items) was changed in the file. "
        "These changes were not read: make them in the portal."
    ),
    "read-memory-lost": gettext_noop(
        "A text was changed that the portal cannot set beside its own. Only what the pages say was read, without the "
        "items, evidence and figures that they do not show."
    ),
    "read-memory-row": gettext_noop(
        "A changed measure can no longer be told from the one beside it. It was read as the page shows it, without the "
        "items and evidence that it had: look at the changed measures."
    ),
    "read-memory-other": gettext_noop(
        "The file was made from another report. Only what its pages say was read, without what that report has besides."
    ),
    "read-value": gettext_noop("“%(written)s” is no number or day that fits there: the cell was left empty."),
    "read-row": gettext_noop("The row “%(written)s” lacks what it needs: it was left out."),
    "read-choice": gettext_noop("“%(written)s” is not one of the choices there: the usual one was taken."),
    "read-evidence": gettext_noop(
        "The evidence “%(title)s” names no measure of the file (%(written)s): it was left out."
    ),
    "read-sheet": gettext_noop("The sheet “%(written)s” is not of this report's file: it was not read."),
    "read-layout": gettext_noop("The layout “%(written)s” cannot be printed: the usual one was taken."),
    "read-nothing": gettext_noop("No table of measures or of an analysis was recognised."),
}
"""Doubts of a reader, by code."""

WARNINGS_IN_TABLES: dict[str, str] = {
    "read-row-joined": gettext_noop(
        "Row %(row)s of table %(table)s has no first cells: it was joined to row %(above_row)s of table "
        "%(above_table)s."
    ),
    "read-row-continued": gettext_noop(
        "Row %(row)s of table %(table)s says that it continues (ต่อ) an earlier one; it was kept as a row of its own."
    ),
    "read-row-alone": gettext_noop(
        "Row %(row)s of table %(table)s has no first cells and no row above it in this section: it stands alone."
    ),
    "read-table-continued": gettext_noop(
        "Table %(table)s has no header: its columns were taken from the header of table %(header_table)s."
    ),
    "read-cells-missing": gettext_noop(
        "Row %(row)s of table %(table)s has %(cells)s cells, its header %(columns)s."
    ),
    "read-cells-extra": gettext_noop(
        "Row %(row)s of table %(table)s has %(cells)s cells, its header only %(columns)s: the others were kept "
        "beside it."
    ),
    "read-header": gettext_noop(
        "The column headings in row %(row)s of table %(table)s stand before no row: they were kept as a note."
    ),
    "read-issue-inferred": gettext_noop(
        "Table %(table)s has no heading: it was read as issue %(issue)s, which is missing otherwise."
    ),
    "read-item-scores": gettext_noop(
        "Row %(row)s of table %(table)s has %(items)s items but %(scores)s scores: they were not paired."
    ),
    "read-table": gettext_noop("Table %(table)s was not recognised: it was kept as it is."),
}
"""The doubts that name lines, for files in which tables and rows are counted."""

WARNINGS_ON_PAGES: dict[str, str] = {
    "read-row-joined": gettext_noop(
        "Row %(row)s of table %(table)s has no first cells: it was joined to row %(above_row)s of table "
        "%(above_table)s on page %(above_page)s."
    ),
    "read-table-continued": gettext_noop(
        "Table %(table)s has no header: its columns were taken from the header of table %(header_table)s on page "
        "%(header_page)s."
    ),
}
"""Those that name a second place, for files whose tables are counted on each page."""

WARNINGS_IN_SHEETS: dict[str, str] = {
    "read-row-joined": gettext_noop(
        "Row %(row)s of sheet %(table)s has no first cells: it was joined to row %(above_row)s of sheet "
        "%(above_table)s."
    ),
    "read-row-continued": gettext_noop(
        "Row %(row)s of sheet %(table)s says that it continues (ต่อ) an earlier one; it was kept as a row of its own."
    ),
    "read-row-alone": gettext_noop(
        "Row %(row)s of sheet %(table)s has no first cells and no row above it in this section: it stands alone."
    ),
    "read-table-continued": gettext_noop(
        "The table in row %(row)s of sheet %(table)s has no header: its columns were taken from the header on sheet "
        "%(header_table)s."
    ),
    "read-cells-missing": gettext_noop(
        "Row %(row)s of sheet %(table)s has %(cells)s cells, its header %(columns)s."
    ),
    "read-cells-extra": gettext_noop(
        "Row %(row)s of sheet %(table)s has %(cells)s cells, its header only %(columns)s: the others were kept "
        "beside it."
    ),
    "read-header": gettext_noop(
        "The column headings in row %(row)s of sheet %(table)s stand before no row: they were kept as a note."
    ),
    "read-issue-inferred": gettext_noop(
        "The table in row %(row)s of sheet %(table)s has no heading: it was read as issue %(issue)s, which is missing "
        "otherwise."
    ),
    "read-item-scores": gettext_noop(
        "Row %(row)s of sheet %(table)s has %(items)s items but %(scores)s scores: they were not paired."
    ),
    "read-table": gettext_noop(
        "The table in row %(row)s of sheet %(table)s was not recognised: it was kept as it is."
    ),
}
"""The same for workbooks, in which sheets and their rows are counted."""
