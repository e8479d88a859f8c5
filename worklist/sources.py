"""Finds what settings name by dotted path."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from worklist.enums import ReminderKind
from worklist.protocols import CallSource, Keeper, Source, StillWanted, SweepStep, WorkSource


def reminder_sources(now: datetime) -> list[Source]:
    """Every source of settings.REMINDER_SOURCES, described for this moment."""
    return [build(now) for build in _load(settings.REMINDER_SOURCES)]


def guards(now: datetime) -> dict[ReminderKind, StillWanted]:
    """Who says whether a reminder of a kind is still wanted."""
    return {kind: source.still_wanted for source in reminder_sources(now) for kind in source.kinds}


def call_sources() -> list[CallSource]:
    """Every source of settings.CALL_SOURCES."""
    return _load(settings.CALL_SOURCES)


def work_sources() -> list[WorkSource]:
    """Every source of settings.WORK_SOURCES."""
    return [make() for make in _load(settings.WORK_SOURCES)]


def keepers() -> list[Keeper]:
    """Every keeper of settings.ASSESSMENT_KEEPERS."""
    return _load(settings.ASSESSMENT_KEEPERS)


def sweep_steps() -> dict[str, SweepStep]:
    """Every step of settings.SWEEP_STEPS, by the words an operator reads."""
    return {words: import_string(path) for words, path in settings.SWEEP_STEPS.items()}


def covered_codes(patient_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    """The finding codes that rows of other rooms stand for, by patient."""
    found: dict[UUID, set[str]] = {}
    for source in work_sources():
        for patient_id, codes in source.covered(patient_ids=patient_ids).items():
            found.setdefault(patient_id, set()).update(codes)
    return found


def _load(paths: Iterable[str]) -> list[Any]:
    return [import_string(path) for path in paths]
