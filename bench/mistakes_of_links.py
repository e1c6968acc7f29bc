"""Mistakes of links and of items for the bench: planters like those of `bench.mistakes`.

A link that is dead or leads elsewhere is a mistake of the world, not of the document: what is known about links is
planted with it.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from bench.clean_reports import WEBSITE, links_of
from bench.mistakes import a_measure, a_row, in_outcome, plants, with_measure, with_row
from reports.checks.link_facts import Links, SeenLink
from reports.document import Document, Evidence

SEEN_ON = date(2026, 1, 20)


def with_evidence(rng: random.Random, document: Document, *urls: str) -> Document:
    section, position, _measure = a_measure(rng, document)
    evidence = (Evidence("ภาพถ่ายกิจกรรม", rng.choice(urls), public=True),)
    return with_measure(document, section, position, evidence=evidence)


def with_answer(rng: random.Random, document: Document, **answer: object) -> tuple[Document, Links]:
    known = links_of(document)
    place = rng.randrange(len(known.seen))
    wrong: SeenLink = replace(known.seen[place], **answer)  # type: ignore[arg-type]
    return document, replace(known, seen=(*known.seen[:place], wrong, *known.seen[place + 1 :]))


@plants("link-address")
def address(rng: random.Random, document: Document) -> Document:
    if rng.random() < 0.5:
        return with_evidence(
            rng,
            document,
            "http//www.bannonthongkham.go.th/ita",
            r"C:\ITA 2568\ภาพกิจกรรม.pdf",
            "https://192.168.1.20/ita/o12.pdf",
            "www .bannonthongkham.go.th",
        )
    written = rng.choice(
        ("http//www.bannonthongkham.go.th", "https;//www.bannonthongkham.go.th", "www.bannonthongkham,go.th",
         "ww.bannonthongkham.go.th", r"D:\งานสารบรรณ\ita.docx", "http://localhost/ita")
    )  # fmt: skip
    return in_outcome(rng, document, lambda line: f"{line} ดูได้ที่ {written}")


@plants("link-dead")
def dead(rng: random.Random, document: Document) -> tuple[Document, Links]:
    if rng.random() < 0.5:
        return with_answer(rng, document, status=rng.choice((404, 410, 403, 401, 500, 503)))
    return with_answer(
        rng, document, status=0, problem=rng.choice(("name", "connection", "time", "redirects"))
    )


@plants("link-elsewhere")
def elsewhere(rng: random.Random, document: Document) -> tuple[Document, Links]:
    ended = rng.choice(
        (
            WEBSITE,
            f"{WEBSITE}/index.php",
            f"{WEBSITE}/login",
            "https://accounts.google.com/v3/signin?continue=x",
        )
    )
    return with_answer(rng, document, final_url=ended)


@plants("link-own-site")
def other_site(rng: random.Random, document: Document) -> Document:
    return with_evidence(
        rng,
        document,
        f"https://drive.google.com/file/d/{rng.randrange(10**9)}/view",
        "https://www.facebook.com/photo?fbid=10221",
        "https://www.tessaban-khangkhiang.go.th/ita/o12.pdf",
    )


@plants("item-issue", "analysis")
def other_issue(rng: random.Random, document: Document) -> Document:
    rows = [number for number, row in enumerate(document.analysis) if row.items[0].item[0] == "i"]
    number = rng.choice(rows)
    own = document.analysis[number].issue
    others = [issue for issue in range(1, 8) if issue != own]
    return with_row(document, number, issue=rng.choice(others))


@plants("item-missing", "analysis")
def left_out(rng: random.Random, document: Document) -> Document:
    number = a_row(rng, document)
    return replace(document, analysis=document.analysis[:number] + document.analysis[number + 1 :])
