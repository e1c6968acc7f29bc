"""Importing municipalities from a file: every row checked, then all of them written or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils.translation import gettext

from ita_portal.thai.digits import to_arabic
from ita_portal.thai.normal import nfc, squash
from municipalities import places
from municipalities.import_rows import Row, Sheet, read_sheet
from municipalities.loading import load_places
from municipalities.models import District, Kind, MunicipalityCode, MunicipalityRecord, Province
from municipalities.services import Identity, Plan, Registered, carry_out, plan_of

KIND_WORDS: dict[str, str] = {
    **{squash(kind.value): kind.value for kind in Kind},
    **{squash(kind.label): kind.value for kind in Kind},
    "ทน": Kind.CITY,
    "ทม": Kind.TOWN,
    "ทต": Kind.SUBDISTRICT,
    "อบต": Kind.SAO,
    "อบจ": Kind.PAO,
    "พิเศษ": Kind.SPECIAL,
    "รูปแบบพิเศษ": Kind.SPECIAL,
}
"""What may stand in the column kind, without spaces and dots."""
NAME_PREFIX = re.compile(
    r"^(เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล|องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|อบต\.|อบจ\.|ทน\.|ทม\.|ทต\.)\s*"
)
CODE = re.compile(r"\d{4,10}")
CODE_LENGTH = 8
WITHOUT_DISTRICT = frozenset({Kind.PAO, Kind.SPECIAL})
"""Kinds whose area is no district."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one cell, or worth a look."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return gettext("row %(row)s, column %(column)s: %(message)s") % {
            "row": self.row,
            "column": self.column,
            "message": self.message,
        }


class ImportRefusedError(Exception):
    """The file has wrong rows; nothing was written."""

    def __init__(self, problems: list[RowProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    registered: Registered
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file without a wrong cell, compared with what is known: `rows` tells where each code stands."""

    plan: Plan
    rows: Mapping[str, int]
    warnings: tuple[str, ...]


def import_municipalities(
    path: Path, *, dry_run: bool = False, actor: models.Model | None = None
) -> Imported:
    """Import a CSV or XLSX file in one transaction; a dry run does the same and takes it back.

    Raises UnreadableFileError for a file that is no table, ImportRefusedError with every wrong cell.
    """
    sheet = read_sheet(path)
    with transaction.atomic():
        checked = check_sheet(sheet)
        carry_out(checked.plan, actor=actor)
        transaction.set_rollback(dry_run)
    return Imported(counted(checked.plan), checked.warnings)


def check_sheet(sheet: Sheet) -> Checked:
    """Everything that is wrong with a file, or what importing it would do. Places that are missing are loaded.

    Raises ImportRefusedError with every wrong cell.
    """
    load_places()
    reader = _RowReader()
    identities = [identity for row in sheet.rows if (identity := reader.identity(row))]
    problems = reader.problems + _former_codes(reader.rows_by_code)
    if problems:
        raise ImportRefusedError(sorted(problems, key=lambda problem: problem.row))
    warnings = [
        gettext("column %(heading)s is not known and was left out") % {"heading": heading}
        for heading in sheet.unknown_columns
    ]
    if not sheet.rows:
        warnings.append(gettext("the file has no rows below its headings"))
    warnings += [str(problem) for problem in _namesakes(identities, reader.rows_by_code)]
    return Checked(plan_of(identities), reader.rows_by_code, tuple(warnings))


def counted(plan: Plan) -> Registered:
    return Registered(len(plan.new), len(plan.changes), plan.unchanged)


def _former_codes(rows_by_code: Mapping[str, int]) -> list[RowProblem]:
    """Codes that were replaced: the municipality is to be imported under its present code."""
    present = MunicipalityRecord.objects.filter(valid_until__isnull=True)
    present_of = dict(present.values_list("municipality_id", "code_id").order_by("pk"))
    return [
        RowProblem(
            rows_by_code[code],
            "code",
            gettext("%(code)s is a former code; the present one is %(now)s") % {"code": code, "now": now}
            if now
            else gettext("%(code)s is of a municipality that was merged into another one") % {"code": code},
        )
        for code, owner in MunicipalityCode.objects.values_list("code", "municipality_id").order_by("code")
        if code in rows_by_code and (now := present_of.get(owner)) != code
    ]


def _namesakes(identities: list[Identity], rows_by_code: Mapping[str, int]) -> list[RowProblem]:
    """A new code with the name and district of a known one: perhaps one that changed its kind."""
    present = MunicipalityRecord.objects.filter(valid_until__isnull=True, district__isnull=False)
    known = {
        (name, district): code
        for name, district, code in present.values_list("name", "district_id", "code_id").order_by("pk")
    }
    codes = set(known.values())
    return [
        RowProblem(
            rows_by_code[each.code],
            "code",
            gettext(
                "%(name)s in that district is known by the code %(code)s; if it only changed its kind, link the two"
            )
            % {"name": each.name, "code": known[each.name, each.district.pk]},
        )
        for each in identities
        if each.district is not None and each.code not in codes and (each.name, each.district.pk) in known
    ]


class _RowReader:
    """Turns rows into identities and collects what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[RowProblem] = []
        self.rows_by_code: dict[str, int] = {}
        self.provinces = Province.objects.in_bulk()
        self.districts = District.objects.in_bulk()

    def identity(self, row: Row) -> Identity | None:
        """The identity of a row, or None after noting each of its problems."""
        found = len(self.problems)
        code = self._code(row)
        name, kind = self._name_and_kind(row)
        province = self._province(row)
        district = self._district(row, kind, province)
        website = self._website(row)
        if len(self.problems) > found or province is None:
            return None
        return Identity(code, kind, name, province, district, website)

    def _wrong(self, row: Row, column: str, message: str) -> None:
        self.problems.append(RowProblem(row.number, column, message))

    def _code(self, row: Row) -> str:
        """Spreadsheets take the leading zero of a code for nothing: seven digits get it back."""
        code = to_arabic(row.cells.get("code", "")).replace(" ", "").replace("-", "")
        if len(code) == CODE_LENGTH - 1 and code.isdigit():
            code = code.zfill(CODE_LENGTH)
        if not code:
            self._wrong(row, "code", gettext("is empty"))
        elif not CODE.fullmatch(code):
            self._wrong(
                row,
                "code",
                gettext("%(code)s is no code: it has %(length)s digits")
                % {"code": _shown(code), "length": CODE_LENGTH},
            )
        elif code in self.rows_by_code:
            self._wrong(
                row,
                "code",
                gettext("%(code)s stands in row %(row)s already")
                % {"code": code, "row": self.rows_by_code[code]},
            )
        else:
            self.rows_by_code[code] = row.number
        return code

    def _name_and_kind(self, row: Row) -> tuple[str, str]:
        """The bare name and the kind; a prefix in the name may stand for the kind but not contradict it."""
        written = " ".join(nfc(row.cells.get("name", "")).split())
        prefix = NAME_PREFIX.match(written)
        name = written[prefix.end() :] if prefix else written
        from_name = KIND_WORDS[_kind_key(prefix[1])] if prefix else ""
        text = row.cells.get("kind", "")
        kind = KIND_WORDS.get(_kind_key(text), "") if text else from_name
        if not name:
            self._wrong(row, "name", gettext("is empty"))
        elif len(name) > 150:
            self._wrong(row, "name", gettext("is longer than %(count)s characters") % {"count": 150})
        if not text and not from_name:
            self._wrong(row, "kind", gettext("is empty"))
        elif not kind:
            kinds = ", ".join(each.value for each in Kind)
            self._wrong(
                row, "kind", gettext("%(text)s is none of %(kinds)s") % {"text": _shown(text), "kinds": kinds}
            )
        elif from_name and kind != from_name:
            self._wrong(
                row,
                "name",
                gettext("%(name)s is no %(kind)s") % {"name": _shown(written), "kind": Kind(kind).label},
            )
        return name, kind

    def _province(self, row: Row) -> Province | None:
        text = row.cells.get("province", "")
        found = places.find_province(text) if text else None
        if found is None:
            missing = gettext("there is no province %(name)s") % {"name": _shown(text)}
            self._wrong(row, "province", missing if text else gettext("is empty"))
            return None
        return self.provinces[found.code]

    def _district(self, row: Row, kind: str, province: Province | None) -> District | None:
        text = row.cells.get("district", "")
        if not text:
            if kind not in WITHOUT_DISTRICT:
                self._wrong(row, "district", gettext("is empty"))
            return None
        if province is None:
            return None
        found = places.find_district(text, province.name)
        if found is None:
            elsewhere = [each.province.name for each in places.districts_named(text)]
            message = gettext("%(province)s has no district %(district)s")
            if elsewhere:
                message = gettext("%(province)s has no district %(district)s; it is in %(elsewhere)s")
            values = {
                "province": province.name,
                "district": _shown(text),
                "elsewhere": ", ".join(elsewhere),
            }
            self._wrong(row, "district", message % values)
            return None
        return self.districts[found.code]

    def _website(self, row: Row) -> str:
        text = row.cells.get("website", "")
        if text in {"", "-"}:
            return ""
        address = text if "://" in text else f"https://{text}"
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            self._wrong(row, "website", gettext("%(text)s is no web address") % {"text": _shown(text)})
        if len(address) > 200:
            self._wrong(row, "website", gettext("is longer than %(count)s characters") % {"count": 200})
        return address


def _kind_key(text: str) -> str:
    return squash(text).replace(".", "")


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
