"""`manage.py check_links`: have the addresses of all evidence looked at, or look at them here and now."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import CommandParser
from django.db.models import F, Q
from django.utils import timezone

from measures.link_checks import ask, forget_unused, look_at
from measures.models import Evidence, LinkCheck
from reports.management.one_line import OneLineCommand


class Command(OneLineCommand):
    help = "Look whether the links of the evidence open; the worker does it unless --now. For a timer, once a month."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--older-than", type=int, default=0, metavar="DAYS", help="only links not looked at for so long"
        )
        parser.add_argument("--now", action="store_true", help="look at them in this process")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        forgotten = forget_unused()
        limit = timezone.now() - timedelta(days=max(options["older_than"], 0))
        fresh = LinkCheck.objects.filter(checked_at__gt=limit).values("url")
        evidence = Evidence.objects.exclude(url="").exclude(url__in=fresh).order_by("pk")
        asked = ask(evidence.values_list("url", flat=True).distinct())
        if options["now"]:
            waiting = LinkCheck.objects.filter(
                Q(checked_at__isnull=True) | Q(asked_at__gt=F("checked_at"))
            ).order_by("pk")
            for pk in list(waiting.values_list("pk", flat=True)):
                look_at(pk)
        if options["json"]:
            self.print_json({"asked": asked, "forgotten": forgotten})
        else:
            self.stdout.write(f"{asked} links asked for, {forgotten} forgotten")
