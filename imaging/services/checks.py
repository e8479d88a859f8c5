"""What the rules say to an examination before it is stored: its response, the reading of its bone window."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from guidelines.assessment.chart import Chart
from guidelines.assessment.scan_orders import slot_kind_of, symptom_order_finding
from guidelines.findings import Finding
from guidelines.imaging.flare import Correlative
from guidelines.imaging.modalities import Modality
from guidelines.imaging.response import NewLesion, ResponseCategory, ResponseFacts
from guidelines.imaging.response_entry import (
    bone_scan_note,
    comparability_check,
    entered_category_check,
    standard_check,
)
from guidelines.imaging.studies import BoneWindowReview, Study
from guidelines.imaging.windows import quality_finding, review_refusal, settings_check
from guidelines.record.imaging import ImagingStudy as Told
from guidelines.roles import Role
from imaging.specs import BoneWindowSpec, StudySpec
from patients.selectors.whole import chart_of
from patients.services.recording import Findings, Writing


def study_findings(spec: StudySpec, writing: Writing) -> Findings:
    """IMG-47 to IMG-50 of a response, IMG-21, IMG-23 and IMG-24 of the bone window, IMG-14 of the order."""
    found = list(window_findings(spec.bone_window, writing))
    if spec.modality is not None and spec.done_on is not None:
        found += _those(quality_finding(_as_read(spec, spec.modality, spec.done_on)))
    if spec.response is not None:
        found += _response_findings(spec, chart_of(writing.patient, writing.today))
    return found + _order_findings(spec, writing)


def _order_findings(spec: StudySpec, writing: Writing) -> list[Finding]:
    """Asked of the record only where a basis was stated: most examinations are registered without one."""
    if not spec.basis or spec.done_on is None:
        return []
    chart, basis = chart_of(writing.patient, writing.today), frozenset(spec.basis)
    finding = symptom_order_finding(chart, slot_kind_of(spec.modality), basis, spec.done_on)
    return [] if finding is None else [finding]


def window_findings(window: BoneWindowSpec | None, writing: Writing) -> Findings:
    """Who read it and when (IMG-24), and in a window of which width and level (IMG-23)."""
    if window is None or not window.reviewed:
        return ()
    review = _review(window, Role(writing.by.role) if writing.by.role in set(Role) else None)
    return _those(review_refusal(review), settings_check(review))


def _review(window: BoneWindowSpec, reader: Role | None = None) -> BoneWindowReview:
    return BoneWindowReview(
        reviewed=window.reviewed,
        reader=reader,
        reviewed_on=window.on,
        window_width=None if window.width is None else Decimal(window.width),
        window_level=None if window.level is None else Decimal(window.level),
    )


def _as_read(spec: StudySpec, modality: Modality, done_on: date) -> Study:
    window = None if spec.bone_window is None else _review(spec.bone_window)
    return Study(study_id="", modality=modality, done_on=done_on, bone_window=window)


def _response_findings(spec: StudySpec, chart: Chart) -> Iterator[Finding]:
    earlier = _earlier(spec, chart)
    yield standard_check(spec.response_standard)
    yield from _those(comparability_check(_baseline(spec, earlier), spec.modality))
    if spec.modality is Modality.BS and spec.response is not None:
        facts = _bone_scan_facts(earlier, chart)
        yield from _those(entered_category_check(ResponseCategory(spec.response.value), facts))
        yield from _those(bone_scan_note(frozenset({Modality.BS})))


def _earlier(spec: StudySpec, chart: Chart) -> tuple[Told, ...]:
    """The dated studies before this one, oldest first."""
    dated = [(study.on, study) for study in chart.record.studies if study.on is not None]
    before = [pair for pair in dated if spec.done_on is not None and pair[0] < spec.done_on]
    return tuple(study for _on, study in sorted(before, key=lambda pair: pair[0]))


def _baseline(spec: StudySpec, earlier: tuple[Told, ...]) -> Modality | None:
    """The modality to compare with: the same one when it was ever done, else that of the last study."""
    known = [study.modality for study in earlier if study.modality is not None]
    return spec.modality if spec.modality in known else next(reversed(known), None)


def _bone_scan_facts(earlier: tuple[Told, ...], chart: Chart) -> ResponseFacts:
    """A bone scan alone, or with progression that another study has shown since the last bone scan."""
    last_scan = max((one.on for one in earlier if one.modality is Modality.BS and one.on), default=None)
    shown = any(
        study.modality not in (Modality.BS, None)
        and study.response == ResponseCategory.PD.value
        and study.on is not None
        and (last_scan is None or study.on > last_scan)
        for study in chart.record.studies
    )
    return ResponseFacts(
        comparable=True,
        sums=None,
        new_lesion=NewLesion.NONE,
        correlative=Correlative.DESTRUCTION if shown else Correlative.NOT_DONE,
    )


def _those(*findings: Finding | None) -> Iterable[Finding]:
    return [finding for finding in findings if finding is not None]
