"""Everything the rules say before a course starts or a dose is given, for one patient; pure reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bonetherapy.enums import CourseState, DoseState
from bonetherapy.models import Course, Dose, DrugProtocol
from bonetherapy.selectors.facts import TherapyFacts, facts_for, therapy_facts
from bonetherapy.selectors.intervals import interval_of
from bonetherapy.selectors.protocols import limits_on, protocol_or_master
from bonetherapy.specs import CourseSpec
from guidelines.bone.adverse import EventSeverity
from guidelines.bone.agents import Agent, Route, is_bisphosphonate
from guidelines.bone.calcium import answering, calcium_reading
from guidelines.bone.checks import Check
from guidelines.bone.dosing import RenalDose, renal_dose
from guidelines.bone.intervals import early_dose
from guidelines.bone.jaw import onj_confirmed
from guidelines.bone.readiness import Clearance, clearance_reading, open_procedure, readiness
from guidelines.bone.renal import RenalRisk, clearance_gate, dose_above_table, renal_flags
from guidelines.bone.start import (
    CONTRA_SEVERE,
    CourseFact,
    OrderFacts,
    contraindications,
    denosumab_order_check,
)
from guidelines.bone.states import CourseStatus
from guidelines.bone.switching import BMA_15, switch_check
from guidelines.facts import DoseFacts, Problem
from guidelines.findings import Finding
from guidelines.labs import Analyte
from guidelines.settings import Limits
from guidelines.values import age_years
from patients.enums import MetastasisStatus, ProblemCode
from patients.facts import PatientFacts, facts_of
from patients.models import Patient


@dataclass(frozen=True, slots=True)
class Order:
    """A course as it would be written, with what the rules say about it. mg None: nobody can compute it."""

    protocol: DrugProtocol
    limits: Limits
    facts: DoseFacts
    clearance: Clearance | None
    renal: RenalDose
    dose_mg: Decimal | None
    route: str
    findings: tuple[Finding, ...]
    inputs: dict[str, object]


def start_order(patient: Patient, spec: CourseSpec, *, today: date, follows: Course | None = None) -> Order:
    """The order a spec would become today: protocol, renal dose with its inputs, what stands against it.

    `follows`: the course this one takes over from in one step, which has been asked about already (BMA-15).
    """
    agent = Agent(spec.agent)
    protocol = protocol_or_master(patient.hospital_id, agent, today)
    limits = limits_on(protocol, today)
    person, therapy = facts_of({patient.id}, today=today)[patient.id], therapy_facts({patient.id})[patient.id]
    facts = facts_for(agent, person, therapy, spec.dose_mg)
    clearance = clearance_reading(facts, today)
    crcl = None if clearance is None else clearance.value
    renal = renal_dose(agent, crcl, limits)
    dose_mg = spec.dose_mg or renal.dose_mg or (None if is_bisphosphonate(agent) else protocol.dose_mg)
    route = spec.route or protocol.route
    order = order_facts(patient, person, therapy, facts, crcl, today, limits)
    findings = (
        *contraindications(order, today, limits),
        *_dose_findings(agent, dose_mg, route, clearance, today, limits),
        *(_too_soon_after(patient, spec, limits) if follows is None else ()),
    )
    inputs = order_inputs(facts, clearance, renal, protocol, today)
    return Order(protocol, limits, facts, clearance, renal, dose_mg, route, findings, inputs)


def _too_soon_after(patient: Patient, spec: CourseSpec, limits: Limits) -> Iterator[Finding]:
    """Yield BMA-15 when another drug, stopped in a step of its own, would not be due again by then."""
    last = patient.doses.filter(state=DoseState.GIVEN).select_related("course").order_by("-given_on").first()
    if last is None or last.course.state != CourseState.STOPPED or last.course.agent == spec.agent:
        return
    found = switch_check(
        old_agent=Agent(last.course.agent),
        old_status=CourseStatus.STOPPED,
        last_on=last.given_on,
        interval=interval_of(last.course),
        new_agent=Agent(spec.agent),
        start_on=spec.first_due_on,
        limits=limits,
    )
    yield from (finding for finding in found if finding.rule_id == BMA_15.rule_id)


def order_facts(
    patient: Patient,
    person: PatientFacts,
    therapy: TherapyFacts,
    facts: DoseFacts,
    crcl_ml_min: Decimal | None,
    today: date,
    limits: Limits,
) -> OrderFacts:
    """What table 4.3 reads about this patient, for the agent of `facts`."""
    procedure = open_procedure(facts.dental)
    return OrderFacts(
        agent=facts.agent,
        confirmed=person.bone_metastasis.status == MetastasisStatus.CONFIRMED,
        courses=open_courses(patient),
        crcl_ml_min=crcl_ml_min,
        calcium=answering(calcium_reading(facts.labs, today, limits), facts.low_calcium_noted_on),
        hypocalcaemia_noted=Problem.HYPOCALCAEMIA in facts.problems,
        onj_confirmed=onj_confirmed(facts.open_events, facts.dental, today),
        invasive_dental=None if procedure is None else procedure.item,
        severe_reaction_to=severe_reactions(patient),
    )


def _dose_findings(
    agent: Agent,
    dose_mg: Decimal | None,
    route: str,
    clearance: Clearance | None,
    today: date,
    limits: Limits,
) -> tuple[Finding, ...]:
    usable = clearance is not None and clearance.value is not None
    measured_on = clearance.measured_on if clearance is not None and usable else None
    found = [clearance_gate(agent, measured_on=measured_on, on=today, limits=limits)]
    if dose_mg is not None:
        crcl = None if clearance is None else clearance.value
        found.append(dose_above_table(agent, dose_mg, crcl))
        if route:
            found.append(denosumab_order_check(agent, dose_mg, Route(route), limits))
    return tuple(finding for finding in found if finding is not None)


def open_courses(patient: Patient) -> tuple[CourseFact, ...]:
    """The patient's open courses as BMA-09 sees them; more than one cannot exist."""
    rows = Course.objects.filter(patient=patient, state__in=[CourseState.ACTIVE, CourseState.HELD])
    return tuple(CourseFact(Agent(row.agent), CourseStatus(row.state)) for row in rows)


def severe_reactions(patient: Patient) -> frozenset[Agent]:
    """Agents on which the patient ever had a severe adverse event (table 4.3)."""
    rows = patient.adverse_events.filter(severity=EventSeverity.SEVERE, voided_at=None)
    return frozenset(Agent(agent) for agent in rows.values_list("course__agent", flat=True))


def order_inputs(
    facts: DoseFacts, clearance: Clearance | None, renal: RenalDose, protocol: DrugProtocol, today: date
) -> dict[str, object]:
    """The values the renal dose was computed from, stored with the course and shown on its page (REN-01)."""
    creatinine = _newest_creatinine(facts, today)
    return {
        "age_years": None if facts.birth_date is None else age_years(facts.birth_date, today),
        "sex": facts.sex,
        "weight_kg": facts.weight_kg,
        "weighed_on": facts.weighed_on,
        "creatinine_umol_l": None if creatinine is None else creatinine[0],
        "creatinine_on": None if creatinine is None else creatinine[1],
        "crcl_ml_min": None if clearance is None else clearance.value,
        "crcl_on": None if clearance is None else clearance.measured_on,
        "crcl_measured": clearance is not None and clearance.measured,
        "dose_mg": renal.dose_mg,
        "verdict": renal.verdict,
        "rule_id": renal.rule,
        "source": renal.source,
        "protocol_version": protocol.version,
    }


def _newest_creatinine(facts: DoseFacts, today: date) -> tuple[Decimal, date] | None:
    values = [lab for lab in facts.labs if lab.analyte is Analyte.CREATININE and lab.sampled_on <= today]
    newest = max(values, key=lambda lab: lab.sampled_on, default=None)
    return None if newest is None else (newest.value, newest.sampled_on)


def give_gate(
    dose: Dose, *, given_on: date, dose_mg: Decimal, route: str
) -> tuple[tuple[Check, ...], tuple[Finding, ...]]:
    """The checks on the day the dose is given, and everything the rules say about giving it then.

    Results dated after that day are not seen. Severities from HARD to INFO are all in the answer.
    """
    course, limits = dose.course, limits_on(dose.course.protocol, given_on)
    agent = Agent(course.agent)
    person = facts_of({dose.patient_id}, today=given_on)[dose.patient_id]
    therapy = therapy_facts({dose.patient_id})[dose.patient_id]
    facts = facts_for(agent, person, therapy, dose_mg)
    checks = readiness(facts, given_on, given_on, limits)
    found = [check.finding for check in checks]
    if route:
        found.append(denosumab_order_check(agent, dose_mg, Route(route), limits))
    if therapy.last_dose_on is not None:
        found.append(early_dose(therapy.last_dose_on, given_on, limits))
    if _severe_reaction_open(dose, given_on):
        found.append(CONTRA_SEVERE.finding(agent=agent))
    return checks, tuple(finding for finding in found if finding is not None)


def _severe_reaction_open(dose: Dose, on: date) -> bool:
    """True while a severe event on this agent is not recorded as over: table 4.3 holds for every dose."""
    rows = dose.patient.adverse_events.filter(severity=EventSeverity.SEVERE, resolved_on=None)
    return rows.filter(voided_at=None, course__agent=dose.course.agent, onset_on__lte=on).exists()


def last_given_on(course: Course) -> date | None:
    """The day of the last dose of this course; None before the first one."""
    last = course.doses.filter(state=DoseState.GIVEN).order_by("-given_on").first()
    return None if last is None else last.given_on


RISKS = {
    ProblemCode.DIABETES.value: RenalRisk.DIABETES,
    ProblemCode.NSAID_USE.value: RenalRisk.NSAID,
    ProblemCode.CISPLATIN.value: RenalRisk.CISPLATIN,
}


def renal_notes(
    patient: Patient, agent: Agent, crcl_ml_min: Decimal | None, today: date
) -> tuple[Finding, ...]:
    """What to watch about the kidney on this agent (REN-04 to REN-08), shown beside the renal dose."""
    person = facts_of({patient.id}, today=today)[patient.id]
    risks = [risk for code, risk in RISKS.items() if code in person.problem_codes]
    age = age_years(person.birth_date, today)
    return renal_flags(agent, crcl_ml_min=crcl_ml_min, age_years=age, risks=risks)
