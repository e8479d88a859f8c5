"""The fixed cast of these tests: day 0, a confirmed patient, and short ways to write the usual facts."""

from datetime import date, timedelta
from decimal import Decimal

from guidelines.assessment.assess import Assessment, assess
from guidelines.assessment.coded import Coded
from guidelines.bone.agents import Agent
from guidelines.bone.dental import DentalItem
from guidelines.bone.sre import SreType
from guidelines.imaging.modalities import Modality
from guidelines.labs import Analyte, Sex
from guidelines.lesions import Bone
from guidelines.record.board import Answer, Conference, Opinion, OpinionEntry
from guidelines.record.bonedrugs import BoneCourse, Dose, Supplement
from guidelines.record.complaints import PainScore, Symptom, SymptomEntry
from guidelines.record.dental import DentalVisit
from guidelines.record.diagnosis import BoneMetastasis, BoneStatus, Diagnosis
from guidelines.record.imaging import ImagingStudy, WindowReview
from guidelines.record.lesions import BoneLesion
from guidelines.record.person import Person
from guidelines.record.record import Record
from guidelines.record.results import LabResult
from guidelines.record.scores import MirelsScore
from guidelines.record.sites import Side, Site
from guidelines.record.skeleton import SkeletalEvent

D0 = date(2026, 1, 5)
WOMAN_OF_66 = Person(sex=Sex.FEMALE, birth_date=date(1960, 1, 1), weight_kg=Decimal(55))
SPINE, FEMUR = Site(text="T8", bone=Bone.SPINE, levels=("T8",)), Site(bone=Bone.FEMUR, side=Side.RIGHT)


def d(offset: int) -> date:
    """Day 0 plus so many days."""
    return D0 + timedelta(days=offset)


def maybe(offset: int | None) -> date | None:
    """The same, None for an undated fact."""
    return None if offset is None else d(offset)


def patient(**facts: object) -> Record:
    """A patient with bone metastasis confirmed on day 0, and these facts."""
    known = {"bone_metastasis": BoneMetastasis(on=D0, status=BoneStatus.CONFIRMED), **facts}
    return Record(**known)  # type: ignore[arg-type]


def on_drug(*offsets: int | None, agent: Agent = Agent.DENOSUMAB, **course: object) -> BoneCourse:
    """A course whose doses were given on these days."""
    doses = tuple(Dose(on=maybe(offset)) for offset in offsets)
    return BoneCourse(agent=agent, doses=doses, **course)  # type: ignore[arg-type]


def lab(
    value: str, offset: int | None, analyte: Analyte = Analyte.CALCIUM, unit: str = "mmol/L"
) -> LabResult:
    """A result without the laboratory's own range."""
    return LabResult(on=maybe(offset), analyte=analyte, value=Decimal(value), unit=unit, ref="labs[0]")


def examined(offset: int | None, *, planned: bool = False) -> DentalVisit:
    """An oral examination."""
    return DentalVisit(on=maybe(offset), item=DentalItem.ORAL_EXAM, planned=planned)


def tablets(calcium: int | None, vitamin_d: int | None, offset: int | None = 0) -> Supplement:
    """Calcium and vitamin D per day."""
    calcium_mg = None if calcium is None else Decimal(calcium)
    return Supplement(
        on=maybe(offset),
        calcium_mg_per_day=calcium_mg,
        vitamin_d_iu_per_day=None if vitamin_d is None else Decimal(vitamin_d),
    )


def lesion(site: Site = SPINE, offset: int | None = 0, **facts: object) -> BoneLesion:
    """A lesion seen on this day."""
    return BoneLesion(site=site, on=maybe(offset), **facts)  # type: ignore[arg-type]


def symptom(
    kind: Symptom, offset: int | None = 0, until: int | None = None, site: Site | None = None
) -> SymptomEntry:
    """A symptom from one day, perhaps until another."""
    return SymptomEntry(symptom=kind, on=maybe(offset), resolved_on=maybe(until), site=site)


def opinion(kind: Opinion, offset: int | None = 0, site: Site | None = None) -> OpinionEntry:
    """An opinion given on this day."""
    return OpinionEntry(opinion=kind, on=maybe(offset), site=site)


def event(kind: SreType, offset: int | None = 0, site: Site | None = None) -> SkeletalEvent:
    """A skeletal event."""
    return SkeletalEvent(event=kind, on=maybe(offset), site=site, ref="sre_events[0]")


def mirels(total: int | None, offset: int | None = 0, site: Site = FEMUR, **facts: object) -> MirelsScore:
    """A Mirels score."""
    return MirelsScore(site=site, total=total, on=maybe(offset), ref="mirels[0]", **facts)  # type: ignore[arg-type]


def meeting(
    offset: int | None = 0, *disciplines: str, conclusion: str = "plan", **facts: object
) -> Conference:
    """A conference of these disciplines."""
    return Conference(on=maybe(offset), disciplines=disciplines, conclusion=conclusion, **facts)  # type: ignore[arg-type]


def scan(
    modality: Modality, offset: int | None, *, read_on: int | None = None, **facts: object
) -> ImagingStudy:
    """A study; `read_on` is the day its bone window was read."""
    review = None if read_on is None else WindowReview(on=d(read_on), reviewed=True)
    return ImagingStudy(modality=modality, on=maybe(offset), bone_window=review, **facts)  # type: ignore[arg-type]


def pain(nrs: int | None, offset: int | None = 0, **facts: object) -> PainScore:
    """A pain score."""
    return PainScore(on=maybe(offset), nrs=nrs, **facts)  # type: ignore[arg-type]


def answer(code: str, reason: str = "reason", subject: str = "") -> Answer:
    """A reason that somebody gave on day 0."""
    return Answer(on=D0, code=code, subject=subject, reason=reason)


LUNG_CANCER = Diagnosis(on=D0, confirmed=True, stage="IVA")


def seen(record: Record, offset: int) -> Assessment:
    """The assessment of a day."""
    return assess(record, d(offset))


def codes(record: Record, offset: int) -> set[str]:
    """The codes of a day."""
    return {finding.code.value for finding in seen(record, offset).findings}


def the(record: Record, offset: int, code: str) -> Coded:
    """The one finding of this code."""
    (found,) = (finding for finding in seen(record, offset).findings if finding.code == code)
    return found


Row = tuple[Record, int, bool]


def raised(code: str, rows: list[Row]) -> None:
    """Check each record on its day."""
    for number, (record, offset, expected) in enumerate(rows):
        assert (code in codes(record, offset)) is expected, f"{code} row {number} on day {offset}"
