"""What the record that stays takes over from the one that goes: only where its own answer is missing."""

from django.db.models import Model
from django.utils.text import capfirst

from patients.enums import Histology, MetastasisStatus
from patients.models import BoneMetastasis, Diagnosis, DriverResult, Patient

PATIENT_COLUMNS = ("national_id", "national_id_index", "responsible_doctor", "ward", "bed")
HIDDEN = frozenset({"national_id_index"})
DIAGNOSIS_COLUMNS = (
    "histology", "site", "t", "n", "m", "tnm_edition", "stage",
    "diagnosed_on", "pdl1_tps_percent", "pdl1_cps", "follow_up_category", "recurred_on",
    "histology_text", "tnm_text", "stage_text", "note",
)  # fmt: skip
METASTASIS_COLUMNS = (
    "status", "confirmed_on", "basis", "basis_text", "sites", "is_imported", "decided_by",
)  # fmt: skip
EMPTY = (None, "", Histology.UNKNOWN)


def patient_fill(keep: Patient, remove: Patient) -> list[str]:
    """Names of the columns taken over; the row is not saved. A ward is taken inside one department only."""
    columns = PATIENT_COLUMNS if keep.department_id == remove.department_id else PATIENT_COLUMNS[:3]
    return _fill(keep, remove, columns)


def diagnosis_fill(keep: Patient, remove: Patient) -> list[str]:
    """Names of the columns taken over when both records have a diagnosis, drivers of new genes included."""
    mine = Diagnosis.objects.filter(patient=keep).first()
    other = Diagnosis.objects.filter(patient=remove).first()
    if mine is None or other is None:
        return []
    filled = _fill(mine, other, DIAGNOSIS_COLUMNS)
    mine.save()
    known = mine.drivers.values("gene")
    genes = DriverResult.objects.filter(diagnosis=other).exclude(gene__in=known)
    filled += [row.gene for row in genes]
    genes.update(diagnosis=mine)
    return filled


def metastasis_fill(keep: Patient, remove: Patient) -> list[str]:
    """A confirmed bone metastasis is never lost: it replaces a weaker statement of the record that stays."""
    mine = BoneMetastasis.objects.filter(patient=keep).first()
    other = BoneMetastasis.objects.filter(patient=remove).first()
    if mine is None or other is None or not _says_more(other, mine):
        return []
    for column in METASTASIS_COLUMNS:
        setattr(mine, column, getattr(other, column))
    mine.save()
    return [_label(mine, "status")]


def _says_more(other: BoneMetastasis, mine: BoneMetastasis) -> bool:
    if mine.status == MetastasisStatus.CONFIRMED:
        return False
    return other.status == MetastasisStatus.CONFIRMED or mine.status == MetastasisStatus.UNKNOWN


def _fill(mine: Model, other: Model, columns: tuple[str, ...]) -> list[str]:
    filled = []
    for column in columns:
        if getattr(mine, column) in EMPTY and getattr(other, column) not in EMPTY:
            setattr(mine, column, getattr(other, column))
            filled += [] if column in HIDDEN else [_label(mine, column)]
    return filled


def _label(row: Model, column: str) -> str:
    return str(capfirst(getattr(row._meta.get_field(column), "verbose_name", column)))
