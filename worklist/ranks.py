"""Worst first: the place of a finding in every list of what is to do."""

from guidelines.assessment.assess import EMERGENCIES, WORST_FIRST
from guidelines.assessment.coded import Coded
from guidelines.findings import Severity

EMERGENCY = 0
RANK: dict[str, int] = {severity: place for place, severity in enumerate(WORST_FIRST, start=1)}
RANK_OF_A_TASK = RANK[Severity.TASK]


def rank_of(finding: Coded) -> int:
    """0 for what cannot wait, then by severity."""
    return EMERGENCY if finding.code in EMERGENCIES else RANK[finding.severity]
