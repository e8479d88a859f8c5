"""Whether the own board left the diagnosis open, so that a regional centre should be asked (MDT-12)."""

from collections.abc import Sequence

from guidelines.findings import Finding
from guidelines.mdt.decisions import DecisionType
from guidelines.mdt.followthrough import referral_offer
from guidelines.pathway.states import PathwayState
from mdt.selectors.chains import Link
from patients.models import Patient
from patients.selectors.pathway import last_step, state_after


def refer_offer(patient: Patient, links: Sequence[Link]) -> Finding | None:
    """The task to refer up; `links` are the last decisions, of the newest meeting first.

    None before a board has concluded, and when it decided what settles the diagnosis. One query at most.
    """
    if not links:
        return None
    newest = links[0].decision.case_id
    types = [DecisionType(link.decision.type) for link in links if link.decision.case_id == newest]
    state = state_after(last_step(patient))
    return referral_offer(indeterminate=state is PathwayState.INDETERMINATE, decisions=types)
