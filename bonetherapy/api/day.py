"""Endpoints for the day: its numbers, the list with the checks of every dose, and a month of doses."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import audit, clock
from accounts.api import Endpoint, StrictSerializer, options
from accounts.permissions import Permission
from bonetherapy.api.output import HeldOutput, ReadyOutput
from bonetherapy.api.previews import CalendarDayOutput, DayNumbersOutput
from bonetherapy.selectors import calendar
from bonetherapy.selectors.day import DayFilters, Show
from bonetherapy.selectors.held import held_courses
from bonetherapy.services.judging import day_open
from guidelines.bone.agents import Agent

VIEW = {"GET": Permission.WORKLIST_VIEW}
PAGE_MAX = 1000
FIRST_YEAR, LAST_YEAR = 1900, 2199
SHOWN = [(show.value, show.value) for show in Show if show.value]


class DayQuery(StrictSerializer):
    """What the list is narrowed to."""

    ward = serializers.UUIDField(required=False, default=None)
    doctor = serializers.UUIDField(required=False, default=None)
    agent = serializers.ChoiceField(options(Agent), required=False, default="", allow_blank=True)
    show = serializers.ChoiceField(SHOWN, required=False, default="", allow_blank=True)
    page = serializers.IntegerField(min_value=1, max_value=PAGE_MAX, required=False, default=1)


class MonthQuery(StrictSerializer):
    """The month; without one, this month."""

    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)
    month = serializers.IntegerField(min_value=1, max_value=12, required=False)


class DayOutput(serializers.Serializer[Any]):
    """One page of the day's list; `count` spans all pages. `held`: every course on hold."""

    numbers = DayNumbersOutput()
    count = serializers.IntegerField()
    results = ReadyOutput(many=True)
    held = HeldOutput(many=True)


def asked(query: type[StrictSerializer], request: Request) -> dict[str, Any]:
    """The known parameters of the address, checked; unknown ones are ignored as in every list."""
    known = {name: value for name, value in request.query_params.items() if name in query().fields}
    form = query(data=known)
    form.is_valid(raise_exception=True)
    return dict(form.validated_data)


class Day(Endpoint):
    """The day's doses, worst first, fifty a page, each with its checks a week ahead."""

    permission_for = VIEW

    @extend_schema(parameters=[DayQuery], responses=DayOutput)
    def get(self, request: Request) -> Response:
        """Overdue, blocked, today, coming."""
        values = asked(DayQuery, request)
        filters = DayFilters(**values | {"show": Show(values["show"])})
        user, today = self.user(request), clock.today()
        page = day_open(user=user, filters=filters, today=today)
        held = held_courses(user=user, team_patients=page.team_patients, filters=filters, today=today)
        audit.record_listed(
            request=request._request,
            patient_ids=[*(row.patient.id for row in page.rows), *(row.patient.id for row in held)],
            subject="api_day",
        )
        told = {
            "numbers": page.counts,
            "count": page.row_count,
            "results": page.rows,
            "held": held,
        }
        return Response(DayOutput(told).data)


class Month(Endpoint):
    """How many doses are planned on each day of a month, with the public holidays of China."""

    permission_for = VIEW

    @extend_schema(
        operation_id="month",
        parameters=[OpenApiParameter("year", int), OpenApiParameter("month", int)],
        responses=CalendarDayOutput(many=True),
    )
    def get(self, request: Request) -> Response:
        """Whole weeks, Monday first."""
        today = clock.today()
        first_on = today.replace(day=1, **asked(MonthQuery, request))
        weeks = calendar.month(user=self.user(request), first_on=first_on, today=today)
        return Response(CalendarDayOutput([day for week in weeks for day in week], many=True).data)
