"""What was measured in which examination, as the rules of response read it (IMG-40)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from guidelines.imaging.measuring import Diameters, Examination
from guidelines.imaging.modalities import Modality
from imaging.models import ImagingStudy, LesionMeasurement, LesionReading


@dataclass(frozen=True, slots=True)
class Examined:
    """A dated examination of a known modality, with its row and what was measured in it."""

    study: ImagingStudy
    seen: Examination

    @property
    def done_on(self) -> date:
        """Its day."""
        return self.seen.done_on


Measurements = Mapping[UUID, Mapping[str, LesionMeasurement]]
Told = TypeVar("Told", LesionMeasurement, LesionReading)


def by_study(
    rows: Iterable[Told], studies: Mapping[UUID, ImagingStudy], names: Mapping[UUID, str]
) -> dict[UUID, dict[str, Told]]:
    """What is told of each lesion, by the examination that counts now; of lesions that are still listed."""
    found: defaultdict[UUID, dict[str, Told]] = defaultdict(dict)
    for row in rows:
        study, name = studies.get(row.study_id), names.get(row.lesion_id)
        if study is not None and name is not None:
            found[study.id][name] = row
    return found


def examined_of(studies: Collection[ImagingStudy], measured: Measurements) -> tuple[Examined, ...]:
    """The examinations a response can be computed from, oldest first: those with a day and a modality."""
    found = [
        Examined(study, _examination(study, study.done_on, measured.get(study.id, {})))
        for study in studies
        if study.done_on is not None and study.modality in set(Modality)
    ]
    return tuple(sorted(found, key=lambda one: (one.done_on, one.study.created_at)))


def _examination(study: ImagingStudy, done_on: date, rows: Mapping[str, LesionMeasurement]) -> Examination:
    lesions = {name: Diameters(row.long_mm, row.short_mm) for name, row in rows.items()}
    return Examination(done_on=done_on, modality=Modality(study.modality), lesions=lesions)
