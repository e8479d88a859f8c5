"""Where a patient stands in the diagnostic pathway, which steps lead on, and what each still needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from guidelines.assessment.agreement import agrees
from guidelines.assessment.chart import Chart
from guidelines.assessment.pathway import pathway_state
from guidelines.assessment.pathway_facts import evidence_of, pathway_facts
from guidelines.assessment.risk_facts import answered_factors, recorded_factors
from guidelines.certainty import Answer
from guidelines.findings import Finding
from guidelines.pathway.biopsy import biopsy_order_check, biopsy_task
from guidelines.pathway.entry import ENTRY, entry_check, entry_roles, entry_states
from guidelines.pathway.evidence import evidence_findings, occult_note
from guidelines.pathway.questions import Told, asked, told
from guidelines.pathway.risk import RiskAssessment, RiskFactor, assess_risk, risk_findings
from guidelines.pathway.stages import ESTABLISHED
from guidelines.pathway.states import PathwayFacts, PathwayState
from guidelines.pathway.transitions import Transition, next_steps
from guidelines.roles import Role
from guidelines.terms import Text
from patients.models import PathwayStep, Patient, RiskReview
from patients.selectors.pathway import last_review, last_step, state_after, stated_factors

NOTHING = PathwayFacts()


@dataclass(frozen=True, slots=True)
class Way:
    """One drawn arrow to a state: its rule, what it starts, whether it may be taken, what it asks."""

    rule_id: str
    requirement: Text
    source: str
    grade: Text
    effect: Text | None
    met: Answer
    asks: tuple[Told, ...]
    roles: frozenset[Role]

    @property
    def missing(self) -> tuple[Told, ...]:
        """The facts nobody has told yet; without a meaning once the requirement is met."""
        return () if self.met else tuple(one for one in self.asks if one.recorded is None)

    @property
    def against(self) -> tuple[Told, ...]:
        """The facts that are told and stand in the way."""
        return tuple(one for one in self.asks if one.recorded is not None) if self.met is False else ()


@dataclass(frozen=True, slots=True)
class Option:
    """A state that can come next, with every way to it. `may`: the user's role may take one of them."""

    target: PathwayState
    ways: tuple[Way, ...]
    may: bool

    @property
    def ready(self) -> bool:
        """Whether the record holds everything one of the ways asks for."""
        return any(way.met for way in self.ways)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who may take this step."""
        return tuple(role for role in Role if any(role in way.roles for way in self.ways))


@dataclass(frozen=True, slots=True)
class Standing:
    """The present state as people confirmed it, and beside it what the record alone shows.

    `state` None: the patient has not entered the pathway. `shown` None: lung cancer is not on record.
    """

    chart: Chart
    last: PathwayStep | None
    state: PathwayState | None
    shown: PathwayState | None
    agrees: bool
    facts: PathwayFacts
    options: tuple[Option, ...]


def role_of(user: User) -> Role | None:
    """The user's role as the rules name it; None for one they do not know."""
    return Role(user.role) if user.role in {role.value for role in Role} else None


def standing_of(patient: Patient, user: User, chart: Chart) -> Standing:
    """Where the patient stands by this chart and what this user may do next."""
    last = last_step(patient)
    state, shown = state_after(last), pathway_state(chart)
    facts = pathway_facts(chart, last.taken_on if last else None)
    options = (
        _entries(shown, facts, role_of(user))
        if state is None
        else _options(state, facts, chart.day.today, role_of(user))
    )
    return Standing(chart, last, state, shown, agrees(state, shown), facts, options)


def _options(state: PathwayState, facts: PathwayFacts, today: date, role: Role | None) -> tuple[Option, ...]:
    steps = next_steps(state, facts, today)
    targets = dict.fromkeys(step.transition.target for step in steps)
    found = []
    for target in targets:
        ways = tuple(
            _way(step.transition, step.met, facts) for step in steps if step.transition.target is target
        )
        found.append(Option(target, ways, any(role in way.roles for way in ways)))
    return tuple(sorted(found, key=lambda option: (not option.may, not option.ready)))


def _way(step: Transition, met: Answer, facts: PathwayFacts) -> Way:
    rule, names = step.rule, asked(step.rule.rule_id, confirms=step.target is PathwayState.CONFIRMED)
    asks = told(names, facts, NOTHING)
    return Way(rule.rule_id, rule.message, rule.source, rule.grade.label, step.effect, met, asks, step.roles)


def _entries(proposed: PathwayState | None, facts: PathwayFacts, role: Role | None) -> tuple[Option, ...]:
    return tuple(_entry(target, proposed, facts, role) for target in entry_states(proposed))


def _entry(
    target: PathwayState, proposed: PathwayState | None, facts: PathwayFacts, role: Role | None
) -> Option:
    roles = entry_roles(target)
    met = any(entry_check(target, proposed, facts, one) is None for one in roles) or None
    asks = told(("lung_cancer_confirmed",), facts, NOTHING) if target is not proposed or not met else ()
    message = ENTRY.message.fill({"proposed": proposed})
    way = Way(ENTRY.rule_id, message, ENTRY.source, ENTRY.grade.label, None, met, asks, roles)
    return Option(target, (way,), role in roles)


@dataclass(frozen=True, slots=True)
class RiskView:
    """The factors of table 2.2 as recorded and as a person answered, and what DX-02 makes of both."""

    review: RiskReview | None
    recorded: Mapping[RiskFactor, Answer]
    stated: Mapping[RiskFactor, bool]
    assessment: RiskAssessment
    findings: tuple[Finding, ...]

    @property
    def differing(self) -> tuple[RiskFactor, ...]:
        """The factors on which record and person contradict each other."""
        return tuple(
            factor
            for factor, answer in self.stated.items()
            if self.recorded[factor] is not None and self.recorded[factor] is not answer
        )


def risk_of(patient: Patient, chart: Chart) -> RiskView:
    """The risk of bone metastasis (DX-02)."""
    review = last_review(patient)
    recorded, stated = recorded_factors(chart), stated_factors(review)
    risk = assess_risk(answered_factors(recorded, stated), chart.limits.imaging)
    return RiskView(review, recorded, stated, risk, risk_findings(risk))


def proof_of(standing: Standing) -> tuple[Finding, ...]:
    """What the record proves (DX-18, DX-20), and the notes on biopsy and solitary lesions (DX-22, 23, 30)."""
    facts = standing.facts
    established = standing.chart.confirmed or standing.state in ESTABLISHED
    done = facts.pathology is not None
    notes = (
        None if established else biopsy_task(facts.destructive_lesions, biopsied=done, declined=False),
        biopsy_order_check(facts.destructive_lesions, lung_cancer_confirmed=facts.lung_cancer_confirmed),
        occult_note(confirmed=established, lesions=facts.definite_lesions),
    )
    return (*evidence_findings(evidence_of(standing.chart)), *(note for note in notes if note is not None))
