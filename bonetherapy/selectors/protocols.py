"""Which protocol a hospital gives an agent by, and the limits a course was started with."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from bonetherapy.models import DrugProtocol
from guidelines.bone.agents import AGENTS, Agent, is_bisphosphonate
from guidelines.settings import Limits
from patients.selectors.limits import hospital_limits

# Version 0 is the guideline's own table 4.1, kept as a row so that a course can name what it was started
# with.
MASTER_VERSION = 0


def protocol_in_force(hospital_id: UUID, agent: Agent, today: date) -> DrugProtocol | None:
    """The hospital's latest approved version that is in force today; None when it has none."""
    return (
        DrugProtocol.objects.filter(hospital_id=hospital_id, agent=agent, effective_from__lte=today)
        .exclude(approved_on=None)
        .order_by("-version")
        .first()
    )


def master_data(agent: Agent) -> dict[str, Any]:
    """Dose, route and interval of table 4.1 as protocol columns; None and "" where nothing is printed."""
    facts = AGENTS[agent]
    return {
        "dose_mg": facts.dose_mg,
        "route": "" if facts.route is None else facts.route.value,
        "interval_days": facts.interval_days,
        "note": facts.source,
    }


def protocol_or_master(hospital_id: UUID, agent: Agent, today: date) -> DrugProtocol:
    """The protocol in force, else an unsaved one with the guideline's own values."""
    found = protocol_in_force(hospital_id, agent, today)
    if found is not None:
        return found
    return DrugProtocol(
        hospital_id=hospital_id,
        agent=agent,
        version=MASTER_VERSION,
        effective_from=today,
        **master_data(agent),
    )


def house_limits(hospital_id: UUID, on: date) -> Limits:
    """What a hospital has set for the rules of the bone drugs, as it holds on a day; one query."""
    return hospital_limits(hospital_id, on).drugs


def limits_on(protocol: DrugProtocol, day: date) -> Limits:
    """What a course of this protocol is judged by on a day; one query."""
    return limits_of(protocol, house_limits(protocol.hospital_id, day))


def limits_of(protocol: DrugProtocol, house: Limits) -> Limits:
    """The limits of the hospital with what this version of the protocol sets instead."""
    limits = replace(
        house,
        reminder_lead_days=protocol.reminder_lead_days,
        lab_valid_days=protocol.lab_valid_days,
        dental_valid_days=protocol.dental_valid_days,
        dental_recall_months=protocol.dental_recall_months,
    )
    if protocol.interval_days is None:
        return limits
    if is_bisphosphonate(Agent(protocol.agent)):
        return replace(limits, bp_interval_days=protocol.interval_days)
    return replace(limits, denosumab_interval_days=protocol.interval_days)
