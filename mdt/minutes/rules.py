"""Which rules said what is printed: the guideline, the catalogue in the code, the hospital's limits."""

import hashlib
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from guidelines.registry import registry
from guidelines.sources import SOURCES
from mdt.minutes.words import frozen
from patients.selectors.limits import version_in_force

SHOWN_DIGITS = 12


def rules_part(hospital_id: UUID, on: date) -> dict[str, Any]:
    """Guideline, fingerprint of every rule, version of the limits; None: the catalogue's own limits."""
    limits = version_in_force(hospital_id, on)
    return {
        "guideline": frozen(SOURCES["GL"]),
        "catalogue": catalogue_mark(),
        "limits_version": None if limits is None else limits.version,
    }


@cache
def catalogue_mark() -> str:
    """Twelve digits of the digest over every rule: id, words, source, grade. Another rule, another mark."""
    told = [
        "\t".join((rule.rule_id, rule.message.zh, rule.message.en, rule.source, str(rule.grade)))
        for entry in registry().values()
        for rule in entry.rules
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:SHOWN_DIGITS]
