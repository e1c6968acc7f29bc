"""Addresses of the review: the auditor's under /review/, the municipality's own page under /m/."""

from django.urls import path

from review.views import acts, exports, page, queue, replies

VERSION = "review/<slug:code>/<kind:kind>/<be:year>/v<int:number>/"

urlpatterns = [
    path("review/", queue.queue, name="review_queue"),
    path("review/several/", queue.several, name="review_several"),
    path("review/export/", exports.export, name="review_export"),
    path("review/export/<int:pk>/", exports.made, name="review_export_made"),
    path("review/export/<int:pk>/state/", exports.state, name="review_export_state"),
    path("review/export/<int:pk>.xlsx", exports.file, name="review_export_file"),
    path(VERSION, page.review, name="review_page"),
    path(VERSION + "assign/", acts.assign, name="review_assign"),
    path(VERSION + "components/", acts.components, name="review_components"),
    path(VERSION + "findings/", acts.add_finding, name="review_finding_add"),
    path(VERSION + "findings/<int:finding>/", acts.finding, name="review_finding"),
    path(VERSION + "decision/", acts.decide, name="review_decide"),
    path(VERSION + "withdrawal/", acts.withdraw, name="review_withdraw"),
    path("m/<slug:code>/<be:action_year>/report/<kind:kind>/review/", replies.replies, name="review_replies"),
]
