"""Addresses of this room."""

from django.urls import URLPattern, path

from worklist.views import calls, handling, notices, operators, pathway, todo

app_name = "worklist"
urlpatterns: list[URLPattern] = [
    path("inbox/", notices.inbox_page, name="inbox"),
    path("inbox/read/", notices.inbox_read, name="inbox_read"),
    path("r/<uuid:reminder_id>/", notices.reminder_open, name="open"),
    path("calls/", calls.calls_page, name="calls"),
    path("patients/<uuid:patient_id>/calls/", calls.call, name="call"),
    path("tasks/", todo.tasks_page, name="tasks"),
    path("tasks/<uuid:task_id>/settle/", todo.task_settle, name="task_settle"),
    path("tasks/<uuid:task_id>/take/", handling.task_take, name="task_take"),
    path("tasks/<uuid:task_id>/assign/", handling.task_assign, name="task_assign"),
    path("tasks/<uuid:task_id>/comment/", handling.task_comment, name="task_comment"),
    path("tasks/<uuid:task_id>/postpone/", handling.task_postpone, name="task_postpone"),
    path("patients/<uuid:patient_id>/pathway/risk/", pathway.pathway_risk, name="pathway_risk"),
    path(
        "patients/<uuid:patient_id>/pathway/steps/<uuid:step_id>/void/",
        pathway.pathway_void,
        name="pathway_void",
    ),
    path("patients/<uuid:patient_id>/pathway/to/<str:target>/", pathway.pathway_step, name="pathway_step"),
    path("outbox/", operators.outbox_page, name="outbox"),
    path("outbox/<uuid:reminder_id>/retry/", operators.retry, name="retry"),
    path("outbox/dry-run/", operators.dry_run, name="dry_run"),
    path("assessments/", operators.assessments_page, name="assessments"),
]
