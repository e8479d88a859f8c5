"""RENAL_DOSE and NEPHROTOXIC: a bisphosphonate by kidney function, and what endangers the kidney."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from guidelines.assessment.chart import Chart, earliest
from guidelines.assessment.coded import Coded, coded, from_finding
from guidelines.assessment.codes import Code
from guidelines.bone.agents import Agent, is_bisphosphonate
from guidelines.bone.dosing import RenalDose, RenalVerdict, renal_dose
from guidelines.bone.renal import AGE_AT_RISK_ABOVE, REN_05, RenalRisk, renal_risks, table_refusal
from guidelines.dataquality.treatment import recorded_drugs
from guidelines.facts import Problem
from guidelines.findings import Grade, Rule, Severity
from guidelines.reading.drugs import DrugClass, classes_of, drug_classes, names_of
from guidelines.reading.kidney import clearance
from guidelines.record.bonedrugs import BoneCourse
from guidelines.record.entry import Entry
from guidelines.safety import SAF_06, drug_risks
from guidelines.terms import Text

REN_02_UNKNOWN = Rule(
    "REN-02",
    Severity.STOP,
    Text(
        "{agent}须按肌酐清除率定剂量，现无法计算：请检测肌酐并补录体重、年龄和性别。",
        "{agent} is dosed by creatinine clearance, which is not known: measure creatinine, add weight, age "
        "and "
        "sex.",
    ),
    "GL §4.1.4.2",
    Grade.UNGRADED,
)
REN_03_DOSE = Rule(
    "REN-03",
    Severity.WARN,
    Text(
        "{agent}当前剂量 {ordered_mg} mg，肾功能剂量表为 {table_mg} mg（肌酐清除率 {crcl_ml_min} mL/min）。",
        "{agent} is at {ordered_mg} mg; the renal table gives {table_mg} mg (clearance {crcl_ml_min} "
        "mL/min).",
    ),
    "GL table 2",
    Grade.UNGRADED,
)


def renal_findings(chart: Chart) -> Iterator[Coded]:
    """Yield RENAL_DOSE and NEPHROTOXIC of each bisphosphonate, then unsafe drugs whatever the course."""
    for course in chart.open_courses:
        if course.agent is not None and is_bisphosphonate(course.agent):
            yield from _dose(chart, course, course.agent)
            yield from _risk(chart, course, course.agent)
    yield from _unsafe(chart)


def _clearance(chart: Chart) -> Decimal | None:
    reading = clearance(chart.record.person, chart.labs, chart.day)
    return None if reading is None else reading.value


def ordered_mg(course: BoneCourse) -> Decimal | None:
    """Return the dose in use: of the last dated dose that states one, else of the course; None = unstated."""
    stated = [(d.on, d.dose_mg) for d in course.doses if d.on is not None and d.dose_mg is not None]
    return max(stated, key=lambda one: one[0])[1] if stated else course.dose_mg


def _dose(chart: Chart, course: BoneCourse, agent: Agent) -> Iterator[Coded]:
    crcl = _clearance(chart)
    dose = renal_dose(agent, crcl, chart.limits.drugs)
    since, subject = earliest(*course.given_on, course.on), agent.value
    refusal = table_refusal(agent, crcl)
    if refusal is not None:
        yield from_finding(Code.RENAL_DOSE, refusal, subject=subject, since=since)
    elif crcl is None:
        yield coded(Code.RENAL_DOSE, REN_02_UNKNOWN, subject=subject, since=since, agent=agent)
    elif dose.dose_mg is not None and _differs(course, dose):
        yield coded(
            Code.RENAL_DOSE,
            REN_03_DOSE,
            subject=subject,
            since=since,
            agent=agent,
            ordered_mg=ordered_mg(course),
            table_mg=dose.dose_mg,
            crcl_ml_min=crcl,
        )


def _differs(course: BoneCourse, dose: RenalDose) -> bool:
    """Return whether the dose in use is not the table's; a standard dose need not be stated."""
    ordered = ordered_mg(course)
    if ordered is None:
        return dose.verdict is not RenalVerdict.OK
    return ordered != dose.dose_mg


def _risk(chart: Chart, course: BoneCourse, agent: Agent) -> Iterator[Coded]:
    risks = renal_risks(None, _known_risks(chart))
    if risks:
        since = earliest(*course.given_on, course.on)
        yield coded(Code.NEPHROTOXIC, REN_05, subject=agent.value, since=since, risks=risks)


def _known_risks(chart: Chart) -> Iterator[RenalRisk]:
    born_on = chart.record.person.born_on
    taken = classes_of(taken_names(chart))
    parts = (
        (born_on is not None and chart.day.older_than(born_on, AGE_AT_RISK_ABOVE), RenalRisk.AGE_OVER_65),
        (chart.has_problem(Problem.DIABETES), RenalRisk.DIABETES),
        (DrugClass.NSAID in taken, RenalRisk.NSAID),
        (DrugClass.CISPLATIN in taken, RenalRisk.CISPLATIN),
    )
    yield from (risk for there, risk in parts if there)


def _taken(chart: Chart) -> Iterator[tuple[str, Entry]]:
    """Yield every drug that is taken today, its last day included; one without a first day counts too."""
    for name, entry in recorded_drugs(chart.record):
        if entry.stopped_on is None or not chart.day.past(entry.stopped_on):
            yield name, entry


def taken_names(chart: Chart) -> tuple[str, ...]:
    """Return the names of every drug that is taken today."""
    return tuple(name for name, _ in _taken(chart))


def _unsafe(chart: Chart) -> Iterator[Coded]:
    """Yield an NSAID with impaired kidney function or cisplatin (SAF-06), once."""
    high = bool(chart.high_calcium)
    taken = taken_names(chart)
    pairs = drug_risks(classes_of(taken), renal_impaired=chart.renal_impaired, calcium_high=high)
    risks = tuple(risk for drug, risk in pairs if drug is DrugClass.NSAID)
    if risks:
        yield coded(
            Code.NEPHROTOXIC,
            SAF_06,
            subject=DrugClass.NSAID.value,
            since=_since(chart),
            drugs=names_of(DrugClass.NSAID, taken),
            risk=risks,
        )


def _since(chart: Chart) -> date | None:
    return earliest(*(e.on for name, e in _taken(chart) if DrugClass.NSAID in drug_classes(name)))
