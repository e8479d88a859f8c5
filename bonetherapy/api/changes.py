"""Endpoints for changes of a course: interval, hold, resume, switch, stop, and what they would mean."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api import parsed
from accounts.permissions import Permission
from bonetherapy.api.door import CourseEndpoint
from bonetherapy.api.dose_input import UndoInput
from bonetherapy.api.input import (
    HoldInput,
    IntervalInput,
    ResumeInput,
    StopInput,
    SwitchInput,
    hold_spec,
    interval_spec,
    resume_spec,
    stop_spec,
    switch_spec,
)
from bonetherapy.api.output import CourseOutput
from bonetherapy.api.previews import IntervalPreviewOutput, StopPreviewOutput
from bonetherapy.models import Course
from bonetherapy.selectors.stops import interval_preview, stop_preview
from bonetherapy.services.holds import course_hold, course_resume
from bonetherapy.services.intervals import course_change_interval
from bonetherapy.services.stops import course_stop, course_switch
from bonetherapy.services.unstopping import course_stop_undo

PRESCRIBE = {"POST": Permission.COURSE_PRESCRIBE}


def told(course: Course, status: int = 200) -> Response:
    """The course as it stands now."""
    return Response(CourseOutput(course).data, status=status)


class CourseChangeEndpoint(CourseEndpoint):
    """One change of a course: the course, who, and the day, as every service wants them."""

    permission_for = PRESCRIBE

    def facts(self, request: Request, course_id: UUID) -> dict[str, Any]:
        """by, course, today."""
        course = self.course(request, course_id)
        return {"by": self.user(request), "course": course, "today": clock.today()}


class CourseInterval(CourseChangeEndpoint):
    """Another interval; only planned doses move."""

    @extend_schema(request=IntervalInput, responses=CourseOutput)
    def post(self, request: Request, course_id: UUID) -> Response:
        """Change it."""
        facts = self.facts(request, course_id)
        return told(course_change_interval(**facts, spec=interval_spec(parsed(IntervalInput, request))))


class CourseIntervalPreview(CourseChangeEndpoint):
    """What another interval would mean. Nothing is written."""

    @extend_schema(request=IntervalInput, responses=IntervalPreviewOutput)
    def post(self, request: Request, course_id: UUID) -> Response:
        """Ask."""
        facts = self.facts(request, course_id)
        course, spec = facts["course"], interval_spec(parsed(IntervalInput, request))
        preview = interval_preview(course, spec, by=facts["by"], today=facts["today"])
        if preview is None:
            text = _("Enter the interval in days or in months, one of them.")
            raise ValidationError({"interval_days": text})
        return Response(IntervalPreviewOutput(preview).data)


class CourseHold(CourseChangeEndpoint):
    """A hold with its reason and the day somebody looks again."""

    permission_for = {"POST": Permission.COURSE_HOLD}

    @extend_schema(request=HoldInput, responses=CourseOutput)
    def post(self, request: Request, course_id: UUID) -> Response:
        """Hold."""
        facts = self.facts(request, course_id)
        return told(course_hold(**facts, spec=hold_spec(parsed(HoldInput, request))))


class CourseResume(CourseChangeEndpoint):
    """The end of a hold: one next dose, nothing is caught up."""

    @extend_schema(request=ResumeInput, responses=CourseOutput)
    def post(self, request: Request, course_id: UUID) -> Response:
        """Go on."""
        facts = self.facts(request, course_id)
        return told(course_resume(**facts, spec=resume_spec(parsed(ResumeInput, request))))


class CourseSwitch(CourseChangeEndpoint):
    """One drug stopped and the next one started, both or none."""

    @extend_schema(request=SwitchInput, responses={201: CourseOutput})
    def post(self, request: Request, course_id: UUID) -> Response:
        """The new course."""
        facts = self.facts(request, course_id)
        return told(course_switch(**facts, spec=switch_spec(parsed(SwitchInput, request))), status=201)


class CourseStop(CourseChangeEndpoint):
    """The end of a course; leaving denosumab opens the rebound watch."""

    @extend_schema(request=StopInput, responses=CourseOutput)
    def post(self, request: Request, course_id: UUID) -> Response:
        """Stop."""
        facts = self.facts(request, course_id)
        return told(course_stop(**facts, spec=stop_spec(parsed(StopInput, request))))


class CourseStopUndo(CourseChangeEndpoint):
    """A stop made by mistake, taken back within twelve hours."""

    @extend_schema(request=UndoInput, responses=CourseOutput)
    def post(self, request: Request, course_id: UUID) -> Response:
        """Take it back."""
        course, values = self.course(request, course_id), parsed(UndoInput, request)
        return told(course_stop_undo(by=self.user(request), course=course, now=clock.now(), **values))


class CourseStopPreview(CourseChangeEndpoint):
    """What a stop would mean. Nothing is written."""

    @extend_schema(request=StopInput, responses=StopPreviewOutput)
    def post(self, request: Request, course_id: UUID) -> Response:
        """Ask."""
        facts = self.facts(request, course_id)
        spec = stop_spec(parsed(StopInput, request))
        return Response(StopPreviewOutput(stop_preview(facts["course"], spec, today=facts["today"])).data)
