"""What the API tells about tasks, calls and messages."""

from typing import Any

from rest_framework import serializers

from worklist.models import ContactLog, Reminder, Task


class TaskOutput(serializers.ModelSerializer[Task]):
    """Something a person has to do; `owner` null: anybody of the role in the department."""

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
            "role",
            "owner",
            "due_on",
            "state",
            "closed_at",
            "closed_by",
            "evidence",
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
