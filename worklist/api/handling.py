"""Endpoints for what people do with a task before it is settled."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import DayField, Endpoint, StrictSerializer, parsed
from accounts.models import User
from accounts.permissions import Permission
from worklist.api.output import NoteOutput, TaskOutput
from worklist.models import Task, TaskNote
from worklist.selectors.todo import assignees_of, notes_of, task_of
from worklist.services import task_assign, task_comment, task_postpone, task_take


class OneTask(Endpoint):
    """Finds the task among those the user may open, and leaves a trace of it."""

    def task(self, request: Request, task_id: UUID) -> Task:
        """The task; 404 for one the user may not open."""
        task = get_object_or_404(task_of(self.user(request)), pk=task_id)
        audit.record(request=request._request, patient_id=task.patient_id, subject="api_task")
        return task


class TaskTake(OneTask):
    """The user does it."""

    permission_for = {"POST": Permission.WORKLIST_VIEW}

    @extend_schema(request=None, responses=TaskOutput)
    def post(self, request: Request, task_id: UUID) -> Response:
        """Twice is once; 409 when it is closed."""
        task = self.task(request, task_id)
        return Response(TaskOutput(task_take(by=self.user(request), task=task, now=clock.now())).data)


class AssignInput(StrictSerializer):
    """Who gets it: a person with a work list who may see the patient."""

    to = serializers.UUIDField()


class TaskAssign(OneTask):
    """Somebody else does it."""

    permission_for = {"POST": Permission.WORKLIST_VIEW}

    @extend_schema(request=AssignInput, responses=TaskOutput)
    def post(self, request: Request, task_id: UUID) -> Response:
        """The same person again changes nothing; 409 when it is closed."""
        task = self.task(request, task_id)
        to = _person(task, parsed(AssignInput, request)["to"])
        done = task_assign(by=self.user(request), task=task, to=to, now=clock.now())
        return Response(TaskOutput(done).data)


def _person(task: Task, wanted: Any) -> User:
    person = assignees_of(task.patient).filter(pk=wanted).first()
    if person is None:
        text = _("This person may not open the patient. Choose one of the list.")
        raise serializers.ValidationError({"to": text})
    return person


class CommentInput(StrictSerializer):
    """Words about a task."""

    text = serializers.CharField(max_length=300)


class TaskNotes(OneTask, ListAPIView[TaskNote]):
    """What people did with a task and said about it, newest first."""

    permission_for = {"GET": Permission.WORKLIST_VIEW, "POST": Permission.WORKLIST_VIEW}
    serializer_class = NoteOutput
    filter_backends = ()
    queryset = TaskNote.objects.none()

    def get_queryset(self) -> Any:
        """Of one task."""
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        return notes_of(self.task(self.request, self.kwargs["task_id"]))

    @extend_schema(request=CommentInput, responses={201: NoteOutput})
    def post(self, request: Request, task_id: UUID) -> Response:
        """Comment it; the same words twice are one comment."""
        task = self.task(request, task_id)
        text = parsed(CommentInput, request)["text"]
        note = task_comment(by=self.user(request), task=task, text=text, now=clock.now())
        return Response(NoteOutput(note).data, status=201)


class PostponeInput(StrictSerializer):
    """A later day, and why."""

    until = DayField()
    reason = serializers.CharField(max_length=300)


class TaskPostpone(OneTask):
    """Put off, with who, when and why kept."""

    permission_for = {"POST": Permission.WORKLIST_VIEW}

    @extend_schema(request=PostponeInput, responses=TaskOutput)
    def post(self, request: Request, task_id: UUID) -> Response:
        """400 for a day that is not ahead and for an emergency; 409 when it is closed."""
        task = self.task(request, task_id)
        values = parsed(PostponeInput, request)
        done = task_postpone(by=self.user(request), task=task, **values, today=clock.today(), now=clock.now())
        return Response(TaskOutput(done).data)
