"""What a record tells of the questions of the pathway; where it is silent the answer is not known."""

from decimal import Decimal
from typing import Any

from guidelines.assessment.chart import Chart
from guidelines.assessment.pathway_facts import evidence_of, pathway_facts
from guidelines.assessment.risk_facts import answered_factors, recorded_factors
from guidelines.day import Day
from guidelines.imaging.modalities import Modality
from guidelines.labs import Analyte
from guidelines.lesions import Bone, Extent, LesionType
from guidelines.pathway.evidence import Pathology, is_confirmed
from guidelines.pathway.risk import RiskFactor, assess_risk
from guidelines.pathway.states import PathwayFacts, SurveyResult
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS
from guidelines.record.complaints import Symptom, SymptomEntry
from guidelines.record.diagnosis import Diagnosis, Driver
from guidelines.record.imaging import ImagingStudy
from guidelines.record.lesions import BoneLesion, Certainty
from guidelines.record.record import Record
from guidelines.record.results import LabResult
from guidelines.record.sites import Site
from guidelines.record.skeleton import Biopsy
from guidelines.staging import DriverStatus, Histology
from tests.guidelines.shorthand import day

TODAY = day("2025-03-15")
L2, L4, RIB = (
    Site(text="L2", bone=Bone.SPINE, levels=("L2",)),
    Site(text="L4", bone=Bone.SPINE, levels=("L4",)),
    Site(text="rib 6", bone=Bone.RIB),
)
CANCER = Diagnosis(confirmed=True)


def chart(**parts: Any) -> Chart:
    return Chart(Record(**parts), Day(TODAY), DEFAULT_HOSPITAL_LIMITS)


def facts(**parts: Any) -> PathwayFacts:
    return pathway_facts(chart(**parts), None)


def study(modality: Modality, *sites: Site, **more: Any) -> ImagingStudy:
    """A study of today whose reader states a metastasis at each site."""
    named = {"lesion_type": LesionType.OSTEOLYTIC, "certainty": Certainty.STATED} | more
    lesions = tuple(BoneLesion(site=site, **named) for site in sites)
    return ImagingStudy(on=TODAY, modality=modality, lesions=lesions)


def test_an_empty_record_knows_nothing_and_denies_nothing() -> None:
    assert facts() == PathwayFacts()


def test_a_scan_without_lesions_is_not_read_as_negative() -> None:
    assert facts(studies=(study(Modality.BS),)).survey is None
    assert facts(studies=(study(Modality.BS, L4),)).survey is SurveyResult.POSITIVE
    benign = study(Modality.BS, L4, certainty=Certainty.BENIGN)
    assert facts(studies=(benign,)).survey is None


def test_lesions_are_counted_by_what_is_stated_of_each() -> None:
    told = facts(studies=(study(Modality.CT, L2, L4),))
    assert (told.destructive_lesions, told.definite_lesions) == (2, 2)
    untyped = facts(studies=(study(Modality.CT, L2, L4, lesion_type=None),))
    assert untyped.destructive_lesions is None


def test_the_extent_is_proposed_by_region() -> None:
    assert facts(studies=(study(Modality.CT, L2, L4),)).extent is Extent.LOCALISED
    assert facts(studies=(study(Modality.CT, L2, RIB),)).extent is Extent.WIDESPREAD


def test_destruction_proves_where_scan_or_symptom_pointed() -> None:
    pointed = chart(diagnosis=CANCER, studies=(study(Modality.BS, L4), study(Modality.CT, L4)))
    assert is_confirmed(evidence_of(pointed)) is True
    elsewhere = chart(diagnosis=CANCER, studies=(study(Modality.BS, L2), study(Modality.CT, RIB)))
    assert is_confirmed(evidence_of(elsewhere)) is None
    scan_only = chart(diagnosis=CANCER, studies=(study(Modality.BS, L2, L4),))
    assert is_confirmed(evidence_of(scan_only)) is False


def test_the_newest_bone_biopsy_counts() -> None:
    first = Biopsy(on=day("2025-01-01"), of_bone=True, positive=False)
    last = Biopsy(on=day("2025-02-01"), of_bone=True, positive=True)
    lung = Biopsy(on=day("2025-03-01"), of_bone=False, positive=True)
    assert facts(biopsies=(last, first, lung)).pathology is Pathology.POSITIVE
    assert facts(biopsies=(lung,)).pathology is None


def test_what_is_new_began_after_the_present_state() -> None:
    pain = SymptomEntry(on=day("2025-03-10"), symptom=Symptom.BONE_PAIN_FIXED)
    seen = chart(symptoms=(pain,))
    assert pathway_facts(seen, day("2025-03-01")).new_symptom is True
    assert pathway_facts(seen, day("2025-03-10")).new_symptom is None
    assert pathway_facts(seen, day("2025-03-10")).local_symptoms is True


def test_risk_factors_are_read_and_a_persons_answer_stands_over_them() -> None:
    cancer = Diagnosis(
        confirmed=True,
        histology=Histology.ADENOCARCINOMA,
        stage="IIIA",
        t="T4",
        n="N2",
        drivers=(Driver(gene="EGFR", status=DriverStatus.POSITIVE),),
    )
    alp = LabResult(on=TODAY, analyte=Analyte.ALP, value=Decimal(125), unit="U/L", high=Decimal(125))
    recorded = recorded_factors(chart(diagnosis=cancer, labs=(alp,)))
    known = {factor.value: answer for factor, answer in recorded.items() if answer is not None}
    assert known == {
        "ALP_HIGH": False,
        "ADVANCED_STAGE": True,
        "T4": True,
        "N3": False,
        "NON_SQUAMOUS": True,
        "DRIVER_POS": True,
    }
    answered = answered_factors(recorded, {RiskFactor.BONE_PAIN: True, RiskFactor.T4: False})
    risk = assess_risk(answered)
    assert risk.guideline_basis
    assert RiskFactor.T4 not in risk.present
