from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "api"
    label = "api"
    verbose_name = _("Programming interface")

    def ready(self) -> None:
        from api.drafts.once import purge_answers
        from reports import tidying

        tidying.register(purge_answers)
