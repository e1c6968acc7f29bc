"""The life of a framework: begun as a copy, corrected as a revision, published, archived; a draft may be discarded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from catalogue import drafting
from catalogue.comparing import item_changes, part_changes
from catalogue.form_fields import NumberField
from catalogue.models import Framework
from catalogue.reading import data_of
from catalogue.usage import move_all, moves_to, uses_of
from catalogue.views.browse import shown_problems
from catalogue.views.compare import shown_items, shown_parts
from catalogue.views.places import year_address


class NewYearForm(forms.Form):
    """Which year is begun, and from which framework."""

    evaluation_year = NumberField(label=_("Evaluation year (B.E.)"))
    source = forms.ModelChoiceField(
        label=_("Copied from"),
        queryset=Framework.objects.order_by("-evaluation_year", "-revision"),
        empty_label=None,
    )

    def clean_evaluation_year(self) -> int:
        year: int = self.cleaned_data["evaluation_year"]
        if not 2550 <= year <= 2699:
            raise forms.ValidationError(gettext("This is not a year of the Buddhist era"))
        return year


def new(request: HttpRequest) -> HttpResponse:
    newest = Framework.objects.order_by("-evaluation_year", "-revision").first()
    begin = {"evaluation_year": newest.evaluation_year + 1, "source": newest} if newest else {}
    form = NewYearForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["evaluation_year"]
        try:
            draft = drafting.begin_year(form.cleaned_data["source"], year, actor=_actor(request))
        except ValueError as refused:
            form.add_error("evaluation_year", str(refused))
        else:
            messages.success(request, gettext("The draft of ITA %(year)s is begun") % {"year": year})
            return HttpResponseRedirect(year_address(draft))
    context = {"form": form, "section": "catalogue"}
    return render(request, "catalogue/new.html", context, status=422 if form.errors else 200)


@require_POST
def revise(request: HttpRequest, year: int, revision: int) -> HttpResponse:
    """Begin the correction of a published framework, or go to the one that is open."""
    published = get_object_or_404(
        Framework, evaluation_year=year, revision=revision, status=Framework.Status.PUBLISHED
    )
    draft = drafting.begin_revision(published, actor=_actor(request))
    return redirect(year_address(draft))


def publish(request: HttpRequest, year: int, revision: int) -> HttpResponse:
    """What publishing would do; a POST does it."""
    draft = get_object_or_404(Framework, evaluation_year=year, revision=revision)
    if draft.status != Framework.Status.DRAFT:
        return redirect(year_address(draft))
    in_force = Framework.objects.filter(evaluation_year=year, status=Framework.Status.PUBLISHED).first()
    if request.method == "POST":
        try:
            drafting.publish(draft, actor=_actor(request))
        except drafting.Refused:
            messages.error(
                request, gettext("It cannot be published yet: what is listed has to be mended first")
            )
            return redirect(request.get_full_path())
        messages.success(request, gettext("ITA %(year)s is published") % {"year": year})
        if in_force is not None and request.POST.get("move"):
            draft.refresh_from_db()
            count = move_all(in_force, draft, actor=_actor(request))
            messages.success(request, gettext("Moved to the new revision: %(count)s") % {"count": count})
        return redirect(year_address(draft))
    return render(request, "catalogue/publish.html", _preview(draft, in_force))


def _preview(draft: Framework, in_force: Framework | None) -> dict[str, Any]:
    """What is in force now, what differs from it, who follows it and what would move."""
    old = in_force or _year_before(draft)
    data = data_of(draft)
    before = data_of(old) if old else None
    moves = moves_to(in_force, data) if in_force else []
    return {
        "framework": draft,
        "in_force": in_force,
        "problems": shown_problems(draft, data),
        "compared": old,
        "items": shown_items(item_changes(before, data, same_year=old is in_force)) if before else (),
        "parts": shown_parts(part_changes(before, data), before, data) if before else (),
        "uses": uses_of(in_force) if in_force else (),
        "moves": moves,
        "moving": sum(each.moves for each in moves),
        "staying": [each for each in moves if not each.moves],
        "section": "catalogue",
    }


def _year_before(draft: Framework) -> Framework | None:
    return Framework.objects.filter(
        evaluation_year=draft.evaluation_year - 1, status=Framework.Status.PUBLISHED
    ).first()


def archive(request: HttpRequest, year: int, revision: int) -> HttpResponse:
    framework = get_object_or_404(
        Framework, evaluation_year=year, revision=revision, status=Framework.Status.PUBLISHED
    )
    if request.method == "POST":
        drafting.archive(framework, actor=_actor(request))
        messages.success(request, gettext("%(framework)s is archived") % {"framework": framework})
        return redirect(year_address(framework))
    context = {"framework": framework, "uses": uses_of(framework), "section": "catalogue"}
    return render(request, "catalogue/archive.html", context)


def discard(request: HttpRequest, year: int, revision: int) -> HttpResponse:
    draft = get_object_or_404(
        Framework, evaluation_year=year, revision=revision, status=Framework.Status.DRAFT
    )
    if request.method == "POST":
        name = str(draft)
        drafting.discard(draft, actor=_actor(request))
        messages.success(request, gettext("The draft %(framework)s is discarded") % {"framework": name})
        return redirect("catalogue")
    return render(request, "catalogue/discard.html", {"framework": draft, "section": "catalogue"})


def _actor(request: HttpRequest) -> Any:
    return request.user
