"""What became of what the board decided before: decision, course, doses, as this meeting was told (F1).

Frozen at the sealing and never compared again: an answer that comes later belongs to the next meeting.
"""

from datetime import date
from typing import Any

from mdt.following_words import decision_words, link_words
from mdt.minutes.words import both, frozen
from mdt.models import Case
from mdt.selectors.chains import Link, chains_of


def earlier_part(case: Case, on: date) -> list[dict[str, Any]]:
    """The last decisions about the patient before the day `on`, the newest meeting first.

    `became` says that nothing is recorded while nobody has answered.
    """
    links = chains_of(case.patient, today=on, before=case)
    return [_told(link) for link in links if link.decision.decided_on < on]


def _told(link: Link) -> dict[str, Any]:
    return {
        "on": str(link.decision.decided_on),
        "what": frozen(both(lambda: decision_words(link.decision))),
        "became": frozen(both(lambda: link_words(link))),
    }
