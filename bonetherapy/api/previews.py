"""What the API tells about consequences, before anybody saves."""

from typing import Any

from rest_framework import serializers

from accounts.api import FindingOutput, WordsOutput
from bonetherapy.api.output import CheckOutput
from bonetherapy.selectors.previews import StartPreview
from patients.services.overrides import plain


class HolidayOutput(serializers.Serializer[Any]):
    """What kind of day it is."""

    type = serializers.CharField(source="type.value")
    label = WordsOutput()  # type: ignore[assignment]  # a field


class PlannedDayOutput(serializers.Serializer[Any]):
    """One coming dose of a plan; `holiday` null: an ordinary day."""

    number = serializers.IntegerField()
    due_on = serializers.DateField()
    reminder_on = serializers.DateField()
    holiday = HolidayOutput(allow_null=True)


class RenalDoseOutput(serializers.Serializer[Any]):
    """The dose of the renal table; mg null: the table gives none, see the verdict."""

    dose_mg = serializers.DecimalField(6, 2, allow_null=True)
    verdict = serializers.CharField(source="verdict.value")
    rule_id = serializers.CharField(source="rule")
    source = serializers.CharField()  # type: ignore[assignment]  # a field


class StartPreviewOutput(serializers.Serializer[Any]):
    """What starting a course would mean."""

    findings = FindingOutput(many=True)
    notes = FindingOutput(many=True)
    choice = FindingOutput(many=True)
    renal = RenalDoseOutput()
    inputs = serializers.SerializerMethodField()
    dose_mg = serializers.DecimalField(6, 2, allow_null=True)
    route = serializers.CharField()
    interval_days = serializers.IntegerField(allow_null=True)
    interval_months = serializers.IntegerField(allow_null=True)
    days = PlannedDayOutput(many=True)

    def get_inputs(self, preview: StartPreview) -> dict[str, Any]:
        """What the renal dose was computed from (REN-01); decimals as text, never as floats."""
        return plain(preview.inputs)


class GivePreviewOutput(serializers.Serializer[Any]):
    """What giving a dose would mean."""

    findings = FindingOutput(many=True)
    checks = CheckOutput(many=True)
    next_due_on = serializers.DateField()
    reminder_on = serializers.DateField()
    readiness_on = serializers.DateField()
    holiday = HolidayOutput(allow_null=True)
    days_late = serializers.IntegerField()


class IntervalPreviewOutput(serializers.Serializer[Any]):
    """What another interval would mean."""

    findings = FindingOutput(many=True)
    notes = FindingOutput(many=True)
    off_standard = serializers.BooleanField()
    next_due_on = serializers.DateField()
    days = PlannedDayOutput(many=True)


class WatchOutput(serializers.Serializer[Any]):
    """The rebound watch that leaving denosumab opens (REB-01)."""

    opens_on = serializers.DateField()
    high_until = serializers.DateField()
    ends_on = serializers.DateField()


class StopPreviewOutput(serializers.Serializer[Any]):
    """What a stop would mean: its class, the rules, the watch it opens, the doses it cancels."""

    stop_class = serializers.CharField(source="verdict.stop_class.value")
    findings = FindingOutput(many=True)
    notes = FindingOutput(many=True)
    watch = WatchOutput(allow_null=True)
    cancelled_doses = serializers.IntegerField()


class DayNumbersOutput(serializers.Serializer[Any]):
    """The three numbers of the day and what they are made of."""

    today = serializers.IntegerField()
    overdue = serializers.IntegerField()
    blocked = serializers.IntegerField()
    total = serializers.IntegerField()
    today_ready = serializers.IntegerField()
    today_blocked = serializers.IntegerField()
    longest_days = serializers.IntegerField()
    escalated = serializers.IntegerField()


class CalendarDayOutput(serializers.Serializer[Any]):
    """One day: doses planned, projected beyond the next one of a course, and overdue."""

    date = serializers.DateField()
    in_month = serializers.BooleanField()
    is_today = serializers.BooleanField()
    kind = HolidayOutput()
    planned = serializers.IntegerField()
    projected = serializers.IntegerField()
    overdue = serializers.IntegerField()
