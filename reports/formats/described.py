"""What the parts of a report's JSON mean, for people of other systems; with the Thai words where they have one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DESCRIPTIONS: Final[Mapping[str, str]] = {
    "Document": "One report of a Thai local administration on its Integrity and Transparency "
    "Assessment (ITA). Text "
    "fields hold lines of plain text; **bold** and __underlined__ parts are marked, \\* is a star "
    "itself. Scores "
    "are strings with at least two decimals; null is no score, never zero. Years are of the Buddhist "
    "era, dates of "
    "the Common Era. What ends in _as_written is what a document said, word for word, also where it "
    "is wrong; empty "
    "when nothing else was written than what the field beside it says.",
    "Document.format": "The number of this form of the JSON. Every number keeps its schema at its address.",
    "Document.kind": "analysis: analysis of the result and plan of measures "
    "(การวิเคราะห์ผลการประเมิน). results: what was "
    "done and achieved (รายงานผลการดำเนินการ).",
    "Document.assessed_year": "The year whose ITA result is analysed (B.E.).",
    "Document.action_year": "The fiscal year in which the measures run (B.E.; 1 October of the year "
    "before to 30 September).",
    "Document.evaluation_year": "The year in which this report itself is evaluated (B.E.).",
    "Document.covers": "The days that a report of results covers, both included.",
    "Document.number": "The number of the agency's register (ที่).",
    "Document.dated": "The day of the agency's register (ลงวันที่).",
    "Document.issues": "The issues that the year's catalogue asks for (ประเด็น).",
    "Document.before": "Running text before everything else.",
    "Document.analysis": "The analysis, row by row (การวิเคราะห์รายประเด็น).",
    "Document.sections": "The measures by issue (มาตรการ).",
    "Document.after": "Running text after the measures.",
    "Document.notes": "Text that had no place elsewhere; it is printed at the end.",
    "Document.emblem": "SHA-256 of the emblem, empty without one.",
    "Document.images": "SHA-256 of further pictures.",
    "Document.item_evidence": "Evidence of items of OIT; left out when there is none.",
    "Municipality": "Who reports, as it was on the report's day.",
    "Municipality.code": "The code of the Department of Local Administration, or of the portal.",
    "Municipality.kind": "city (เทศบาลนคร), town (เทศบาลเมือง), subdistrict (เทศบาลตำบล), sao "
    "(อบต.), pao (อบจ.), special, or empty.",
    "Municipality.name": "The bare name, without its kind.",
    "Span": "Days from start to end, both included.",
    "Block": "Running text: a heading (level 1 to 4), a paragraph, or a table whose first "
    "header_rows are headings.",
    "Heading": "A column heading as it was written, for the field that the column holds; extra:0 is "
    "the first further column.",
    "Result": "The ITA result that the report speaks of. total and level are as announced; "
    "*_computed stand beside them.",
    "Result.year": "The ITA year of the figures (B.E.).",
    "Result.status": "provisional, clarified (after clarification), final, or empty.",
    "Result.level_provable": "Whether the scores that are known suffice to prove the level.",
    "InstrumentScore": "IIT, EIT or OIT: score as announced, computed from its indicators, before in "
    "the year before.",
    "IndicatorScore": "One of the ten indicators (ตัวชี้วัด); before is its score of the year before.",
    "ItemScore": "One item (ข้อ); before is null when last year's cannot be compared, before_codes "
    "are the items of that year.",
    "YearTotal": "The total of one year (B.E.).",
    "Band": "A rating level: the total it takes and, where the year asks for it, what every "
    "instrument must have.",
    "AnalysisRow": "What is said of some items under one issue. extra are further columns, each "
    "[heading, text].",
    "AnalysisItem": "An item that a row speaks of; item is its code in the catalogue, or empty.",
    "Section": "The measures of one issue; a list without issues is one section whose issue is null.",
    "Measure": "One measure or activity (มาตรการ/กิจกรรม). extra are further columns, each [heading, text].",
    "Measure.procedure": "Steps or way of doing it (ขั้นตอนหรือวิธีการปฏิบัติ).",
    "Measure.output": "What was done (ผลการดำเนินการ).",
    "Measure.outcome": "What it achieved (ผลลัพธ์หรือความสำเร็จ).",
    "Measure.suggestion": "Suggestions (ข้อเสนอแนะ).",
    "Measure.follow_up": "How it is followed up (การกำกับติดตาม).",
    "Measure.responsible": "Units or positions, in order (ผู้รับผิดชอบ).",
    "Measure.items": "Codes of the items that the measure answers.",
    "Measure.source_lines": "Lines of the file that the measure was once read from.",
    "Period": "When it is done: text as typed, and the days that it stands for where it says them.",
    "Evidence": "A link, or a stored file by its SHA-256. One that is not public has a title only.",
    "ItemEvidence": "Evidence that an item of OIT is disclosed.",
    "Signature": "Who signs, in which position, and for whom when acting (รักษาราชการแทน).",
    "Issue": "An issue (ประเด็น) of the year's catalogue.",
    "Layout": "How the report is printed: columns in order, grouping, digits and type.",
    "Column": "A column: the field, its heading, and its width relative to the others.",
}
