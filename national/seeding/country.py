"""Bringing the invented country in: a batch of municipalities with all their years in one transaction.

An interrupted run goes on with the next batch; what is there stays. Rows are written in bulk, as publishing would leave
them: no PDF is rendered (`files` is empty), no e-mail sent, and no sketch compares invented text with invented text.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import transaction

from assessments.models import Assessment, IndicatorScore, InstrumentScore
from catalogue.models import Framework, Indicator, Issue
from catalogue.queries import frames_in_force, framework_for, framework_of_assessment
from measures.models import Measure, Plan, ResponsibleUnit, Section
from municipalities.loading import load_places
from municipalities.models import MunicipalityRecord, User
from municipalities.services import register_municipalities
from national.models import YearResult
from national.results import Announced, Figures, keep_announced
from national.seeding.documents import document_of, measure_fields
from national.seeding.people_and_places import identities
from national.seeding.scores import NEWEST, result
from reports.formats.json_form import dumps, to_tree
from reports.layouts import DEFAULT
from reports.listed import line_of
from reports.models import ListedReport, Report, Sketch, State, Version
from reports.years import years_of

BATCH = 250
SOURCE = "ตัวเลขสมมติสำหรับทดสอบระบบ"
PUBLISHED = {"results": 0.79, "analysis": 0.6}
"""Which share of the municipalities publishes each kind of report in a year."""
OFFICER, APPROVER = "officer@national.example", "approver@national.example"


@dataclass(slots=True)
class Seeded:
    """What a run brought in."""

    municipalities: int = 0
    results: int = 0
    reports: int = 0


def seed_country(count: int, years: int, tell: Callable[[str], None] = lambda _line: None) -> Seeded:
    """`count` municipalities with the results of so many years up to 2568; a second run brings what is missing."""
    load_places()
    people = [_person(OFFICER, "เจ้าหน้าที่ สมมติ"), _person(APPROVER, "ปลัด สมมติ")]
    wanted = list(identities(count))
    span = range(NEWEST - years + 1, NEWEST + 1)
    seeded = Seeded()
    for start in range(0, count, BATCH):
        batch = wanted[start : start + BATCH]
        with transaction.atomic():
            seeded.municipalities += register_municipalities(batch).created
            records = list(
                MunicipalityRecord.objects.filter(code__in=[each.code for each in batch], valid_until=None)
                .select_related("province", "district")
                .order_by("code")
            )
            for year in span:
                known = YearResult.objects.filter(assessed_year=year, municipality__records__in=records)
                there = set(known.values_list("municipality", flat=True))
                _Year(year, year == NEWEST, people, seeded).bring(
                    [each for each in records if each.municipality_id not in there]
                )
        tell(f"{min(start + BATCH, count):,} / {count:,}")
    return seeded


def _person(email: str, name: str) -> User:
    """Somebody who cannot sign in."""
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, None, name=name)


class _Year:
    """One year of some municipalities: what they entered, what was announced, what they published."""

    def __init__(self, year: int, newest: bool, people: Sequence[User], seeded: Seeded) -> None:
        self.year, self.newest, self.seeded = year, newest, seeded
        self.officer, self.approver = people
        self.frames = frames_in_force()
        self.framework = framework_of_assessment(year)

    def bring(self, records: Sequence[MunicipalityRecord]) -> None:
        if not records:
            return
        frame = self.frames[self.year]
        figures = {each: result(each.code_id, each.province_id, self.year, frame) for each in records}
        self._announce(figures)
        self._enter(figures)
        if self.newest:
            self._plan(records)
        for kind, share in PUBLISHED.items():
            publishing = [
                each
                for each in records
                if random.Random(f"{kind} {each.code_id} {self.year}").random() < share
            ]
            self._publish(kind, {each: figures[each] for each in publishing})

    def _announce(self, figures: dict[MunicipalityRecord, Figures]) -> None:
        day = date(self.year - 543, 8, 29)
        kept = keep_announced(
            self.year,
            [
                Announced(record.municipality_id, each, Assessment.Status.FINAL, SOURCE, day)
                for record, each in figures.items()
            ],
        )
        self.seeded.results += kept.created

    def _enter(self, figures: dict[MunicipalityRecord, Figures]) -> None:
        """The municipality's own figures; one that has begun the year already keeps what it has."""
        owners = [record.municipality_id for record in figures]
        begun = set(
            Assessment.objects.filter(assessed_year=self.year, municipality__in=owners).values_list(
                "municipality", flat=True
            )
        )
        numbers = {each.no: each for each in Indicator.objects.filter(instrument__framework=self.framework)}
        assessments, instruments, indicators = [], [], []
        for record, each in figures.items():
            if record.municipality_id in begun:
                continue
            assessment = Assessment(
                municipality_id=record.municipality_id,
                assessed_year=self.year,
                framework=self.framework,
                total=each.total,
                status=Assessment.Status.FINAL,
                source=SOURCE,
                announced_on=date(self.year - 543, 8, 29),
            )
            assessments.append(assessment)
            instruments += [
                InstrumentScore(assessment=assessment, code=code, score=score)
                for code, score in each.instruments.items()
            ]
            indicators += [
                IndicatorScore(assessment=assessment, indicator=numbers[no], position=no, score=score)
                for no, score in each.indicators.items()
            ]
        for model, rows in (
            (Assessment, assessments),
            (InstrumentScore, instruments),
            (IndicatorScore, indicators),
        ):
            model._default_manager.bulk_create(rows, batch_size=1000)  # type: ignore[arg-type]

    def _plan(self, records: Sequence[MunicipalityRecord]) -> None:
        """The measures of the newest year, as they print in its results report."""
        framework: Framework = framework_for("analysis", self.year - 1)
        issues = list(Issue.objects.filter(framework=framework).order_by("no"))
        owners = [record.municipality_id for record in records]
        begun = set(
            Plan.objects.filter(action_year=self.year, municipality__in=owners).values_list(
                "municipality", flat=True
            )
        )
        plans = {
            record: Plan(municipality_id=record.municipality_id, action_year=self.year)
            for record in records
            if record.municipality_id not in begun
        }
        Plan.objects.bulk_create(plans.values())
        sections = [
            (record, Section(plan=plan, issue=issue, position=issue.no))
            for record, plan in plans.items()
            for issue in issues
        ]
        Section.objects.bulk_create([section for _record, section in sections], batch_size=1000)
        units, measures = [], []
        for record, section in sections:
            assert section.issue is not None
            fields = measure_fields(record.code_id, self.year, section.issue.no)
            name = fields.pop("responsible")
            measure = Measure(section=section, period_text="ตลอดปี", **fields)
            measures.append(measure)
            units.append(ResponsibleUnit(measure=measure, name=name))
        Measure.objects.bulk_create(measures, batch_size=1000)
        ResponsibleUnit.objects.bulk_create(units, batch_size=1000)

    def _publish(self, kind: str, figures: dict[MunicipalityRecord, Figures]) -> None:
        years = years_of(kind, self.year, self.frames)
        owners = [record.municipality_id for record in figures]
        begun = set(
            Report.objects.filter(kind=kind, key_year=self.year, municipality__in=owners).values_list(
                "municipality", flat=True
            )
        )
        reports, versions, lines = [], [], []
        for record, each in figures.items():
            if record.municipality_id in begun:
                continue
            document = document_of(kind, self.year, years, record, each, self.frames)
            data = dumps(document)
            sha256 = hashlib.sha256(data).hexdigest()
            day = _day(kind, record.code_id, self.year)
            report = Report(
                municipality_id=record.municipality_id,
                kind=kind,
                key_year=self.year,
                assessed_year=years.assessed,
                action_year=years.action,
                evaluation_year=years.evaluation,
                result_year=years.result,
                covers_start=years.covers[0] if years.covers else None,
                covers_end=years.covers[1] if years.covers else None,
                title=document.title,
                layout=to_tree(DEFAULT[kind]),
                state=State.PUBLISHED,
                submitted_document=data,
                submitted_sha256=sha256,
                submitted_at=day,
                submitted_by=self.officer,
                approved_at=day,
                approved_by=self.approver,
            )
            version = Version(
                report=report,
                number=1,
                state=Version.State.PUBLIC,
                document=data,
                document_sha256=sha256,
                published_at=day,
                published_by=self.approver,
            )
            reports.append(report)
            versions.append(version)
            lines.append((report, version, day, line_of(data)))
        Report.objects.bulk_create(reports, batch_size=200)
        Version.objects.bulk_create(versions, batch_size=200)
        ListedReport.objects.bulk_create(
            (
                ListedReport(
                    report=report,
                    version=version,
                    number=1,
                    published_at=day,
                    kind=kind,
                    year=self.year,
                    **line,
                )
                for report, version, day, line in lines
            ),
            batch_size=500,
        )
        Sketch.objects.bulk_create(_sketches(reports, versions), batch_size=500)
        self.seeded.reports += len(reports)


def _sketches(reports: Iterable[Report], versions: Iterable[Version]) -> list[Sketch]:
    """Empty ones: invented reports take their sentences from one small store, and would all be found alike."""
    return [Sketch(report=report, version=version) for report, version in zip(reports, versions, strict=True)]


def _day(kind: str, code: str, year: int) -> datetime:
    """When it was published: an analysis after the announcement, the results in the spring after the year."""
    rng = random.Random(f"day {kind} {code} {year}")
    month = rng.choice((9, 10, 11)) if kind == "analysis" else rng.choice((1, 2, 3))
    of_year = year - 543 if kind == "analysis" else year - 542
    return datetime(of_year, month, rng.randint(1, 28), rng.randint(1, 9), rng.randint(0, 59), tzinfo=UTC)
