"""What the API takes about what happened: skeletal events or none, treatments, biopsies, results, size."""

from typing import Any

from rest_framework import serializers

from accounts.api import DayField, options
from guidelines.bone.sre import SreType
from guidelines.record.sites import Side
from patients.api.door import AnsweredSerializer
from patients.api.status_input import coded, maybe, maybe_day, side, whole, words
from patients.enums import TreatmentKind, TreatmentState
from patients.specs.events import (
    BiopsySpec,
    EventFreeSpec,
    PrimarySizeSpec,
    ReportedResultSpec,
    SkeletalEventSpec,
    TreatmentSpec,
)

EVENT_TYPES = options(SreType)


class SkeletalEventInput(AnsweredSerializer):
    """A skeletal-related event (VOC-13); a day that nobody knows is left out."""

    type = serializers.ChoiceField(EVENT_TYPES)
    occurred_on = maybe_day()
    site = words(100)
    side = side()
    pathological = maybe(serializers.BooleanField)
    is_approximate = serializers.BooleanField(required=False, default=False)
    text = words(300)


class EventFreeStatementInput(AnsweredSerializer):
    """The statement that until this day no skeletal event has happened."""

    stated_on = DayField()
    text = words(300)


class TreatmentInput(AnsweredSerializer):
    """A treatment that is no bone-modifying drug: its drugs, or the procedure, or both."""

    kind = serializers.ChoiceField(TreatmentKind.choices)
    state = serializers.ChoiceField(TreatmentState.choices, default=TreatmentState.GIVEN)
    started_on = maybe_day()
    stopped_on = maybe_day()
    is_approximate = serializers.BooleanField(required=False, default=False)
    drugs = serializers.ListField(
        child=serializers.CharField(max_length=100), required=False, default=list, max_length=20
    )
    procedure = words(200)
    drug_class = words(30)
    of_bone = maybe(serializers.BooleanField)
    curative = maybe(serializers.BooleanField)
    site = words(200)
    side = side()
    dose_text = words(200)
    daily_mg = maybe(serializers.DecimalField, 7, 1)
    dose_gy = maybe(serializers.DecimalField, 5, 2)
    fractions = whole()
    cycles = whole()
    text = words(300)


class BiopsyInput(AnsweredSerializer):
    """A specimen and its result."""

    specimen = serializers.CharField(max_length=200)
    taken_on = DayField()
    of_bone = maybe(serializers.BooleanField)
    positive = maybe(serializers.BooleanField)
    result = words(5000)


class ReportedResultInput(AnsweredSerializer):
    """A laboratory result as it was told, which no rule takes for a measured one."""

    analyte = serializers.CharField(max_length=100)
    sampled_on = maybe_day()
    value = maybe(serializers.DecimalField, 12, 4)
    value_low = maybe(serializers.DecimalField, 12, 4)
    value_high = maybe(serializers.DecimalField, 12, 4)
    unit = words(30)
    reference = words(60)
    flag = words(10)
    text = words(300)


class PrimarySizeInput(AnsweredSerializer):
    """The largest diameter of the lung tumour by one examination."""

    measured_on = DayField()
    longest_mm = serializers.DecimalField(5, 1)
    modality = words(30)


def event_spec(values: dict[str, Any]) -> SkeletalEventSpec:
    """A skeletal event."""
    return SkeletalEventSpec(**values | coded(values, type=SreType, side=Side))


def event_free_spec(values: dict[str, Any]) -> EventFreeSpec:
    """A statement."""
    return EventFreeSpec(**values)


def treatment_spec(values: dict[str, Any]) -> TreatmentSpec:
    """A treatment."""
    terms = coded(values, kind=TreatmentKind, state=TreatmentState, side=Side)
    return TreatmentSpec(**values | terms | {"drugs": tuple(values["drugs"])})


def biopsy_spec(values: dict[str, Any]) -> BiopsySpec:
    """A biopsy."""
    return BiopsySpec(**values)


def reported_spec(values: dict[str, Any]) -> ReportedResultSpec:
    """A result as told."""
    return ReportedResultSpec(**values)


def size_spec(values: dict[str, Any]) -> PrimarySizeSpec:
    """A size."""
    return PrimarySizeSpec(**values)
