"""What is known about a patient, as the rules read it. Missing is None and stays None, never "normal"."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.bone.adverse import AdverseEvent, EventSeverity
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.labs import Analyte, Sex
from guidelines.terms import Term


class Problem(Term):
    """An open entry of the problem list that a bone therapy rule reads."""

    HYPOCALCAEMIA = "hypocalcaemia", "低钙血症", "Hypocalcaemia"
    HYPERCALCAEMIA = "hypercalcaemia", "高钙血症", "Hypercalcaemia"
    DIABETES = "diabetes", "糖尿病", "Diabetes"
    CKD = "ckd", "慢性肾脏病", "Chronic kidney disease"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabFact:
    """One laboratory result in the canonical unit of its analyte, with its own laboratory's limits."""

    analyte: Analyte
    value: Decimal
    sampled_on: date
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DentalFact:
    """A visit to the dentist; `done_on` None = only planned, `cleared_on` None = not cleared afterwards.

    `jaw_necrosis` True = the dentist confirmed it, False = found nothing wrong, None = says nothing of it.
    """

    item: DentalItem
    planned_on: date | None = None
    done_on: date | None = None
    cleared_on: date | None = None
    jaw_necrosis: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementFact:
    """A running supplement; a strength of None was not stated and cannot be verified, 0 = contains none."""

    calcium_mg_per_day: Decimal | None
    vitamin_d_iu_per_day: Decimal | None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEventFact:
    """An adverse event that is not over."""

    event: AdverseEvent
    severity: EventSeverity | None
    started_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseFacts:
    """Everything the checks before one dose read; `ordered_dose_mg` None = no dose typed yet.

    `low_calcium_noted_on` is the last day on which an open low calcium of `problems` was noted.
    """

    agent: Agent
    first_dose: bool
    birth_date: date | None = None
    sex: Sex | None = None
    weight_kg: Decimal | None = None
    weighed_on: date | None = None
    ordered_dose_mg: Decimal | None = None
    last_dose_on: date | None = None
    labs: tuple[LabFact, ...] = ()
    dental: tuple[DentalFact, ...] = ()
    supplements: tuple[SupplementFact, ...] = ()
    problems: frozenset[Problem] = frozenset()
    low_calcium_noted_on: date | None = None
    open_events: tuple[AdverseEventFact, ...] = ()
