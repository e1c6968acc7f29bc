from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "measures"
    label = "measures"
    verbose_name = _("Measures")

    def ready(self) -> None:
        from assessments import consequences
        from measures import catalogue_use, saving, section_headings
        from measures.score_consequences import sentences_with_old_scores

        saving.register()
        section_headings.register()
        catalogue_use.register()
        consequences.register(sentences_with_old_scores)
