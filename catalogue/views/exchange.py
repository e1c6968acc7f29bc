"""Files in and out: a framework as XLSX or JSON, and a file as the draft of its year, first as a trial if wanted."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue import drafting
from catalogue.comparing import item_changes, part_changes
from catalogue.loading import year_before
from catalogue.models import Framework
from catalogue.reading import data_of
from catalogue.shape import Problem
from catalogue.sheet_columns import HEAD_ROWS, SHEETS
from catalogue.spreadsheets import (
    HEAD,
    Read,
    SheetProblem,
    UnreadableWorkbook,
    read_workbook,
    sheet_problem,
    workbook_bytes,
)
from catalogue.validation import framework_problems, storing_problems
from catalogue.views.compare import shown_items, shown_parts
from catalogue.views.labels import column_label, part_label, sheet_label
from catalogue.views.places import year_address

MAX_BYTES = 5_000_000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(request: HttpRequest, year: int, revision: int, file_format: str) -> HttpResponse:
    framework = get_object_or_404(Framework, evaluation_year=year, revision=revision)
    data = data_of(framework)
    if file_format == "json":
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        answer = HttpResponse(text.encode(), content_type="application/json")
    elif file_format == "xlsx":
        labels = {name: sheet_label(name) for name in (HEAD, *SHEETS)}
        for sheet, columns in {HEAD: HEAD_ROWS, **SHEETS}.items():
            labels |= {f"{sheet}.{key}": column_label(sheet, key) for key in columns}
        answer = HttpResponse(workbook_bytes(data, labels), content_type=XLSX_TYPE)
    else:
        raise Http404("no such format")
    answer["Content-Disposition"] = f'attachment; filename="ita-{year}-r{revision}.{file_format}"'
    return answer


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File (.xlsx or .json)"), help_text=_("At most 5 MB, as it is exported here")
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(gettext("The file is larger than 5 MB"))
        return file


def bring_in(request: HttpRequest) -> HttpResponse:
    """The check shows what is wrong cell by cell, or what would change; only the import writes, and only a draft."""
    posted = request.method == "POST"
    form = ImportForm(request.POST if posted else None, request.FILES if posted else None)
    context: dict[str, Any] = {"form": form, "section": "catalogue"}
    if request.method == "POST" and form.is_valid():
        data, problems, read = _read(form)
        if data is not None and not form.errors and not problems:
            if request.POST.get("act") == "import":
                draft = drafting.write_imported(data, actor=_actor(request))
                messages.success(
                    request,
                    gettext("The file is now the draft of ITA %(year)s") % {"year": draft.evaluation_year},
                )
                return HttpResponseRedirect(year_address(draft))
            context |= _preview(data, read)
        context["problems"] = problems
    status = 422 if form.errors or context.get("problems") else 200
    return render(request, "catalogue/import.html", context, status=status)


def _read(form: ImportForm) -> tuple[Any, list[SheetProblem], Read | None]:
    """The data of the uploaded file and everything that keeps it from being stored."""
    content = form.cleaned_data["file"].read()
    if content[:4] == b"PK\x03\x04":
        try:
            read = read_workbook(content)
        except UnreadableWorkbook as error:
            form.add_error("file", str(error))
            return None, [], None
        problems = list(read.problems) or [sheet_problem(each, read) for each in storing_problems(read.data)]
        return read.data, problems, read
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, RecursionError):
        form.add_error("file", gettext("This is neither an XLSX file nor JSON in UTF-8"))
        return None, [], None
    except json.JSONDecodeError as error:
        text = gettext("This is no JSON: line %(line)s, column %(column)s")
        form.add_error("file", text % {"line": error.lineno, "column": error.colno})
        return None, [], None
    return data, [_json_problem(each) for each in storing_problems(data)], None


def _json_problem(problem: Problem) -> SheetProblem:
    return SheetProblem("JSON", None, problem.path, problem.message)


def _preview(data: dict[str, Any], read: Read | None) -> dict[str, Any]:
    """What the import would do, and what would still have to be mended before the draft can be published."""
    year = data["evaluation_year"]
    revisions = Framework.objects.filter(evaluation_year=year)
    stored = (
        revisions.filter(status=Framework.Status.DRAFT).first() or revisions.order_by("-revision").first()
    )
    before = data_of(stored) if stored else None
    left = framework_problems(data, year_before(data, {}))
    return {
        "checked": data,
        "counts": [
            (part_label(data, name, ""), len(data[name])) for name in ("indicators", "items", "issues")
        ],
        "stored": stored,
        "overwrites": bool(stored and stored.status == Framework.Status.DRAFT),
        "items": shown_items(item_changes(before, data, same_year=True)) if before else (),
        "parts": shown_parts(part_changes(before, data), before, data) if before else (),
        "left": [sheet_problem(each, read) if read else _json_problem(each) for each in left],
    }


def _actor(request: HttpRequest) -> Any:
    return request.user
