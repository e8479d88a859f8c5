"""Every drug beside every other before one is chosen: dose for this kidney, risks, what speaks against.

Both classes stand (BMA-04); nothing is ranked and nothing preselected.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from bonetherapy.models import DrugProtocol
from bonetherapy.selectors.facts import facts_for, therapy_facts
from bonetherapy.selectors.gates import order_facts
from bonetherapy.selectors.protocols import MASTER_VERSION, house_limits, limits_of, master_data
from guidelines.bone.agents import AGENTS, Agent, AgentFacts, is_bisphosphonate
from guidelines.bone.choice import hypocalcaemia_rate
from guidelines.bone.dosing import RenalDose, renal_dose
from guidelines.bone.jaw import onj_rate
from guidelines.bone.readiness import Clearance, clearance_reading
from guidelines.bone.renal import clearance_gate
from guidelines.bone.start import OrderFacts, contraindications
from guidelines.findings import Finding
from guidelines.settings import Limits
from patients.facts import facts_of
from patients.models import Patient


@dataclass(frozen=True, slots=True)
class AgentOption:
    """One drug for this patient. `renal.dose_mg` None: the table gives none, see its verdict."""

    agent: Agent
    facts: AgentFacts
    protocol: DrugProtocol
    renal: RenalDose
    calcium_risk: Finding
    jaw_risk: Finding
    against: tuple[Finding, ...]

    @property
    def asks_dose(self) -> bool:
        """True when neither the renal table nor the protocol gives a dose: the prescriber types it."""
        return self.renal.dose_mg is None and (is_bisphosphonate(self.agent) or self.protocol.dose_mg is None)

    @property
    def asks_route(self) -> bool:
        """True when the sources print no route."""
        return not self.protocol.route

    @property
    def asks_interval(self) -> bool:
        """True when the sources print no interval."""
        return self.protocol.interval_days is None


def agent_options(
    patient: Patient, *, today: date, leave_out: Agent | None = None, ended: str = ""
) -> dict[Agent, AgentOption]:
    """Every drug of the vocabulary, in its order, in a constant number of queries.

    `leave_out` and the rule `ended` are for a switch: the running course ends with it.
    """
    person, therapy = facts_of({patient.id}, today=today)[patient.id], therapy_facts({patient.id})[patient.id]
    facts = facts_for(Agent.DENOSUMAB, person, therapy, None)
    clearance = clearance_reading(facts, today)
    crcl = None if clearance is None else clearance.value
    protocols = protocols_for(patient.hospital_id, today)
    house = house_limits(patient.hospital_id, today)
    limits = {agent: limits_of(protocol, house) for agent, protocol in protocols.items()}
    order = order_facts(patient, person, therapy, facts, crcl, today, limits[Agent.DENOSUMAB])
    return {
        agent: _option(replace(order, agent=agent), protocols[agent], limits[agent], clearance, today, ended)
        for agent in Agent
        if agent is not leave_out
    }


def _option(
    order: OrderFacts,
    protocol: DrugProtocol,
    limits: Limits,
    clearance: Clearance | None,
    today: date,
    ended: str,
) -> AgentOption:
    agent = order.agent
    known = clearance is not None and clearance.value is not None
    measured_on = clearance.measured_on if clearance is not None and known else None
    gate = clearance_gate(agent, measured_on=measured_on, on=today, limits=limits)
    return AgentOption(
        agent=agent,
        facts=AGENTS[agent],
        protocol=protocol,
        renal=renal_dose(agent, order.crcl_ml_min, limits),
        calcium_risk=hypocalcaemia_rate(agent),
        jaw_risk=onj_rate(AGENTS[agent].agent_class, 0),
        against=tuple(
            item
            for item in (*contraindications(order, today, limits), gate)
            if item is not None and item.rule_id != ended
        ),
    )


def protocols_for(hospital_id: UUID, today: date) -> Mapping[Agent, DrugProtocol]:
    """The protocol of every drug: the hospital's approved one in force, else the guideline's own, unsaved."""
    rows = (
        DrugProtocol.objects.filter(hospital_id=hospital_id, effective_from__lte=today)
        .exclude(approved_on=None)
        .order_by("agent", "-version")
        .distinct("agent")
    )
    approved = {row.agent: row for row in rows}
    return {agent: approved.get(agent.value) or _master(hospital_id, agent, today) for agent in Agent}


def _master(hospital_id: UUID, agent: Agent, today: date) -> DrugProtocol:
    return DrugProtocol(
        hospital_id=hospital_id,
        agent=agent,
        version=MASTER_VERSION,
        effective_from=today,
        **master_data(agent),
    )
