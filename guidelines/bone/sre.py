"""Skeletal-related events: which count, which belong together, what each starts (SRE-01 to 04, BMA-16b)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guidelines.findings import Finding, Grade, Rule, Severity
from guidelines.settings import DEFAULT_LIMITS, Limits
from guidelines.terms import Term, Text


class SreType(Term):
    """Type of a skeletal-related event (VOC-13)."""

    PATH_FRACTURE = "PATH_FRACTURE", "病理性骨折", "Pathological fracture"
    CORD_NERVE_COMPRESSION = "CORD_NERVE_COMPRESSION", "脊髓和神经压迫", "Spinal cord or nerve compression"
    HYPERCALCAEMIA = "HYPERCALCAEMIA", "高钙血症", "Hypercalcaemia"
    CA_P_DISORDER = "CA_P_DISORDER", "钙盐和磷酸盐平衡紊乱", "Other calcium or phosphate disorder"
    RT_TO_BONE = "RT_TO_BONE", "骨放疗", "Radiotherapy to bone"
    SURGERY_TO_BONE = "SURGERY_TO_BONE", "骨手术", "Surgery to bone"
    BONE_PAIN = "BONE_PAIN", "骨痛", "Bone pain"


# AMB-19: bone pain is recorded as a symptom and not counted as first or second event.
COUNTING = frozenset(SreType) - {SreType.BONE_PAIN}
URGENT = frozenset({SreType.CORD_NERVE_COMPRESSION, SreType.PATH_FRACTURE})


@dataclass(frozen=True, slots=True)
class SreRecord:
    """One record in the register; `site` is free text and does not decide what belongs together."""

    type: SreType
    on: date
    site: str = ""


class SreTiming(Term):
    """When an event falls against the confirmation of bone metastasis (SRE-01)."""

    AT_DIAGNOSIS = "AT_DIAGNOSIS", "诊断时已存在", "At diagnosis"
    FIRST_90_DAYS = "FIRST_90_DAYS", "确诊后 90 天内", "Within 90 days"
    LATER = "LATER", "90 天以后", "Later"


FIRST_MONTHS_DAYS = 90


def days_from_confirmation(event_on: date, confirmed_on: date) -> int:
    """Return the days from confirmation of bone metastasis to the event, negative before it (SRE-01)."""
    return (event_on - confirmed_on).days


def sre_timing(event_on: date, confirmed_on: date) -> SreTiming:
    """Return the label of SRE-01: up to day 0 at diagnosis, day 1-90 counts in the indicator, then later."""
    days = days_from_confirmation(event_on, confirmed_on)
    if days <= 0:
        return SreTiming.AT_DIAGNOSIS
    return SreTiming.FIRST_90_DAYS if days <= FIRST_MONTHS_DAYS else SreTiming.LATER


def merged_events(
    records: Iterable[SreRecord], limits: Limits = DEFAULT_LIMITS
) -> tuple[tuple[SreRecord, ...], ...]:
    """Return the counting records grouped into events, oldest first (SRE-02).

    A record up to 21 days after the first record of the event belongs to it, at any site (a fracture and its
    operation); a later one opens a new event.
    """
    events: list[list[SreRecord]] = []
    for record in sorted((r for r in records if r.type in COUNTING), key=lambda r: r.on):
        if events and (record.on - events[-1][0].on).days <= limits.sre_merge_days:
            events[-1].append(record)
        else:
            events.append([record])
    return tuple(tuple(event) for event in events)


SRE_03 = Rule(
    "SRE-03",
    Severity.FLAG,
    Text(
        "新发{event}：请紧急提交 MDT，骨改良药物继续使用。",
        "New {event}: urgent MDT case; the bone-modifying drug goes on.",
    ),
    "GL Rec 7, Rec 10, §4.5.3",
    Grade.UNGRADED,
)
SRE_04 = Rule(
    "SRE-04",
    Severity.INFO,
    Text(
        "首次骨相关事件后，再次发生的风险急剧升高、间隔缩短；持续使用地舒单抗可减少后续事件。",
        "After the first skeletal event the risk of the next rises sharply and intervals shorten; continued "
        "denosumab lowers later events.",
    ),
    "WP §25",
    Grade.UNGRADED,
)
BMA_16 = Rule(
    "BMA-16",
    Severity.INFO,
    Text(
        "使用双膦酸盐期间第 {count} 次骨相关事件：不应立即停药（1B），可继续，也可换用 RANKL "
        "抑制剂或另一种双膦酸盐"
        "（2B）；请提交 MDT。",
        "Skeletal event number {count} on a bisphosphonate: do not stop at once (1B); continue, or "
        "switch to a RANKL "
        "inhibitor or another bisphosphonate (2B). Ask the MDT.",
    ),
    "GL Rec 7",
    Grade.STRONG_MODERATE,
)


def new_event_findings(
    record: SreRecord,
    earlier: Iterable[SreRecord],
    *,
    on_bisphosphonate: bool,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Finding, ...]:
    """Return what a new event starts: SRE-03 urgent, SRE-04 the first, BMA-16 (BMA-16b) from the second.

    `earlier` are the records since bone metastasis was diagnosed. Bone pain starts nothing here.
    """
    if record.type not in COUNTING:
        return ()
    before = list(earlier)
    count = len(merged_events([*before, record], limits))
    opens_event = count > len(merged_events(before, limits))
    found = [SRE_03.finding(event=record.type)] if record.type in URGENT else []
    if count == 1 and opens_event:
        found.append(SRE_04.finding())
    if count > 1 and opens_event and on_bisphosphonate:
        found.append(BMA_16.finding(count=count, second_sre=True, mdt_trigger="MDT-T04"))
    return tuple(found)
