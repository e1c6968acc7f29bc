"""Who may open what: one row per route, for reading and for writing. A route without a row is refused.

Routes of a municipality (`scope`) ask for the roles a person has in it: nobody else can tell that it has such a
page (404). A person of the municipality with another role is told who can do it (403). `ita_portal.gate` asks
this table before every view; who may move a report from one state to another is `reports.workflow`'s table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from municipalities.roles import MANAGERS, Role


class Public(StrEnum):
    ANYONE = "anyone"
    SIGNED_IN = "signed-in"
    PROGRAM = "program"
    """Programs: the gate lets them through, and the interface itself asks for a token before anything else."""


class Scope(StrEnum):
    PORTAL = "portal"
    MUNICIPALITY = "municipality"


Who = Public | frozenset[Role]


@dataclass(frozen=True)
class Row:
    """`read` is for GET and HEAD, `write` for everything else (None: the same people)."""

    read: Who
    write: Who | None = None
    scope: Scope = Scope.PORTAL

    def allowed(self, method: str) -> Who:
        if self.write is None or method in ("GET", "HEAD", "OPTIONS"):
            return self.read
        return self.write


NOBODY: frozenset[Role] = frozenset()
WRITERS = frozenset({Role.OFFICER})
"""Who changes the scores, analyses, measures and reports of a municipality."""
MEMBERS = frozenset({Role.OFFICER, Role.APPROVER, Role.MUNICIPALITY_ADMIN})
CATALOGUE = frozenset({Role.CATALOGUE_ADMIN, Role.SYSTEM_ADMIN})
AUDITORS = frozenset({Role.AUDITOR})

ANYONE = Row(Public.ANYONE)
SIGNED_IN = Row(Public.SIGNED_IN)
PROGRAM = Row(Public.PROGRAM)
LOOK_AFTER = frozenset(MANAGERS)
PEOPLE_READ = Row(MEMBERS | LOOK_AFTER, write=LOOK_AFTER, scope=Scope.MUNICIPALITY)
PEOPLE = Row(LOOK_AFTER, scope=Scope.MUNICIPALITY)
SYSTEM = frozenset({Role.SYSTEM_ADMIN})
COORDINATORS = frozenset({Role.COORDINATOR, Role.SYSTEM_ADMIN})
WORK_READ = Row(MEMBERS, write=NOBODY, scope=Scope.MUNICIPALITY)
WORK = Row(MEMBERS, write=WRITERS, scope=Scope.MUNICIPALITY)
WRITE_ONLY = Row(WRITERS, scope=Scope.MUNICIPALITY)
"""Pages that exist for writing alone: a reader is told at once who can do it."""
WORK_BOTH = Row(MEMBERS, write=frozenset({Role.OFFICER, Role.APPROVER}), scope=Scope.MUNICIPALITY)

TABLE: dict[str, Row] = {
    # Everybody
    "home": ANYONE,
    "healthz": ANYONE,
    "readyz": ANYONE,
    "open_data": ANYONE,
    "open_data_package": ANYONE,
    "open_data_schema": ANYONE,
    "open_data_file": ANYONE,
    "national": ANYONE,
    "national_year": ANYONE,
    "national_data": ANYONE,
    "national_province": ANYONE,
    "national_province_data": ANYONE,
    "national_profile": ANYONE,
    "national_profile_data": ANYONE,
    "national_paper_ask": ANYONE,
    "national_paper": ANYONE,
    "national_paper_state": ANYONE,
    "national_paper_file": ANYONE,
    "national_sitemap": ANYONE,
    "national_sitemap_year": ANYONE,
    "report_list": ANYONE,
    "report_feed": ANYONE,
    "verify": ANYONE,
    "check_file": ANYONE,
    "municipality_reports": ANYONE,
    "sitemap": ANYONE,
    "sitemap_part": ANYONE,
    "robots": ANYONE,
    "report_latest": ANYONE,
    "report_version": ANYONE,
    "report_changes": ANYONE,
    "report_file": ANYONE,
    "report_signed": ANYONE,
    "report_evidence": ANYONE,
    "report_asset": ANYONE,
    "report_schema": ANYONE,
    # Programs
    "api-v1:openapi-json": ANYONE,
    "api-v1:openapi-view": ANYONE,
    "api-v1:api-root": ANYONE,
    "api-v1:index": ANYONE,
    "api-v1:provinces": ANYONE,
    "api-v1:municipalities": ANYONE,
    "api-v1:municipality": ANYONE,
    "api-v1:frameworks": ANYONE,
    "api-v1:framework": ANYONE,
    "api-v1:assessments": ANYONE,
    "api-v1:assessment": ANYONE,
    "api-v1:pictures": ANYONE,
    "api-v1:picture": ANYONE,
    "api-v1:reports": ANYONE,
    "api-v1:report": ANYONE,
    "api-v1:version": ANYONE,
    "api-v1:document": ANYONE,
    "api-v1:findings": ANYONE,
    "api-v1:own": PROGRAM,
    "api-v1:own_scores": PROGRAM,
    "api-v1:own_measures": PROGRAM,
    "api-v1:own_measure": PROGRAM,
    # Signing in and out
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_inactive": ANYONE,
    "account_signup": ANYONE,
    "account_confirm_login_code": ANYONE,
    "account_confirm_email": ANYONE,
    "account_email_verification_sent": ANYONE,
    "account_reset_password": ANYONE,
    "account_reset_password_done": ANYONE,
    "account_reset_password_from_key": ANYONE,
    "account_reset_password_from_key_done": ANYONE,
    "mfa_authenticate": ANYONE,
    # A person's own account
    "me": SIGNED_IN,
    "account_email": Row(NOBODY),  # an account keeps the address it was invited with
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "invitation": ANYONE,  # who has the link was given it
    # The people of a municipality, its departments and signatories
    "people": PEOPLE_READ,
    "person_invite": PEOPLE,
    "role_give": PEOPLE,
    "role_end": PEOPLE,
    "role_hand_over": PEOPLE,
    "invitation_renew": PEOPLE,
    "invitation_revoke": PEOPLE,
    "departments": PEOPLE_READ,
    "department_edit": PEOPLE,
    "department_move": PEOPLE,
    "department_use": PEOPLE,
    "signatories": PEOPLE_READ,
    "signatory_add": PEOPLE,
    "signatory_edit": PEOPLE,
    "signatory_remove": PEOPLE,
    "api_tokens": Row(LOOK_AFTER, write=frozenset({Role.MUNICIPALITY_ADMIN}), scope=Scope.MUNICIPALITY),
    "api_token_revoke": PEOPLE,
    "portal_people": Row(SYSTEM),
    "portal_role_end": Row(SYSTEM),
    "portal_invitation_renew": Row(SYSTEM),
    "portal_invitation_revoke": Row(SYSTEM),
    "municipality_list": Row(SYSTEM, write=NOBODY),
    "municipality_import": Row(SYSTEM),
    "municipality_upload": Row(SYSTEM),
    "municipality_history": Row(SYSTEM, write=NOBODY),
    "municipality_becomes": Row(SYSTEM),
    "municipality_corrected": Row(SYSTEM),
    "municipality_merged": Row(SYSTEM),
    "municipality_parted": Row(SYSTEM),
    "province": Row(COORDINATORS),
    "province_slips": Row(COORDINATORS),
    # Announced results; a coordinator brings in those of the own provinces
    "announce": Row(COORDINATORS),
    "announce_template": Row(COORDINATORS, write=NOBODY),
    "announced": Row(COORDINATORS),
    "announced_state": Row(COORDINATORS, write=NOBODY),
    "announced_errors": Row(COORDINATORS, write=NOBODY),
    # The work of a municipality
    "work": SIGNED_IN,
    "work_municipality": WORK_READ,
    "work_home": WORK_READ,
    "work_events": WORK_READ,
    "field_save": WORK,
    "field_presence": WORK,
    "field_history": WORK_READ,
    "field_restore": WORK,
    "scores": WORK_READ,
    "scores_of_year": WORK,
    "score_consequences": WORK_READ,
    "scores_announced": WORK,
    "analysis": WORK_READ,
    "analysis_add": WORK,
    "analysis_edit": WORK,
    "analysis_move": WORK,
    "analysis_delete": WORK,
    "measures": WORK_READ,
    "measure_add": WORK,
    "measure_edit": WORK,
    "measure_move": WORK,
    "measure_copy": WORK,
    "measure_delete": WORK,
    "measure_undo": WORK,
    "measures_undo": WORK,
    "measure_paste": WRITE_ONLY,
    "measure_takeover": WRITE_ONLY,
    "measure_period": WORK_READ,
    "citation_add": WORK,
    "citation_panels": WORK_READ,
    "citations_renew": WORK,
    "progress_save": WORK,
    "results": WORK_READ,
    "result_edit": WORK,
    "evidence_add": WORK,
    "evidence_files": WORK,
    "evidence_change": WORK,
    "evidence_check": WORK,
    "evidence_file": WORK_READ,
    "evidence_delete": WORK,
    "item_evidence": WORK_READ,
    "item_evidence_of": WORK_READ,
    "item_evidence_add": WORK,
    "item_evidence_files": WORK,
    "report_import": WRITE_ONLY,
    "report_import_draft": WRITE_ONLY,
    "report_import_undo": WRITE_ONLY,
    "report": WORK,
    "report_layout": WORK,
    "report_preview": WORK_READ,
    "report_mending": WORK,
    "report_texts": WORK,
    "findings_beside": WORK_READ,
    "report_draft_file": WORK_READ,
    "report_offline_file": WORK_READ,
    "report_memo": WORK_READ,
    "report_pdf": WORK_BOTH,
    "rendering": WORK_READ,
    "rendering_state": WORK_READ,
    "rendering_file": WORK_READ,
    "report_action": WORK_BOTH,
    "version_beside": WORK_BOTH,
    "report_waiver": WORK,
    "approval": Row(MEMBERS, write=frozenset({Role.APPROVER}), scope=Scope.MUNICIPALITY),
    "return_note": WORK_BOTH,
    "review_replies": WORK_BOTH,
    # What happened, as a story
    "report_story": Row(MEMBERS | COORDINATORS | AUDITORS, write=NOBODY, scope=Scope.MUNICIPALITY),
    "trail": Row(COORDINATORS, write=NOBODY),
    "trail_export": Row(COORDINATORS, write=NOBODY),
    # The review of published reports; whose reports an auditor sees is `review.scope`
    "review_queue": Row(AUDITORS),
    "review_several": Row(AUDITORS),
    "review_export": Row(AUDITORS),
    "review_export_made": Row(AUDITORS),
    "review_export_state": Row(AUDITORS),
    "review_export_file": Row(AUDITORS),
    "review_page": Row(AUDITORS),
    "review_assign": Row(AUDITORS),
    "review_components": Row(AUDITORS),
    "review_finding_add": Row(AUDITORS),
    "review_finding": Row(AUDITORS),
    "review_decide": Row(AUDITORS),
    "review_withdraw": Row(AUDITORS),
    # The catalogue and the system
    "catalogue": Row(CATALOGUE, write=NOBODY),
    "catalogue_year": Row(CATALOGUE, write=NOBODY),
    "catalogue_new": Row(CATALOGUE),
    "catalogue_compare": Row(CATALOGUE, write=NOBODY),
    "catalogue_import": Row(CATALOGUE),
    "catalogue_export": Row(CATALOGUE, write=NOBODY),
    "catalogue_revise": Row(CATALOGUE),
    "catalogue_publish": Row(CATALOGUE),
    "catalogue_archive": Row(CATALOGUE),
    "catalogue_discard": Row(CATALOGUE),
    "catalogue_links": Row(CATALOGUE),
    "catalogue_part": Row(CATALOGUE),
    "catalogue_part_add": Row(CATALOGUE),
    "catalogue_part_move": Row(CATALOGUE),
    "catalogue_part_delete": Row(CATALOGUE),
    "catalogue_part_confirm": Row(CATALOGUE),
}

NAMESPACES: dict[str, Row] = {
    "admin": Row(CATALOGUE),
}
"""Rows for all routes of an included part that guards each of its pages by itself."""


def row_for(view_name: str) -> Row | None:
    """The row of a route's full name (`admin:index`), None when nobody wrote one."""
    namespace, _colon, _name = view_name.partition(":")
    return TABLE.get(view_name) or (NAMESPACES.get(namespace) if _colon else None)
