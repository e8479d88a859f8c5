"""Drugs on record that were unsafe together or for this patient (DQ-39)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from guidelines.dataquality.flags import Flags, dq_rule, field_of
from guidelines.dataquality.treatment import recorded_drugs
from guidelines.facts import Problem
from guidelines.findings import Finding
from guidelines.labs import Analyte, Band
from guidelines.reading.calcium import CalciumEpisode
from guidelines.reading.drugs import DrugClass, drug_classes
from guidelines.reading.labs import lab_facts
from guidelines.reading.limits import SafetyLimits
from guidelines.record.entry import Entry
from guidelines.record.record import Record
from guidelines.terms import Text

DQ_39 = dq_rule(
    "39", "{drugs}：同时存在{risk}，请复核用药安全。", "{drugs} together with {risk}: review for safety."
)
_RENAL, _HIGH_CALCIUM = Text("肾功能不全", "impaired kidney function"), Text("高钙血症", "high calcium")


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another, both included; None = not known, so it may reach any day."""

    begin: date | None
    end: date | None = None

    def meets(self, other: "Span") -> bool:
        """Return whether both can have had a day in common."""
        return _not_after(self.begin, other.end) and _not_after(other.begin, self.end)


def _not_after(begin: date | None, end: date | None) -> bool:
    return begin is None or end is None or begin <= end


@dataclass(frozen=True, slots=True)
class Taken:
    """A drug on record, its classes, and when it was taken."""

    name: str
    entry: Entry
    classes: frozenset[DrugClass]
    span: Span


def drug_flags(record: Record, episodes: tuple[CalciumEpisode, ...], limits: SafetyLimits) -> Flags:
    """Return each drug that was unsafe beside another, with impaired kidneys, or with high calcium (DQ-39).

    A drug stopped on the day its risk was found was still taken beside it.
    """
    taken = tuple(
        Taken(name, entry, drug_classes(name), Span(entry.on, entry.stopped_on))
        for name, entry in recorded_drugs(record)
    )
    high = [Span(e.begin, e.end) for e in episodes if e.band is Band.HIGH]
    return (
        *_unsafe(taken, DrugClass.NSAID, _RENAL, _renal_spans(record, limits)),
        *_unsafe(taken, DrugClass.NSAID, DrugClass.CISPLATIN.label, _spans(taken, DrugClass.CISPLATIN)),
        *_unsafe(
            taken, DrugClass.OPIOID, DrugClass.BENZODIAZEPINE.label, _spans(taken, DrugClass.BENZODIAZEPINE)
        ),
        *_unsafe(taken, DrugClass.THIAZIDE, _HIGH_CALCIUM, high),
    )


def _unsafe(
    taken: tuple[Taken, ...], drug_class: DrugClass, risk: Text, dangers: Iterable[Span]
) -> Iterator[Finding]:
    spans = list(dangers)
    for drug in taken:
        if drug_class in drug.classes and any(drug.span.meets(span) for span in spans):
            yield DQ_39.finding(key=field_of(drug.entry, "drug"), drugs=drug.name, risk=risk)


def _spans(taken: tuple[Taken, ...], drug_class: DrugClass) -> Iterator[Span]:
    return (drug.span for drug in taken if drug_class in drug.classes)


def _renal_spans(record: Record, limits: SafetyLimits) -> Iterator[Span]:
    """Yield since when the kidneys are known to be impaired: by the problem list, or by a number below 60."""
    for entry in record.problems:
        if entry.problem is Problem.CKD:
            yield Span(entry.on, entry.resolved_on)
    for fact in lab_facts(record.labs, limits):
        if fact.analyte in (Analyte.EGFR, Analyte.CRCL) and fact.value < limits.nsaid_renal_below:
            yield Span(fact.sampled_on, fact.sampled_on)
