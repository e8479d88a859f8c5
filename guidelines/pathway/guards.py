"""The conditions of the steps: yes, no, or not known while a fact is missing (section 2.4)."""

from collections.abc import Callable
from datetime import date, timedelta

from guidelines.certainty import Answer, all_of, any_of, equals, more_than, opposite
from guidelines.lesions import Extent
from guidelines.pathway.evidence import Pathology
from guidelines.pathway.states import PathwayFacts, SurveyResult
from guidelines.values import add_months

Guard = Callable[[PathwayFacts, date], Answer]

CHECKLIST_DAYS = 14
YOUNG_SCAN_MONTHS = 6


def always(_facts: PathwayFacts, _today: date) -> Answer:
    """Return yes: the step follows by itself."""
    return True


def stated(name: str) -> Guard:
    """Return the guard that reads one answer of the facts."""

    def guard(facts: PathwayFacts, _today: date) -> Answer:
        answer: Answer = getattr(facts, name)
        return answer

    return guard


def surveyed(result: SurveyResult) -> Guard:
    """Return the guard of a survey with this result (DX-T03, DX-T04)."""
    return lambda facts, _today: equals(facts.survey, result)


def extends(extent: Extent) -> Guard:
    """Return the guard of this extent (DX-T08, DX-T09)."""
    return lambda facts, _today: equals(facts.extent, extent)


def petct_shows(extent: Extent) -> Guard:
    """Return the guard of a PET/CT with a bone focus of this extent (DX-T02)."""
    return lambda facts, _today: all_of((facts.petct_bone_focus, equals(facts.extent, extent)))


def lesion_seen(extent: Extent) -> Guard:
    """Return the guard of a suspicious lesion of this extent, seen in surveillance (DX-T27)."""
    return lambda facts, _today: all_of((facts.suspicious_lesion, equals(facts.extent, extent)))


def quiet(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether there is neither a local symptom nor an open marker task (DX-T05)."""
    return all_of((opposite(facts.local_symptoms), opposite(facts.marker_task_open)))


def solitary(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether exactly one lesion destroys bone (DX-T10)."""
    return equals(facts.destructive_lesions, 1)


def multiple_and_definite(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether lung cancer is confirmed, imaging definite, lesions several (DX-T11, DX-T12)."""
    several = more_than(facts.definite_lesions, 1)
    return all_of((facts.lung_cancer_confirmed, facts.definite_imaging, several))


def repeated_in_vain(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether imaging was repeated without a conclusion (DX-T14)."""
    return more_than(facts.inconclusive, 1)


def decided_and_definite(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether the MDT decided and the diagnosis is proven by imaging (DX-T15, DX-18)."""
    return all_of((facts.mdt_decision, facts.lung_cancer_confirmed, facts.definite_imaging))


def proven_by_pathology(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether the biopsy is positive in confirmed lung cancer (DX-T16, DX-18)."""
    return all_of((facts.lung_cancer_confirmed, equals(facts.pathology, Pathology.POSITIVE)))


def excluded_by_pathology(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether the biopsy is negative and suspicion not high (DX-T17)."""
    return all_of((equals(facts.pathology, Pathology.NEGATIVE), opposite(facts.suspicion_high)))


def unsettled_by_pathology(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether the biopsy is not positive although suspicion is high (DX-T18)."""
    return all_of((opposite(equals(facts.pathology, Pathology.POSITIVE)), facts.suspicion_high))


def clinical_diagnosis(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether the MDT documented the diagnosis of a lesion that cannot be biopsied (DX-T19, DX-18)."""
    return all_of((facts.lung_cancer_confirmed, facts.biopsy_declined, facts.mdt_imaging_diagnosis))


def screen_again(facts: PathwayFacts, _today: date) -> Answer:
    """Return whether anything asks for a new survey (DX-T21)."""
    return any_of((facts.scan_due, facts.new_symptom, facts.marker_task_open, facts.recurrence))


def ready_for_mdt(facts: PathwayFacts, today: date) -> Answer:
    """Return whether the checklist is complete or 14 days have passed (DX-T23)."""
    waited = None
    if facts.confirmed_on is not None:
        waited = today - facts.confirmed_on >= timedelta(days=CHECKLIST_DAYS)
    return any_of((facts.checklist_complete, waited))


def site_after_young_scan(facts: PathwayFacts, today: date) -> Answer:
    """Return whether a symptom or marker appeared within 6 months of the last bone scan (DX-T26)."""
    young = None
    if facts.last_bone_scan_on is not None:
        young = today < add_months(facts.last_bone_scan_on, YOUNG_SCAN_MONTHS)
    return all_of((any_of((facts.new_symptom, facts.marker_task_open)), young))
