from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "review"
    label = "review"
    verbose_name = _("Review")

    def ready(self) -> None:
        from reports import additions, tidying
        from review.exports import purge_exports
        from review.tallies import count
        from review.telling import of_municipality, of_report, of_version

        additions.add_to_version(of_version)
        additions.add_to_report(of_report)
        additions.add_to_home(of_municipality)
        additions.add_to_publication(count)
        tidying.register(purge_exports)
