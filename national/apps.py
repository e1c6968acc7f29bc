from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NationalConfig(AppConfig):
    name = "national"
    label = "national"
    verbose_name = _("National picture")

    def ready(self) -> None:
        from django.apps import apps
        from django.db.models.signals import post_save

        from assessments import announced
        from national.announcing.taking import told_of
        from national.papers import purge_papers
        from national.results import follow_versions
        from reports import tidying

        announced.register(told_of)
        tidying.register(purge_papers)

        post_save.connect(
            follow_versions, sender=apps.get_model("reports", "Version"), dispatch_uid="national.results"
        )
