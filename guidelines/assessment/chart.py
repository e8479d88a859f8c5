"""The record on the day of the assessment, with what several families of findings read in common."""

from datetime import date
from functools import cached_property

from guidelines.bone.agents import Agent
from guidelines.dataquality.mirels import every_lesion
from guidelines.dataquality.staging import is_confirmed
from guidelines.day import Day
from guidelines.facts import LabFact, Problem
from guidelines.labs import Band
from guidelines.reading.calcium import CalciumEpisode, calcium_episodes, open_episodes
from guidelines.reading.kidney import lowest_renal_function
from guidelines.reading.labs import lab_facts
from guidelines.reading.limits import HospitalLimits
from guidelines.record.board import Conference
from guidelines.record.bonedrugs import BoneCourse
from guidelines.record.complaints import Symptom, SymptomEntry
from guidelines.record.diagnosis import BoneStatus
from guidelines.record.lesions import BoneLesion
from guidelines.record.record import Record
from guidelines.safety import is_calcium_emergency


class Chart:
    """What the families ask: the record as seen on the day, the day, the limits, and common readings."""

    def __init__(self, record: Record, day: Day, limits: HospitalLimits) -> None:
        self.record = record
        self.day = day
        self.limits = limits

    @cached_property
    def labs(self) -> tuple[LabFact, ...]:
        """Return the results a rule can use."""
        return lab_facts(self.record.labs, self.limits.safety)

    @cached_property
    def episodes(self) -> tuple[CalciumEpisode, ...]:
        """Return every episode of calcium out of range."""
        return calcium_episodes(self.record, self.limits)

    @cached_property
    def high_calcium(self) -> tuple[CalciumEpisode, ...]:
        """Return the episodes of high calcium that are not over."""
        return open_episodes(self.episodes, Band.HIGH)

    @cached_property
    def low_calcium(self) -> tuple[CalciumEpisode, ...]:
        """Return the episodes of low calcium that are not over."""
        return open_episodes(self.episodes, Band.LOW)

    @cached_property
    def calcium_emergencies(self) -> tuple[CalciumEpisode, ...]:
        """Return the open episodes of high calcium that are an emergency (SAF-01)."""
        symptoms, limits = self.record.symptoms, self.limits.safety
        return tuple(e for e in self.high_calcium if is_calcium_emergency(e, symptoms, limits))

    @cached_property
    def renal_impaired(self) -> bool:
        """Return whether kidney function is known to be impaired: a number below 60, or the problem list."""
        lowest = lowest_renal_function(self.record.person, self.labs, self.day)
        below = lowest is not None and lowest < self.limits.safety.nsaid_renal_below
        return below or self.has_problem(Problem.CKD)

    @property
    def confirmed(self) -> bool:
        """Return whether bone metastasis is confirmed."""
        return is_confirmed(self.record.bone_metastasis)

    @property
    def excluded(self) -> bool:
        """Return whether bone metastasis was excluded."""
        bone = self.record.bone_metastasis
        return bone is not None and bone.status is BoneStatus.EXCLUDED

    @property
    def confirmed_on(self) -> date | None:
        """Return the day of confirmation; None when it is not confirmed, or nobody wrote the day down."""
        bone = self.record.bone_metastasis
        return bone.on if bone is not None and self.confirmed else None

    @cached_property
    def open_courses(self) -> tuple[BoneCourse, ...]:
        """Return the courses of bone-modifying drugs that are not stopped."""
        return tuple(course for course in self.record.courses if course.stop is None)

    @cached_property
    def running(self) -> tuple[BoneCourse, ...]:
        """Return the open courses of which a dose was given on a known day."""
        return tuple(course for course in self.open_courses if course.given_on)

    @cached_property
    def first_dose_on(self) -> date | None:
        """Return the day of the first bone-modifying drug ever given; None when none is dated."""
        return min((day for course in self.record.courses for day in course.given_on), default=None)

    @cached_property
    def lesions(self) -> tuple[BoneLesion, ...]:
        """Return the lesions of the list and of the studies that count as metastasis."""
        return tuple(lesion for lesion in every_lesion(self.record) if lesion.metastatic)

    def on_agent(self, agent: Agent) -> tuple[BoneCourse, ...]:
        """Return the open courses of this drug."""
        return tuple(course for course in self.open_courses if course.agent is agent)

    def active(self, *symptoms: Symptom) -> tuple[SymptomEntry, ...]:
        """Return the entries of these symptoms that are not resolved."""
        return tuple(e for e in self.record.symptoms if e.symptom in symptoms and e.resolved_on is None)

    def has_problem(self, problem: Problem) -> bool:
        """Return whether this problem is on the list and not resolved."""
        return any(e.problem is problem and e.resolved_on is None for e in self.record.problems)

    @cached_property
    def complete_conferences(self) -> tuple[Conference, ...]:
        """Return the conferences with date, disciplines and conclusion."""
        return tuple(conference for conference in self.record.conferences if conference.complete)

    def discussed_since(self, since: date | None) -> bool:
        """Return whether a complete conference was held on that day or later; None = on any known day."""
        return any(is_since(conference.on, since) for conference in self.complete_conferences)

    def answered(self, code: str, subject: str, since: date | None = None) -> bool:
        """Return whether somebody answered this finding with a reason, on a known day, not before `since`.

        What was said of an earlier event says nothing of the next one at the same bone.
        """
        return any(
            answer.code == code
            and answer.subject in ("", subject)
            and is_since(answer.on, since)
            and bool(answer.reason.strip())
            for answer in self.record.answers
        )


def is_since(on: date | None, since: date | None) -> bool:
    """Return whether something dated happened on or after a day; an undated fact never did."""
    return on is not None and (since is None or on >= since)


def earliest(*days: date | None) -> date | None:
    """Return the first of the known days; None when none is known."""
    return min((day for day in days if day is not None), default=None)
