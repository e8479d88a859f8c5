"""Treatment against diagnosis and against itself (DQ-24, DQ-25, DQ-27, DQ-39)."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from guidelines.dataquality.flags import Flags, dq_rule, field_of
from guidelines.findings import Finding
from guidelines.reading.drugs import DrugClass, drug_classes
from guidelines.record.entry import Entry
from guidelines.record.record import Record
from guidelines.record.treatment import Radiotherapy
from guidelines.safety import drug_risks
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
DQ_39 = dq_rule(
    "39", "{drugs}：同时存在{risk}，请复核用药安全。", "{drugs} together with {risk}: review for safety."
)
GENES: Mapping[DrugClass, str] = MappingProxyType({DrugClass.EGFR_TKI: "EGFR", DrugClass.ALK_TKI: "ALK"})


def treatment_flags(record: Record, *, renal_impaired: bool, calcium_high: bool) -> Flags:
    """Return what does not fit in the treatments, in the order of the checks."""
    return (
        *histology_flags(record),
        *driver_flags(record),
        *radiotherapy_flags(record),
        *safety_flags(record, renal_impaired=renal_impaired, calcium_high=calcium_high),
    )


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


def taken_drugs(record: Record) -> Iterator[tuple[str, Entry]]:
    """Return every drug that is not stopped, with its entry: other orders and systemic therapy.

    An order without a first day counts as taken, for a warning only.
    """
    for order in record.drugs:
        if order.stopped_on is None:
            yield order.drug, order
    for therapy in record.systemic:
        if therapy.stopped_on is None and not therapy.proposed:
            yield from ((drug, therapy) for drug in therapy.drugs)


def safety_flags(record: Record, *, renal_impaired: bool, calcium_high: bool) -> Flags:
    """Return orders that are unsafe together or for this patient (DQ-39)."""
    return tuple(_safety(record, renal_impaired, calcium_high))


def _safety(record: Record, renal_impaired: bool, calcium_high: bool) -> Iterator[Finding]:
    taken = [(name, entry, drug_classes(name)) for name, entry in taken_drugs(record)]
    classes = frozenset(drug_class for *_, found in taken for drug_class in found)
    for drug_class, risk in drug_risks(classes, renal_impaired=renal_impaired, calcium_high=calcium_high):
        for name, entry, found in taken:
            if drug_class in found:
                yield DQ_39.finding(key=field_of(entry, "drug"), drugs=name, risk=risk)
