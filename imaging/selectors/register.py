"""Everything this room knows of one patient's lesions, in a fixed number of queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from imaging.models import (
    ImagingStudy,
    Lesion,
    LesionMeasurement,
    LesionReading,
    LesionScore,
    ResponseAssessment,
)
from imaging.selectors.chains import standing
from imaging.selectors.comparing import Comparison, comparison_of
from imaging.selectors.measured import Examined, Measurements, by_study, examined_of
from imaging.selectors.places import Place, places_of
from patients.lines.events import placed
from patients.models import Patient, RiskScore
from patients.record.rows import RecordRows


@dataclass(frozen=True)
class Register:
    """The lesions with what was measured and judged of them; `studies` and `lesions` by every id they had."""

    places: tuple[Place, ...]
    names: Mapping[UUID, str]
    studies: Mapping[UUID, ImagingStudy]
    measured: Measurements
    readings: Mapping[UUID, Mapping[str, LesionReading]]
    assessments: Mapping[UUID, ResponseAssessment]
    scores: Mapping[str, tuple[RiskScore, ...]]

    @cached_property
    def examined(self) -> tuple[Examined, ...]:
        """The examinations a response can be computed from, oldest first."""
        return examined_of(list({one.id: one for one in self.studies.values()}.values()), self.measured)

    @cached_property
    def baseline_on(self) -> date | None:
        """The day of the first examination in which a lesion was measured; None without one."""
        return next((one.done_on for one in self.examined if one.seen.lesions), None)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number each lesion bears on the map and in the list."""
        return {place.name: number for number, place in enumerate(self.places, 1)}

    @cached_property
    def sites(self) -> Mapping[str, str]:
        """How each lesion is called in a sentence: its site with its side."""
        return {place.name: placed(place.head.site, place.head.side) for place in self.places}

    def place(self, name: str) -> Place | None:
        """The lesion of that name."""
        return next((place for place in self.places if place.name == name), None)

    def comparison(self, study: ImagingStudy) -> Comparison | None:
        """The examination beside those before it; None for one without a day or a known modality."""
        current = next((one for one in self.examined if one.study.id == study.id), None)
        return None if current is None else comparison_of(current, self.examined)


def register_of(patient: Patient) -> Register:
    """The register of one patient; six queries for any number of lesions, examinations and scores."""
    return register_in(RecordRows([patient.id]))


def register_in(record: RecordRows) -> Register:
    """The register of the one patient whose record this is; a table that was read is not read again."""
    studies, lesions = standing(record.all(ImagingStudy)), standing(record.all(Lesion))
    places = places_of({row.id: row for row in lesions.values()}.values())
    place_of = {row.id: place.name for place in places for row in place.rows}
    names = {lesion_id: place_of[row.id] for lesion_id, row in lesions.items()}
    return Register(
        places=places,
        names=names,
        studies=studies,
        measured=by_study(record.valid(LesionMeasurement), studies, names),
        readings=by_study(record.valid(LesionReading), studies, names),
        assessments=_assessments(record, studies),
        scores=_scores(record, names),
    )


def _assessments(record: RecordRows, studies: Mapping[UUID, ImagingStudy]) -> dict[UUID, ResponseAssessment]:
    found = [(studies.get(row.study_id), row) for row in record.valid(ResponseAssessment)]
    return {study.id: row for study, row in found if study is not None}


def _links(patient_ids: Collection[UUID]) -> QuerySet[LesionScore]:
    return LesionScore.objects.filter(lesion__patient__in=patient_ids)


def _scores(record: RecordRows, names: Mapping[UUID, str]) -> dict[str, tuple[RiskScore, ...]]:
    """The valid scores of each lesion, the newest last; a corrected score stands for the old one."""
    links = record.asked(_links)
    scores = standing(record.all(RiskScore)) if links else {}
    found: dict[str, tuple[RiskScore, ...]] = {}
    for link in links:
        name, score = names.get(link.lesion_id), scores.get(link.score_id)
        if name is not None and score is not None:
            found[name] = (*found.get(name, ()), score)
    return found
