"""The memo is fetched from the desk of the report, by the people of the municipality only."""

from __future__ import annotations

import io

import docx
from django.test import Client

from tests.cast import CODE, YEAR, Cast, Work, sign_in

MEMO = f"/m/{CODE}/{YEAR}/report/results/memo.docx"


def test_a_draft_has_a_memo_with_its_facts(officer: Client, work: Work) -> None:
    assert f'href="{MEMO}"' in officer.get(f"/m/{CODE}/{YEAR}/report/results/").content.decode()
    answer = officer.get(MEMO)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "ส่วนราชการ  เทศบาลตำบลตัวอย่าง" in text


def test_nobody_of_another_municipality_gets_it(work: Work, cast: Cast) -> None:
    assert sign_in(Client(), cast.outsider).get(MEMO).status_code == 404
    assert Client().get(MEMO).status_code == 302
