"""What documents tell of bone therapy: corrected like every other row, still about the same course."""

from dataclasses import replace

from bonetherapy.services.reported import REPORTED_THERAPY
from bonetherapy.specs import ReportedTherapySpec
from guidelines.bone.agents import Agent
from patients.models import Patient
from patients.selectors.whole import records_of
from patients.services.recording import record_add, record_correct
from tests.bonetherapy.steps import at, denosumab
from tests.cast import TODAY, Cast


def test_a_corrected_report_tells_of_the_same_course(people: Cast, zhang: Patient) -> None:
    by, course = people.doctor_wang, denosumab(zhang, people.doctor_wang, TODAY)
    spec = ReportedTherapySpec(
        agent_text="地舒单抗", agent=Agent.DENOSUMAB, course_id=course.id, doses_stated=3
    )
    row = record_add(kind=REPORTED_THERAPY, by=by, patient=zhang, spec=spec, today=TODAY)

    record_correct(
        kind=REPORTED_THERAPY,
        by=by,
        row=row,
        spec=replace(spec, doses_stated=4),
        reason="数错",
        today=TODAY,
        now=at(TODAY),
    )

    (told,) = records_of([zhang.id], TODAY)[zhang.id].courses
    assert told.stated is not None
    assert told.stated.count == 4
    assert set(course.reported_therapies.values_list("doses_stated", flat=True)) == {3, 4}
