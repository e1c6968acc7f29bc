"""The departments of a municipality: adding, renaming, ordering, retiring."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from municipalities.addresses import address
from municipalities.departments import add_department, move_department, rename_department, use_department
from municipalities.forms import DepartmentForm
from municipalities.models import Department
from municipalities.people import NotPossible
from municipalities.requests import WorkRequest
from municipalities.views.frame import page
from trail.ordering import Direction


def departments(request: WorkRequest, code: str) -> HttpResponse:
    """The list in its order, with a form that adds one."""
    form = DepartmentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_department(request.municipality, form.cleaned_data["name"], actor=request.user)
        except NotPossible as error:
            form.refuse(error)
        else:
            messages.success(request, _("Added %(name)s") % {"name": added})
            return redirect(address("departments", request.code))
    found = list(Department.objects.filter(municipality=request.municipality).order_by("position", "pk"))
    return page(
        request,
        "departments",
        "departments",
        form=form,
        in_use=[each for each in found if each.is_active],
        retired=[each for each in found if not each.is_active],
    )


def edit(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    department = _own(request, pk)
    form = DepartmentForm(
        request.POST if request.method == "POST" else None, initial={"name": department.name}
    )
    if request.method == "POST" and form.is_valid():
        try:
            rename_department(department, form.cleaned_data["name"], actor=request.user)
        except NotPossible as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved"))
            return redirect(address("departments", request.code))
    return page(request, "department_edit", "departments", form=form, department=department)


@require_POST
def move(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    direction: Direction = "up" if request.POST.get("direction") == "up" else "down"
    move_department(_own(request, pk), direction, actor=request.user)
    return redirect(address("departments", request.code, fragment=f"department-{pk}"))


@require_POST
def use(request: WorkRequest, code: str, pk: int) -> HttpResponse:
    """Retire a department, or take it into use again."""
    department = _own(request, pk)
    in_use = request.POST.get("in_use") == "yes"
    use_department(department, in_use, actor=request.user)
    said = _("%(name)s is in use again") if in_use else _("%(name)s is no longer offered")
    messages.success(request, said % {"name": department})
    return redirect(address("departments", request.code))


def _own(request: WorkRequest, pk: int) -> Department:
    return get_object_or_404(
        Department.objects.select_related("municipality"), pk=pk, municipality=request.municipality
    )
