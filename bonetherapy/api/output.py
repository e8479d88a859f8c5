"""What the API tells about protocols, courses and doses."""

from typing import Any

from rest_framework import serializers

from accounts.api import FindingOutput, WordsOutput
from bonetherapy.models import (
    AdverseEvent,
    Course,
    CourseChange,
    DentalRecord,
    Dose,
    DrugProtocol,
    SupplementOrder,
)
from bonetherapy.models.protocols import PROTOCOL_VALUES
from bonetherapy.selectors.history import History
from patients.api.records import RECORDED


class ProtocolOutput(serializers.ModelSerializer[DrugProtocol]):
    """One version of one drug's protocol; null: the sources give no value."""

    class Meta:
        model = DrugProtocol
        fields = [
            "id",
            "hospital",
            "agent",
            "version",
            *PROTOCOL_VALUES,
            "effective_from",
            "approved_by_name",
            "approved_on",
            "note",
        ]


class CourseOutput(serializers.ModelSerializer[Course]):
    """One course."""

    class Meta:
        model = Course
        fields = [
            "id",
            "patient",
            "agent",
            "protocol",
            "state",
            "dose_mg",
            "route",
            "interval_days",
            "interval_months",
            "off_standard",
            "interval_review_on",
            "first_due_on",
            "prescribed_by",
            "start_inputs",
            "hold_reason",
            "held_on",
            "hold_review_on",
            "stop_reason",
            "stopped_on",
            "follows",
        ]


class ChangeOutput(serializers.ModelSerializer[CourseChange]):
    """One change of a course or of one of its doses, before and after."""

    by_name = serializers.CharField(source="by.name")

    class Meta:
        model = CourseChange
        fields = [
            "id",
            "created_at",
            "kind",
            "dose_id",
            "reason_code",
            "reason_text",
            "before",
            "after",
            "review_on",
            "by",
            "by_name",
        ]


class DoseOutput(serializers.ModelSerializer[Dose]):
    """One dose. `due_on` is the clinical date, `booked_on` an appointment after a missed one."""

    agent = serializers.CharField(source="course.agent")
    given_by_name = serializers.CharField(source="given_by.name", default=None, allow_null=True)

    class Meta:
        model = Dose
        fields = [
            "id",
            "course",
            "patient",
            "department",
            "agent",
            "number",
            "due_on",
            "booked_on",
            "state",
            "interruption_reason",
            "reason_text",
            "given_at",
            "given_on",
            "given_by",
            "given_by_name",
            "recorded_at",
            "dose_mg",
            "route",
            "site",
            "batch",
            "expires_on",
        ]


class CourseDetailOutput(CourseOutput):
    """One course with its doses and everything that was changed."""

    doses = DoseOutput(many=True)
    changes = ChangeOutput(many=True)

    class Meta(CourseOutput.Meta):
        fields = [*CourseOutput.Meta.fields, "doses", "changes"]

    @staticmethod
    def history(history: History) -> dict[str, Any]:
        """The two lists."""
        return {
            "doses": DoseOutput(history.doses, many=True).data,
            "changes": ChangeOutput(history.changes, many=True).data,
        }


class StandingOutput(serializers.Serializer[Any]):
    """One check before a dose: how it stands, on what value of what day, and who must do what."""

    kind = serializers.CharField(source="kind.value")
    state = serializers.CharField(source="state.value")
    label = WordsOutput()  # type: ignore[assignment]  # a field
    value = serializers.DecimalField(12, 3, allow_null=True)
    unit = serializers.CharField()
    measured_on = serializers.DateField(allow_null=True)
    low = serializers.DecimalField(12, 3, allow_null=True)
    high = serializers.DecimalField(12, 3, allow_null=True)
    blocks = serializers.BooleanField()
    owner = serializers.CharField(source="owner.value", default=None, allow_null=True)
    action = WordsOutput(allow_null=True)


class CheckOutput(StandingOutput):
    """One check with the rule that judged it."""

    finding = FindingOutput(allow_null=True)


class DoseDetailOutput(DoseOutput):
    """One dose with the checks: of the day it was given, or as they stand today."""

    checks = serializers.JSONField(help_text="As kept on the day the dose was given; empty before.")
    readiness = serializers.SerializerMethodField()

    class Meta(DoseOutput.Meta):
        fields = [*DoseOutput.Meta.fields, "checks", "readiness"]

    def get_readiness(self, dose: Dose) -> list[Any]:
        """How the checks of a planned dose stand today; empty for any other dose."""
        return list(CheckOutput(self.context["readiness"], many=True).data)


class ReadyOutput(serializers.Serializer[Any]):
    """One coming dose with its checks."""

    dose = DoseOutput()
    state = serializers.CharField(help_text="overdue, blocked, due_today or due_soon")
    days_late = serializers.IntegerField()
    reason_missing = serializers.BooleanField()
    checks = StandingOutput(many=True)


class HeldOutput(serializers.Serializer[Any]):
    """One course on hold with the day somebody looks at it again."""

    course = CourseOutput()
    review_on = serializers.DateField()
    days_over = serializers.IntegerField(help_text="days since the review day; 0 until then")


class DentalOutput(serializers.ModelSerializer[DentalRecord]):
    """One dental item, planned or done."""

    class Meta:
        model = DentalRecord
        fields = [
            "id",
            "patient",
            "item",
            "on",
            "is_done",
            "outcome",
            "dentist_name",
            "oncologist",
            "cleared_on",
            "cancelled_on",
            "cancelled_by",
            "cancel_reason",
            "note",
            *RECORDED,
        ]


class SupplementOutput(serializers.ModelSerializer[SupplementOrder]):
    """Calcium and vitamin D per day; null: the strength is not stated."""

    class Meta:
        model = SupplementOrder
        fields = [
            "id",
            "patient",
            "calcium_mg_per_day",
            "vitamin_d_iu_per_day",
            "product",
            "started_on",
            "stopped_on",
            "confirmed_on",
            *RECORDED,
        ]


class AdverseEventOutput(serializers.ModelSerializer[AdverseEvent]):
    """One adverse event on a course."""

    class Meta:
        model = AdverseEvent
        fields = [
            "id",
            "patient",
            "course",
            "code",
            "severity",
            "onset_on",
            "exposed_bone_on",
            "resolved_on",
            "note",
            *RECORDED,
        ]
