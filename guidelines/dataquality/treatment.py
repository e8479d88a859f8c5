"""Treatment against diagnosis, and what its record leaves out (DQ-24, DQ-25, DQ-27)."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from guidelines.dataquality.flags import Flags, dq_rule, field_of
from guidelines.reading.drugs import DrugClass, drug_classes
from guidelines.record.record import Record
from guidelines.record.treatment import DrugOrder, Radiotherapy, SystemicTherapy
from guidelines.staging import DriverStatus, Histology
from guidelines.terms import Text

DQ_24 = dq_rule(
    "24",
    "鳞癌使用了培美曲塞（仅用于非鳞癌），请核对组织学或药物。",
    "Pemetrexed in squamous carcinoma (for non-squamous only): check histology or drug.",
    "S; P",
)
DQ_25 = dq_rule(
    "25",
    "使用了{drug}，但没有 {gene} 阳性结果，请补录检测。",
    "{drug} is given and no positive {gene} result is on record: please add the test.",
    "S; P",
)
DQ_27 = dq_rule("27", "放疗缺少：{missing}。", "Radiotherapy without {missing}.")
GENES: Mapping[DrugClass, str] = MappingProxyType({DrugClass.EGFR_TKI: "EGFR", DrugClass.ALK_TKI: "ALK"})


def treatment_flags(record: Record) -> Flags:
    """Return what does not fit in tumour and treatment, in the order of the checks."""
    return (*histology_flags(record), *driver_flags(record), *radiotherapy_flags(record))


def histology_flags(record: Record) -> Flags:
    """Return pemetrexed given to a squamous carcinoma (DQ-24)."""
    if record.diagnosis is None or record.diagnosis.histology is not Histology.SQUAMOUS:
        return ()
    return tuple(
        DQ_24.finding(key=field_of(entry, "drugs"))
        for entry in record.systemic
        if any(DrugClass.PEMETREXED in drug_classes(drug) for drug in entry.drugs)
    )


def driver_flags(record: Record) -> Flags:
    """Return targeted drugs whose gene has no positive result on record (DQ-25)."""
    return tuple(
        DQ_25.finding(key=field_of(entry, "drugs"), drug=drug, gene=gene)
        for entry in record.systemic
        for drug in entry.drugs
        for drug_class, gene in GENES.items()
        if drug_class in drug_classes(drug) and not has_driver(record, gene)
    )


def has_driver(record: Record, gene: str) -> bool:
    """Return whether the gene has a positive result; a test without result is none."""
    drivers = () if record.diagnosis is None else record.diagnosis.drivers
    return any(d.gene.upper().startswith(gene) and d.status is DriverStatus.POSITIVE for d in drivers)


def radiotherapy_flags(record: Record) -> Flags:
    """Return radiotherapy that was given and lacks its dose or fractions (DQ-27)."""
    return tuple(
        DQ_27.finding(key=field_of(entry, "dose_gy"), missing=_missing(entry))
        for entry in record.radiotherapy
        if not entry.proposed and (entry.dose_gy is None or entry.fractions is None)
    )


_DOSE, _FRACTIONS = Text("剂量", "its dose"), Text("次数", "its fractions")


def _missing(entry: Radiotherapy) -> tuple[Text, ...]:
    parts = ((entry.dose_gy, _DOSE), (entry.fractions, _FRACTIONS))
    return tuple(name for value, name in parts if value is None)


def recorded_drugs(record: Record) -> Iterator[tuple[str, DrugOrder | SystemicTherapy]]:
    """Return every drug of orders and of systemic therapy that was not only proposed, with its entry."""
    yield from ((order.drug, order) for order in record.drugs)
    for therapy in record.systemic:
        if not therapy.proposed:
            yield from ((drug, therapy) for drug in therapy.drugs)
