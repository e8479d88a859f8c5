"""Cases follow every assessment (settings.ASSESSMENT_KEEPERS): proposals, and questions to owners."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from guidelines.assessment.assess import Assessment
from mdt.services.asking import items_settle
from mdt.services.proposing import cases_propose


def cases_keep(assessments: Mapping[UUID, Assessment], now: datetime) -> int:
    """Proposals are what the rules ask, what has arrived is asked no longer; how many rows were touched."""
    return cases_propose(assessments, now) + items_settle(assessments, now)
