"""What the API tells about tasks, calls and messages."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from guidelines.assessment.coded import Coded
from patients.services.overrides import plain
from worklist.models import ContactLog, Reminder, Task, TaskNote


class TaskOutput(serializers.ModelSerializer[Task]):
    """Something a person has to do; `owner` null: anybody of the role in the department.

    A finding of the rules has a `code`; it closes itself when its fact arrives (`closing_facts`).
    """

    message_zh = serializers.CharField(source="message.zh", default="")
    message_en = serializers.CharField(source="message.en", default="")

    class Meta:
        model = Task
        fields = [
            "id",
            "kind",
            "patient",
            "department",
            "subject_id",
            "rule_id",
            "text",
            "code",
            "subject",
            "rules",
            "severity",
            "message_zh",
            "message_en",
            "inputs",
            "source",
            "grade",
            "since",
            "role",
            "owner",
            "due_on",
            "is_dated",
            "wait_until",
            "state",
            "closed_at",
            "closed_by",
            "evidence",
            "closing_facts",
        ]


class NoteOutput(serializers.ModelSerializer[TaskNote]):
    """What somebody did with a task: `to` got it, `until` is the day it was put off to."""

    by_name = serializers.CharField(source="by.name")

    class Meta:
        model = TaskNote
        fields = ["id", "task", "kind", "text", "until", "to", "at", "by", "by_name"]


class CodedOutput(serializers.Serializer[Any]):
    """One finding; `subject` names the bone, dose, study or drug, "patient" the whole patient."""

    code = serializers.CharField()
    rules = serializers.ListField(child=serializers.CharField())
    severity = serializers.CharField()
    subject = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    since = serializers.DateField(allow_null=True)
    age_days = serializers.SerializerMethodField()
    inputs = serializers.SerializerMethodField()
    message_zh = serializers.CharField(source="message.zh")
    message_en = serializers.CharField(source="message.en")
    source = serializers.CharField()  # type: ignore[assignment]  # a declared field hides no attribute
    grade = serializers.CharField()

    def get_age_days(self, finding: Coded) -> int | None:
        """Days since it holds; null when its first day is not known."""
        return finding.age_days(self.context["today"])

    @extend_schema_field(serializers.DictField())
    def get_inputs(self, finding: Coded) -> dict[str, object]:
        """What the rules looked at."""
        return plain(finding.inputs)


class FlagOutput(serializers.ModelSerializer[Task]):
    """A doubt about one field; open, or confirmed by a person with a reason."""

    field = serializers.CharField(source="subject")
    checks = serializers.ListField(source="rules", child=serializers.CharField())
    message_zh = serializers.CharField(source="message.zh")
    message_en = serializers.CharField(source="message.en")
    task = serializers.UUIDField(source="id")
    reason = serializers.CharField(source="evidence")
    by_name = serializers.CharField(source="closed_by.name", default=None, allow_null=True)

    class Meta:
        model = Task
        fields = [
            "task",
            "field",
            "checks",
            "message_zh",
            "message_en",
            "inputs",
            "state",
            "reason",
            "closed_at",
            "closed_by",
            "by_name",
        ]


class CallOutput(serializers.ModelSerializer[ContactLog]):
    """One attempt to reach somebody."""

    by_name = serializers.CharField(source="by.name")

    class Meta:
        model = ContactLog
        fields = [
            "id",
            "patient",
            "contact",
            "subject_id",
            "outcome",
            "note",
            "next_try_on",
            "at",
            "by",
            "by_name",
        ]


class WaitingOutput(serializers.Serializer[Any]):
    """One patient to phone: since when, why, how often it was tried."""

    patient = serializers.UUIDField(source="row.patient.id")
    patient_name = serializers.CharField(source="row.patient.name")
    subject_id = serializers.UUIDField(source="row.subject_id", allow_null=True)
    reason = serializers.CharField(source="row.badge")
    since = serializers.DateField(source="row.since")
    contact = serializers.UUIDField(source="contact.id", default=None, allow_null=True)
    attempts = serializers.IntegerField()


class NoticeOutput(serializers.ModelSerializer[Reminder]):
    """One notice behind the bell; `read_at` null: nobody has opened it."""

    class Meta:
        model = Reminder
        fields = ["id", "kind", "subject_id", "patient", "due_on", "sent_at", "read_at", "read_by"]


class MessageOutput(serializers.ModelSerializer[Reminder]):
    """One row of the outbox as operators see it: ids, kinds and states, never a person."""

    class Meta:
        model = Reminder
        fields = [
            "id",
            "kind",
            "subject_id",
            "department",
            "audience",
            "channel",
            "due_on",
            "planned_for",
            "not_before",
            "last_day",
            "state",
            "attempts",
            "error",
            "receipt",
            "claimed_at",
            "sent_at",
        ]


class GroupOutput(serializers.Serializer[Any]):
    """How many messages of one kind would go to one audience over one channel."""

    kind = serializers.CharField()
    audience = serializers.CharField()
    channel = serializers.CharField()
    number = serializers.IntegerField()


class RehearsalOutput(serializers.Serializer[Any]):
    """What would go out: new rows by source, what would wait then, and sources that failed."""

    moment = serializers.DateTimeField()
    counts = serializers.DictField(child=serializers.IntegerField())
    groups = GroupOutput(many=True)
    failed = serializers.ListField(child=serializers.CharField())


class ChannelOutput(serializers.Serializer[Any]):
    """One channel of a hospital; `oldest` null: nothing waits."""

    channel = serializers.CharField(source="channel.value")
    last_success = serializers.DateTimeField(allow_null=True)
    oldest = serializers.DateTimeField(allow_null=True)
    waiting = serializers.IntegerField()
    failed = serializers.IntegerField()
    is_stuck = serializers.BooleanField()


class HealthOutput(serializers.Serializer[Any]):
    """Today's e-mails of the user's department; `last_at` null: nothing was sent today."""

    delivered = serializers.IntegerField()
    failed = serializers.IntegerField()
    is_stuck = serializers.BooleanField()
    is_good = serializers.BooleanField()
    last_at = serializers.DateTimeField(allow_null=True)
