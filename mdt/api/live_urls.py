"""Decisions, dissents, texts and the end of a case."""

from django.urls import URLPattern, path

from mdt.api import live

CASE = "cases/<uuid:case_id>/"
DECISIONS = f"{CASE}decisions/"
urlpatterns: list[URLPattern] = [
    path(DECISIONS, live.BoardCaseDecisions.as_view(), name="api-board-case-decisions"),
    path(f"{DECISIONS}<int:number>/", live.BoardCaseDecision.as_view(), name="api-board-case-decision"),
    path(
        f"{DECISIONS}<int:number>/void/",
        live.BoardCaseDecisionVoid.as_view(),
        name="api-board-case-decision-void",
    ),
    path(f"{CASE}dissents/", live.BoardCaseDissents.as_view(), name="api-board-case-dissents"),
    path(f"{CASE}texts/", live.BoardCaseTexts.as_view(), name="api-board-case-texts"),
    path(f"{CASE}close/", live.BoardCaseClose.as_view(), name="api-board-case-close"),
]
