"""Addresses of this room's API."""

from django.urls import URLPattern, path

from worklist.api import calls, findings, handling, notices, operators, pathway, todo

urlpatterns: list[URLPattern] = [
    path("tasks/", todo.Tasks.as_view(), name="api-tasks"),
    path("tasks/<uuid:task_id>/settle/", todo.TaskSettle.as_view(), name="api-task-settle"),
    path("tasks/<uuid:task_id>/take/", handling.TaskTake.as_view(), name="api-task-take"),
    path("tasks/<uuid:task_id>/assign/", handling.TaskAssign.as_view(), name="api-task-assign"),
    path("tasks/<uuid:task_id>/notes/", handling.TaskNotes.as_view(), name="api-task-notes"),
    path("tasks/<uuid:task_id>/postpone/", handling.TaskPostpone.as_view(), name="api-task-postpone"),
    path(
        "patients/<uuid:patient_id>/findings/",
        findings.PatientFindings.as_view(),
        name="api-patient-findings",
    ),
    path(
        "patients/<uuid:patient_id>/data-flags/",
        findings.PatientDataFlags.as_view(),
        name="api-patient-data-flags",
    ),
    path("calls/", calls.Calls.as_view(), name="api-calls"),
    path("patients/<uuid:patient_id>/calls/", calls.PatientCalls.as_view(), name="api-patient-calls"),
    path("patients/<uuid:patient_id>/pathway/", pathway.Pathway.as_view(), name="api-pathway"),
    path("patients/<uuid:patient_id>/pathway/risk/", pathway.PathwayRisk.as_view(), name="api-pathway-risk"),
    path(
        "patients/<uuid:patient_id>/pathway/steps/<uuid:step_id>/void/",
        pathway.PathwayStepVoid.as_view(),
        name="api-pathway-void",
    ),
    path("inbox/", notices.Inbox.as_view(), name="api-inbox"),
    path("inbox/read/", notices.InboxRead.as_view(), name="api-inbox-read"),
    path("inbox/<uuid:reminder_id>/read/", notices.NoticeRead.as_view(), name="api-notice-read"),
    path("messages/health/", notices.MessageHealth.as_view(), name="api-message-health"),
    path("outbox/", operators.Outbox.as_view(), name="api-outbox"),
    path("outbox/<uuid:reminder_id>/retry/", operators.OutboxRetry.as_view(), name="api-outbox-retry"),
    path("outbox/dry-run/", operators.OutboxDryRun.as_view(), name="api-outbox-dry-run"),
    path("outbox/health/", operators.OutboxHealth.as_view(), name="api-outbox-health"),
]
