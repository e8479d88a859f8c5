"""What the API tells about the diagnostic pathway."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api import FindingOutput, WordsOutput
from patients.models import PathwayStep
from worklist.selectors.pathway import RiskView


class StepOutput(serializers.ModelSerializer[PathwayStep]):
    """One step; `from_state` empty: the patient entered the pathway. Void ones stay."""

    by_name = serializers.CharField(source="recorded_by.name")

    class Meta:
        model = PathwayStep
        fields = [
            "id",
            "number",
            "from_state",
            "to_state",
            "rule_id",
            "origin",
            "inputs",
            "taken_on",
            "reason",
            "recorded_by",
            "by_name",
            "created_at",
            "voided_at",
            "void_reason",
        ]


class WayOutput(serializers.Serializer[Any]):
    """One drawn arrow; `met` null: a fact it asks for is not recorded, `missing` names which."""

    rule_id = serializers.CharField()
    requirement = WordsOutput()
    source = serializers.CharField()  # type: ignore[assignment]  # a field
    effect = WordsOutput(allow_null=True)
    met = serializers.BooleanField(allow_null=True)
    asks = serializers.SerializerMethodField()
    missing = serializers.SerializerMethodField()

    def get_asks(self, way: Any) -> list[str]:
        """The names of the facts the requirement reads."""
        return [one.name for one in way.asks]

    def get_missing(self, way: Any) -> list[str]:
        """The names of those nobody has told."""
        return [one.name for one in way.missing]


class OptionOutput(serializers.Serializer[Any]):
    """A state that can come next; `may`: the role of the user takes this step."""

    target = serializers.CharField(source="target.value")
    words = WordsOutput(source="target.label")
    may = serializers.BooleanField()
    ready = serializers.BooleanField()
    roles = serializers.SerializerMethodField()
    ways = WayOutput(many=True)

    def get_roles(self, option: Any) -> list[str]:
        """Who takes this step."""
        return [role.value for role in option.roles]


class PathwayOutput(serializers.Serializer[Any]):
    """`state` is what people confirmed, `shown` what the record alone shows; null: nothing yet."""

    state = serializers.CharField(source="standing.state", allow_null=True)
    shown = serializers.CharField(source="standing.shown", allow_null=True)
    agrees = serializers.BooleanField(source="standing.agrees")
    next = OptionOutput(source="standing.options", many=True)
    steps = StepOutput(many=True)


class RiskOutput(serializers.Serializer[Any]):
    """The factors by code, null for not known; `high_risk` null: none found, not all known."""

    recorded = serializers.SerializerMethodField()
    stated = serializers.SerializerMethodField()
    high_risk = serializers.BooleanField(source="assessment.high_risk", allow_null=True)
    priority = serializers.CharField(source="assessment.priority.value")
    findings = FindingOutput(many=True)

    @extend_schema_field(serializers.DictField(child=serializers.BooleanField(allow_null=True)))
    def get_recorded(self, risk: RiskView) -> dict[str, bool | None]:
        """As the record shows them."""
        return {factor.value: answer for factor, answer in risk.recorded.items()}

    @extend_schema_field(serializers.DictField(child=serializers.BooleanField()))
    def get_stated(self, risk: RiskView) -> dict[str, bool]:
        """As a person answered them last."""
        return {factor.value: answer for factor, answer in risk.stated.items()}
