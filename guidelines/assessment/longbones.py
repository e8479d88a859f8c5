"""MIRELS_NEEDED, MIRELS_BORDERLINE and MIRELS_HIGH: the risk of fracture of a long bone (SAF-04, STD-03)."""

from collections.abc import Iterator
from datetime import date

from guidelines.assessment.chart import Chart, earliest, is_since
from guidelines.assessment.coded import Coded, coded, from_finding
from guidelines.assessment.codes import Code
from guidelines.dataquality.mirels import fractured_on, is_valid, total_of
from guidelines.record.board import Opinion
from guidelines.record.lesions import BoneLesion
from guidelines.record.scores import MirelsScore
from guidelines.record.sites import Site
from guidelines.risk.mirels import MirelsBand, total_band, total_finding
from guidelines.safety import SAF_04, needs_mirels

CODES = {MirelsBand.BORDERLINE: Code.MIRELS_BORDERLINE, MirelsBand.HIGH: Code.MIRELS_HIGH}


def mirels_findings(chart: Chart) -> Iterator[Coded]:
    """Yield one finding per long bone: its score is missing, or is borderline or high without an opinion.

    A bone that is broken needs no score: it has gone beyond the question.
    """
    for lesions in _by_bone(chart):
        site = lesions[0].site
        if _is_broken(chart, lesions):
            continue
        score = _valid_score(chart, site)
        found = _needed(lesions) if score is None else _risk(chart, site, score)
        if found is not None:
            yield found


def _by_bone(chart: Chart) -> tuple[list[BoneLesion], ...]:
    bones: list[list[BoneLesion]] = []
    for lesion in chart.lesions:
        if needs_mirels(lesion):
            same = next((group for group in bones if group[0].site.same_bone(lesion.site)), None)
            bones.append([lesion]) if same is None else same.append(lesion)
    return tuple(bones)


def _is_broken(chart: Chart, lesions: list[BoneLesion]) -> bool:
    undated = any(lesion.pathologic_fracture is True for lesion in lesions)
    return undated or fractured_on(chart.record, lesions[0].site) is not None


def _subject(site: Site) -> str:
    bone = "" if site.bone is None else site.bone.value.lower()
    return bone if site.side is None else f"{bone} {site.side.value}"


def _valid_score(chart: Chart, site: Site) -> MirelsScore | None:
    scores = [s for s in chart.record.mirels if s.site.same_bone(site) and is_valid(chart.record, s)]
    return max(scores, key=lambda score: score.on or date.min, default=None)


def _needed(lesions: list[BoneLesion]) -> Coded:
    since, site = earliest(*(lesion.on for lesion in lesions)), lesions[0].site
    return coded(
        Code.MIRELS_NEEDED, SAF_04, subject=_subject(site), since=since, due_on=since, site=site.name
    )


def _risk(chart: Chart, site: Site, score: MirelsScore) -> Coded | None:
    total = total_of(score)
    code = None if total is None else CODES.get(total_band(total))
    if total is None or code is None or _advised(chart, site, score.on):
        return None
    subject = _subject(site)
    return from_finding(code, total_finding(total, subject), subject=subject, since=score.on, due_on=score.on)


def _advised(chart: Chart, site: Site, since: date | None) -> bool:
    return any(
        entry.opinion is Opinion.ORTHOPAEDIC
        and is_since(entry.on, since)
        and (entry.site is None or entry.site.same_bone(site))
        for entry in chart.record.opinions
    )
