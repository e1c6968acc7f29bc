"""The memo with which a report goes to the executive, as a Word file to be worked on."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from municipalities.requests import WorkRequest
from reports.files import DOCX_TYPE
from reports.frozen import frozen_to_read
from reports.memo.docx import write_memo_docx
from reports.views.documents import own_report


def memo(request: WorkRequest, code: str, action_year: str, kind: str) -> HttpResponse:
    """Written from the report as its readers see it now; nothing is kept."""
    found = own_report(request, kind, int(action_year))
    data = write_memo_docx(frozen_to_read(found).document)
    name = f"บันทึกข้อความ-{kind}-{found.key_year}-{request.code}.docx"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(data, content_type=DOCX_TYPE, headers=headers)
