from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    label = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from editing import remarks
        from measures import printed_digits
        from municipalities import guard
        from reports import catalogue_use, saving, sketches
        from reports.additions import add_to_version
        from reports.digits_of_results import digits_of_results
        from reports.guard import held_by_a_report
        from reports.listed import follow_versions
        from reports.returning import remarks_of_returns
        from reports.waivers_told import waivers_of_version

        add_to_version(waivers_of_version)
        guard.register(held_by_a_report)
        catalogue_use.register()
        saving.register()
        printed_digits.register(digits_of_results)
        remarks.register(remarks_of_returns)
        version = self.get_model("Version")
        post_save.connect(follow_versions, sender=version, dispatch_uid="reports.listed")
        post_save.connect(sketches.follow_versions, sender=version, dispatch_uid="reports.sketches")
