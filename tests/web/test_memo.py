"""The memo is fetched from the desk of the report, by the people of the municipality only."""

from __future__ import annotations

import io
import re

import docx
from django.test import Client

from reports.models import Rendering
from reports.renderings import request_rendering
from tests.cast import CODE, YEAR, Cast, Work, sign_in

MEMO = f"/m/{CODE}/{YEAR}/report/results/memo.docx"


def test_a_draft_has_a_memo_with_its_facts(officer: Client, work: Work) -> None:
    assert f'href="{MEMO}"' in officer.get(f"/m/{CODE}/{YEAR}/report/results/").content.decode()
    answer = officer.get(MEMO)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert re.search(r"ส่วนราชการ  \.{10,} เทศบาลตำบลตัวอย่าง", text)


def test_nobody_of_another_municipality_gets_it(work: Work, cast: Cast) -> None:
    assert sign_in(Client(), cast.outsider).get(MEMO).status_code == 404
    assert Client().get(MEMO).status_code == 302


def test_its_pdf_waits_for_the_worker_beside_that_of_the_report(officer: Client, work: Work) -> None:
    request_rendering(work.results)
    desk = f"/m/{CODE}/{YEAR}/report/results/"
    answer = officer.post(f"{desk}pdf/", {"form": "memo"})
    memo = Rendering.objects.get(form="memo")
    assert answer.headers["Location"] == f"{desk}pdf/{memo.pk}/"
    officer.post(f"{desk}pdf/", {"form": "memo"})
    assert sorted(Rendering.objects.values_list("form", flat=True)) == ["memo", "report"]
