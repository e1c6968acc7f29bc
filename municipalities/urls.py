"""Addresses of people and their roles, of departments, signatories, invitations and provinces."""

from django.urls import path

from municipalities.views import (
    account,
    departments,
    invitations,
    people,
    portal_people,
    provinces,
    register,
    signatories,
    uploads,
)

urlpatterns = [
    path("me/", account.me, name="me"),
    path("m/", account.work, name="work"),
    path("m/<slug:code>/people/", people.people, name="people"),
    path("m/<slug:code>/people/invite/", invitations.add, name="person_invite"),
    path("m/<slug:code>/people/give/", people.give, name="role_give"),
    path("m/<slug:code>/people/roles/<int:pk>/end/", people.end, name="role_end"),
    path("m/<slug:code>/people/roles/<int:pk>/hand-over/", people.pass_on, name="role_hand_over"),
    path("m/<slug:code>/people/invitations/<int:pk>/renew/", invitations.again, name="invitation_renew"),
    path(
        "m/<slug:code>/people/invitations/<int:pk>/revoke/", invitations.take_back, name="invitation_revoke"
    ),
    path("m/<slug:code>/departments/", departments.departments, name="departments"),
    path("m/<slug:code>/departments/<int:pk>/", departments.edit, name="department_edit"),
    path("m/<slug:code>/departments/<int:pk>/move/", departments.move, name="department_move"),
    path("m/<slug:code>/departments/<int:pk>/use/", departments.use, name="department_use"),
    path("m/<slug:code>/signatories/", signatories.signatories, name="signatories"),
    path("m/<slug:code>/signatories/add/", signatories.add, name="signatory_add"),
    path("m/<slug:code>/signatories/<int:pk>/", signatories.edit, name="signatory_edit"),
    path("m/<slug:code>/signatories/<int:pk>/remove/", signatories.remove, name="signatory_remove"),
    path("invitation/<str:token>/", invitations.use, name="invitation"),
    path("people/", portal_people.people, name="portal_people"),
    path("people/roles/<int:pk>/end/", portal_people.end, name="portal_role_end"),
    path("people/invitations/<int:pk>/renew/", portal_people.again, name="portal_invitation_renew"),
    path("people/invitations/<int:pk>/revoke/", portal_people.take_back, name="portal_invitation_revoke"),
    path("municipalities/", register.municipalities, name="municipality_list"),
    path("municipalities/import/", uploads.hand_in, name="municipality_import"),
    path("municipalities/import/<int:pk>/", uploads.upload, name="municipality_upload"),
    path("municipalities/<int:pk>/", register.municipality, name="municipality_history"),
    path("municipalities/<int:pk>/becomes/", register.becomes, name="municipality_becomes"),
    path("municipalities/<int:pk>/name/", register.corrected, name="municipality_corrected"),
    path("municipalities/<int:pk>/merged/", register.merged, name="municipality_merged"),
    path("municipalities/<int:pk>/parted/", register.parted, name="municipality_parted"),
    path("province/", provinces.province, name="province"),
    path("province/slips/", provinces.slips, name="province_slips"),
]
