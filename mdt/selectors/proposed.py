"""The examination of the follow-up calendar that a decision asks for."""

from imaging.models import ImagingSlot
from imaging.selectors.slots import standing
from mdt.models import Decision
from mdt.selectors.proposals import scan_proposal


def proposed_slot(decision: Decision) -> ImagingSlot | None:
    """The open slot of that kind in whose window the wanted day lies, the nearest to it.

    None: the calendar has no such slot, or the decision asks for none.
    """
    wanted = scan_proposal(decision)
    if wanted is None:
        return None
    fitting = standing().filter(
        patient=decision.case.patient_id,
        kind=wanted.kind.value,
        soon_from__lte=wanted.wanted_on,
        missed_from__gt=wanted.wanted_on,
    )
    return min(fitting, key=lambda slot: abs((slot.due_on - wanted.wanted_on).days), default=None)
