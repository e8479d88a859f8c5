"""Cases and opinions before the meeting."""

from django.urls import URLPattern, path

from mdt.api.cases import (
    CaseAcceptance,
    CaseDeferrals,
    CaseDetail,
    CaseLane,
    Cases,
    CaseWithdrawal,
    PatientCases,
)
from mdt.api.panel_opinions import PanelOpinions

CASE = "cases/<uuid:case_id>/"
urlpatterns: list[URLPattern] = [
    path("cases/", Cases.as_view(), name="api-cases"),
    path("patients/<uuid:patient_id>/cases/", PatientCases.as_view(), name="api-patient-cases"),
    path(CASE, CaseDetail.as_view(), name="api-case"),
    path(f"{CASE}acceptance/", CaseAcceptance.as_view(), name="api-case-acceptance"),
    path(f"{CASE}lane/", CaseLane.as_view(), name="api-case-lane"),
    path(f"{CASE}deferrals/", CaseDeferrals.as_view(), name="api-case-deferrals"),
    path(f"{CASE}withdrawal/", CaseWithdrawal.as_view(), name="api-case-withdrawal"),
    path(f"{CASE}opinions/", PanelOpinions.as_view(), name="api-case-opinions"),
]
