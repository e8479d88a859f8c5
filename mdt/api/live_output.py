"""How the API tells decisions, dissents and the texts of a case."""

from rest_framework import serializers

from mdt.models import Case, Decision, Dissent


class DecisionOutput(serializers.ModelSerializer[Decision]):
    """One line of the responsibility table. `detail` holds the typed values of its type."""

    class Meta:
        model = Decision
        fields = [
            "number",
            "type",
            "detail",
            "text",
            "intent",
            "owner",
            "discipline",
            "due_on",
            "rule_id",
            "grade",
            "version",
            "recorded_by",
            "voided_at",
            "void_reason",
        ]


class DissentOutput(serializers.ModelSerializer[Dissent]):
    """One dissent; `number` null: about the whole conclusion."""

    number = serializers.IntegerField(source="decision.number", allow_null=True, default=None)

    class Meta:
        model = Dissent
        fields = ["name", "discipline", "reason", "number", "recorded_by", "created_at"]


class CaseTextsOutput(serializers.ModelSerializer[Case]):
    """What was written about a case, and how far it is."""

    class Meta:
        model = Case
        fields = [
            "id",
            "state",
            "version",
            "conclusion",
            "patient_wish",
            "drug_statement",
            "drug_text",
            "closed_at",
            "closed_by",
            "conference",
        ]
