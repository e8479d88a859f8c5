"""What a patient suffers and what hides from imaging, as reasons for the board (MDT-T03, T07, T11)."""

from collections.abc import Iterator
from datetime import date, timedelta

from guidelines.assessment.board_reasons import Seen
from guidelines.assessment.chart import Chart
from guidelines.assessment.pain import usable
from guidelines.facts import LabFact
from guidelines.markers import TURNOVER_MARKERS, raised
from guidelines.mdt.reasons import CaseFacts, CaseReason, case_reasons
from guidelines.pathway.markers import NEGATIVE_VALID_DAYS, SETTLES
from guidelines.psychology import Distress
from guidelines.record.complaints import PainScore
from guidelines.record.lesions import Certainty
from guidelines.risk.pain import MODERATE_FROM, persisting_pain


def complaints_of(chart: Chart) -> Iterator[Seen]:
    """Yield the reasons that lie in complaints, screens and markers, each with its day."""
    yield from _hidden(chart)
    yield from _pain(chart)
    yield from _distress(chart)


def _hidden(chart: Chart) -> Iterator[Seen]:
    """Yield a raised marker beside negative imaging that is young enough to hold (MDT-T03, LAB-06, DX-09)."""
    marker, clean_on = _raised_marker(chart), _negative_on(chart)
    if marker is None or clean_on is None or chart.confirmed:
        return
    if clean_on < marker.sampled_on - timedelta(days=NEGATIVE_VALID_DAYS):
        return
    facts = CaseFacts(marker_raised=True, imaging_negative=True)
    yield from ((reason, max(marker.sampled_on, clean_on)) for reason in case_reasons(facts))


def _raised_marker(chart: Chart) -> LabFact | None:
    """Return the newest turnover marker whose last result is above its laboratory's limit."""
    newest = {lab.analyte: lab for lab in sorted(chart.labs, key=lambda lab: lab.sampled_on)}
    found = [lab for lab in newest.values() if lab.analyte in TURNOVER_MARKERS and raised(lab)]
    return max(found, key=lambda lab: lab.sampled_on, default=None)


def _negative_on(chart: Chart) -> date | None:
    """Return the last day on which somebody stated that there is no metastasis; None when nobody did.

    The exclusion of bone metastasis, or an MRI or PET/CT all of whose foci were read as benign. A scan in
    which nothing was entered has not been read as negative; one lesion that may be metastatic ends it.
    """
    if chart.lesions:
        return None
    bone = chart.record.bone_metastasis
    excluded_on = bone.on if bone is not None and chart.excluded else None
    clean = (
        study.on
        for study in chart.record.studies
        if study.modality in SETTLES
        and study.lesions
        and all(lesion.certainty is Certainty.BENIGN for lesion in study.lesions)
    )
    return max((day for day in (excluded_on, *clean) if day is not None), default=None)


def _pain(chart: Chart) -> Iterator[Seen]:
    """Yield moderate or severe pain that did not fall between two days of systemic treatment (MDT-T07)."""
    scores = sorted(_scores(chart), key=lambda score: score.on or date.min)
    if not scores or not chart.confirmed:
        return
    last = scores[-1]
    before = next((s for s in reversed(scores) if s.on != last.on and _may_be_same_place(s, last)), None)
    if before is None or not _treated_by(chart, before.on):
        return
    now = usable(last) or 0
    if persisting_pain(usable(before), now) is not None and now >= MODERATE_FROM:
        yield CaseReason.REFRACTORY_PAIN, last.on


def _scores(chart: Chart) -> Iterator[PainScore]:
    """Yield the dated scores with a number; words alone cannot be compared."""
    return (score for score in chart.record.pain if score.on is not None and usable(score) is not None)


def _may_be_same_place(one: PainScore, other: PainScore) -> bool:
    """Return whether both can be the same pain: a score without a known bone is of the whole patient."""
    if one.site is None or other.site is None or None in (one.site.bone, other.site.bone):
        return True
    return one.site.same_bone(other.site)


def _treated_by(chart: Chart, day: date | None) -> bool:
    """Return whether systemic therapy had begun on a known day not after this one."""
    begun = (therapy.on for therapy in chart.record.systemic if not therapy.proposed)
    return day is not None and any(on is not None and on <= day for on in begun)


def _distress(chart: Chart) -> Iterator[Seen]:
    """Yield a severe disorder, when the last dated screen found one (MDT-T11, PSY-03)."""
    dated = [screen for screen in chart.record.distress if screen.on is not None]
    last = max(reversed(dated), key=lambda screen: screen.on or date.min, default=None)
    if last is not None and last.distress is Distress.SEVERE_DISORDER:
        yield CaseReason.DISTRESS, last.on
