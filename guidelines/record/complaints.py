"""What the patient suffers from: problems, symptoms, pain, performance status, distress."""

from dataclasses import dataclass
from datetime import date

from guidelines.facts import Problem
from guidelines.psychology import Distress
from guidelines.record.entry import Entry
from guidelines.record.sites import Site
from guidelines.terms import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemEntry(Entry):
    """A line of the problem list; `problem` None = not one the rules know. `stage` as written: "3", "3b"."""

    problem: Problem | None = None
    text: str = ""
    stage: str = ""
    resolved_on: date | None = None


class Symptom(Term):
    """A symptom that a rule reads."""

    LEG_WEAKNESS = "leg_weakness", "下肢无力", "Leg weakness"
    SENSORY_LEVEL = "sensory_level", "感觉平面", "Sensory level"
    BLADDER_BOWEL = "bladder_bowel", "大小便障碍", "Bladder or bowel disturbance"
    PAIN_IMMOBILISING = "pain_immobilising", "疼痛致不能活动", "Pain that prevents moving"
    DROWSINESS = "drowsiness", "嗜睡", "Drowsiness"
    CONFUSION = "confusion", "意识模糊", "Confusion"
    POLYURIA = "polyuria", "多尿", "Polyuria"
    ARRHYTHMIA = "arrhythmia", "心律失常", "Arrhythmia"
    BONE_PAIN_FIXED = "bone_pain_fixed", "固定部位骨痛", "Bone pain at a fixed site"
    BONE_PAIN_MIGRATORY = "bone_pain_migratory", "游走性骨痛", "Migratory bone pain"
    JAW_PAIN = "jaw_pain", "颌部疼痛", "Jaw pain"
    LOOSE_TOOTH = "loose_tooth", "牙齿松动", "Loose tooth"


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomEntry(Entry):
    """A symptom from its first day `on`; `symptom` None = not one the rules know, `text` says what."""

    symptom: Symptom | None = None
    site: Site | None = None
    text: str = ""
    resolved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainScore(Entry):
    """NRS 0-10; a range keeps both ends. `severe` is a score in words: "severe pain" without a number."""

    nrs: int | None = None
    nrs_low: int | None = None
    nrs_high: int | None = None
    severe: bool | None = None
    site: Site | None = None
    text: str = ""

    @property
    def worst(self) -> int | None:
        """Return the highest number of the score; None when no number was recorded."""
        return max((n for n in (self.nrs, self.nrs_low, self.nrs_high) if n is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EcogScore(Entry):
    """Performance status (STD-06)."""

    ecog: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DistressScreen(Entry):
    """What a psychological screen found (PSY-01); `tool` as the hospital calls its own."""

    distress: Distress
    tool: str = ""
