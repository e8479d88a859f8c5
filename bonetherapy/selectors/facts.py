"""What the rules need to know about many patients: this room's rows in one query, the rest from patients."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    DateField,
    DecimalField,
    F,
    Max,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Cast

from bonetherapy.enums import DentalOutcome, DoseState
from bonetherapy.models import AdverseEvent, DentalRecord, Dose, SupplementOrder
from guidelines.bone.adverse import AdverseEvent as Event
from guidelines.bone.adverse import EventSeverity
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.facts import AdverseEventFact, DentalFact, DoseFacts, SupplementFact
from patients.facts import PatientFacts

NO_DAY = Cast(Value(None), DateField())
NO_NUMBER = Cast(Value(None), DecimalField(max_digits=9, decimal_places=2))
# What was found, of what is done; empty: it is only planned.
DONE = Case(When(is_done=True, then=F("outcome")), default=Value(""))
# Confirmed or nothing wrong; a suspicion and other teeth to be treated confirm nothing and rule nothing out.
JAW_NECROSIS: Mapping[str, bool] = {DentalOutcome.CONFIRMED_ONJ: True, DentalOutcome.NORMAL: False}
COLUMNS = ("patient_id", "what", "code", "more", "first_on", "second_on", "one", "two")


@dataclass(slots=True)
class TherapyFacts:
    """This room's facts about one patient."""

    last_dose_on: date | None = None
    dental: list[DentalFact] = field(default_factory=list)
    supplements: list[SupplementFact] = field(default_factory=list)
    open_events: list[AdverseEventFact] = field(default_factory=list)


def dose_facts(doses: Sequence[Dose], persons: Mapping[UUID, PatientFacts]) -> dict[UUID, DoseFacts]:
    """What the checks of each dose read, by dose id, from the facts of its patient; one query.

    Doses come with their course.
    """
    therapies = therapy_facts({dose.patient_id for dose in doses})
    return {
        dose.id: facts_for(
            Agent(dose.course.agent),
            persons[dose.patient_id],
            therapies[dose.patient_id],
            dose.course.dose_mg,
        )
        for dose in doses
    }


def facts_for(
    agent: Agent, person: PatientFacts, therapy: TherapyFacts, ordered_dose_mg: Decimal | None
) -> DoseFacts:
    """One patient's facts put together for one agent; `ordered_dose_mg` None: no dose typed yet."""
    return DoseFacts(
        agent=agent,
        first_dose=therapy.last_dose_on is None,
        birth_date=person.birth_date,
        sex=person.sex,
        weight_kg=person.weight_kg,
        weighed_on=person.weighed_on,
        ordered_dose_mg=ordered_dose_mg,
        last_dose_on=therapy.last_dose_on,
        labs=person.labs,
        dental=tuple(therapy.dental),
        supplements=tuple(therapy.supplements),
        problems=person.problems,
        low_calcium_noted_on=person.low_calcium_noted_on,
        open_events=tuple(therapy.open_events),
    )


def therapy_facts(patient_ids: Collection[UUID]) -> Mapping[UUID, TherapyFacts]:
    """Last dose, teeth, running supplements and open adverse events of these patients, in one query."""
    found: dict[UUID, TherapyFacts] = defaultdict(TherapyFacts)
    for patient_id, what, *values in _rows(patient_ids):
        READERS[what](found[patient_id], values)
    return found


def _rows(patient_ids: Collection[UUID]) -> Iterable[Any]:
    if not patient_ids:
        return []
    given = (
        Dose.objects.filter(patient_id__in=patient_ids, state=DoseState.GIVEN)
        .order_by()
        .values("patient_id")
        .annotate(last_on=Max("given_on"))
    )
    dental = DentalRecord.objects.filter(
        patient_id__in=patient_ids, cancelled_on=None, voided_at=None
    ).order_by()
    # What began on no known day was not verified by anybody, so it answers no check.
    running = SupplementOrder.objects.filter(
        patient_id__in=patient_ids, stopped_on=None, started_on__isnull=False, voided_at=None
    ).order_by()
    events = AdverseEvent.objects.filter(
        patient_id__in=patient_ids, resolved_on=None, voided_at=None
    ).order_by()
    return _as_row(given, "dose", first_on=F("last_on")).union(
        _as_row(dental, "dental", code="item", more=DONE, first_on=F("on"), second_on=F("cleared_on")),
        _as_row(
            running,
            "supplement",
            first_on=F("confirmed_on"),
            one=F("calcium_mg_per_day"),
            two=F("vitamin_d_iu_per_day"),
        ),
        _as_row(events, "event", code="code", more="severity", first_on=F("onset_on")),
        all=True,
    )


def _as_row(
    rows: QuerySet[Any, Any],
    what: str,
    *,
    code: str = "",
    more: Any = "",
    first_on: Any = NO_DAY,
    second_on: Any = NO_DAY,
    one: Any = NO_NUMBER,
    two: Any = NO_NUMBER,
) -> QuerySet[Any, Any]:
    text: CharField[str, str] = CharField()
    return rows.values_list(
        Cast("patient_id", UUIDField()),
        Value(what, output_field=text),
        Cast(code, text) if code else Value("", output_field=text),
        Cast(more, text) if more else Value("", output_field=text),
        first_on,
        second_on,
        one,
        two,
    )


def _read_dose(facts: TherapyFacts, row: Sequence[Any]) -> None:
    facts.last_dose_on = row[2]


def _read_dental(facts: TherapyFacts, row: Sequence[Any]) -> None:
    item, outcome, on, cleared_on = row[:4]
    done = bool(outcome)
    facts.dental.append(
        DentalFact(
            item=DentalItem(item),
            planned_on=None if done else on,
            done_on=on if done else None,
            cleared_on=cleared_on,
            jaw_necrosis=JAW_NECROSIS.get(outcome),
        )
    )


def _read_supplement(facts: TherapyFacts, row: Sequence[Any]) -> None:
    facts.supplements.append(
        SupplementFact(calcium_mg_per_day=row[4], vitamin_d_iu_per_day=row[5], confirmed_on=row[2])
    )


def _read_event(facts: TherapyFacts, row: Sequence[Any]) -> None:
    facts.open_events.append(
        AdverseEventFact(event=Event(row[0]), severity=EventSeverity(row[1]), started_on=row[2])
    )


READERS = {"dose": _read_dose, "dental": _read_dental, "supplement": _read_supplement, "event": _read_event}
