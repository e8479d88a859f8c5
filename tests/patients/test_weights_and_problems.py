"""Weights and problems that were wrong: corrected or voided, kept, and read by no rule any more."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.errors import Conflict
from design.chart.lanes import LabLane
from patients.enums import ProblemCode
from patients.facts import facts_from, facts_of
from patients.lanes.labs import clearance
from patients.models import BodyWeight, Patient, Problem
from patients.record.rows import RecordRows
from patients.selectors.whole import OpenRecord, records_of
from patients.services.observations import PROBLEM, WEIGHT, problem_resolve
from patients.services.recording import record_add, record_correct, record_void
from patients.specs.facts import ProblemSpec, WeightSpec
from tests.cast import TODAY, Cast, creatinine
from tests.patients.spoken import NOW
from worklist.models import FactChange

pytestmark = pytest.mark.usefixtures("noon")
YESTERDAY = TODAY - timedelta(days=1)


def address(name: str, *ids: Any) -> str:
    return reverse(f"patients:{name}", args=ids)


def api(row: Patient, *parts: str) -> str:
    return f"/api/v1/patients/{row.id}/{'/'.join(parts)}/"


def weighed(people: Cast, row: Patient, kg: str = "60.0", on: date = TODAY) -> BodyWeight:
    spec = WeightSpec(weight_kg=Decimal(kg), measured_on=on)
    return record_add(kind=WEIGHT, by=people.nurse_li, patient=row, spec=spec, today=TODAY)


def noted(people: Cast, row: Patient, code: str = "hypercalcaemia", **more: Any) -> Problem:
    facts: dict[str, Any] = {"noted_on": YESTERDAY} | more
    imported = facts.pop("imported", False)
    spec = ProblemSpec(code=ProblemCode(code), **facts)
    return record_add(
        kind=PROBLEM, by=people.nurse_li, patient=row, spec=spec, today=TODAY, imported=imported
    )


def void(people: Cast, row: Any) -> Any:
    kind: Any = WEIGHT if isinstance(row, BodyWeight) else PROBLEM
    return record_void(kind=kind, by=people.nurse_li, row=row, reason="记错了病人", now=NOW)


def correct(people: Cast, row: Any, spec: Any) -> Any:
    kind: Any = WEIGHT if isinstance(row, BodyWeight) else PROBLEM
    return record_correct(
        kind=kind, by=people.nurse_li, row=row, spec=spec, reason="抄写错误", today=TODAY, now=NOW
    )


def cleared(row: Patient) -> Decimal | None:
    """The clearance the time line draws for the only creatinine."""
    lane = clearance(OpenRecord(row, TODAY))
    assert isinstance(lane, LabLane)
    return lane.points[0].value if lane.points else None


def test_a_void_row_says_who_when_and_why_and_stays_in_the_history(people: Cast, zhang: Patient) -> None:
    for row in (weighed(people, zhang), noted(people, zhang)):
        gone = void(people, row)
        assert (gone.voided_by, gone.voided_at, gone.void_reason) == (people.nurse_li, NOW, "记错了病人")
        model = apps.get_model("patients", f"{type(row).__name__}Event")
        history = model.objects.filter(pgh_obj_id=row.pk).order_by("pgh_id")
        assert list(history.values_list("void_reason", flat=True)) == ["", "记错了病人"]
        with pytest.raises(Conflict):
            void(people, row)


def test_a_void_row_needs_its_reason_in_the_database_too(people: Cast, zhang: Patient) -> None:
    for row in (weighed(people, zhang), noted(people, zhang)):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(voided_at=NOW)


def test_a_corrected_weight_changes_the_clearance_and_marks_the_patient(people: Cast, zhang: Patient) -> None:
    creatinine(zhang, people.nurse_li)
    wrong = weighed(people, zhang, "90.0")
    before = cleared(zhang)
    FactChange.objects.all().delete()

    right = correct(people, wrong, WeightSpec(weight_kg=Decimal("45.0"), measured_on=TODAY))

    after = cleared(zhang)
    assert before
    assert after == before / 2
    assert (right.corrects, BodyWeight.objects.get(pk=wrong.pk).weight_kg) == (wrong, Decimal("90.0"))
    marks = FactChange.objects.values_list("patient_id", "source")
    assert list(marks) == [(zhang.id, "patients_bodyweight")] * 2


def test_no_reader_knows_a_void_weight(people: Cast, zhang: Patient) -> None:
    creatinine(zhang, people.nurse_li)
    weighed(people, zhang, "61.0", YESTERDAY)
    void(people, weighed(people, zhang, "116.0"))
    for facts in (facts_of([zhang.id], TODAY), facts_from(RecordRows([zhang.id]), TODAY)):
        assert (facts[zhang.id].weight_kg, facts[zhang.id].weighed_on) == (Decimal("61.0"), YESTERDAY)
    person = records_of([zhang.id], TODAY)[zhang.id].person
    assert person.weight_kg == Decimal("61.0")


def test_without_a_valid_weight_the_clearance_is_unknown(people: Cast, zhang: Patient) -> None:
    creatinine(zhang, people.nurse_li)
    row = weighed(people, zhang)
    assert cleared(zhang)
    void(people, row)
    assert cleared(zhang) is None
    assert facts_of([zhang.id], TODAY)[zhang.id].weight_kg is None


def test_a_void_problem_no_longer_counts(people: Cast, zhang: Patient) -> None:
    row = noted(people, zhang, "ckd")
    assert facts_of([zhang.id], TODAY)[zhang.id].problem_codes == {"ckd"}
    FactChange.objects.all().delete()

    void(people, row)

    for facts in (facts_of([zhang.id], TODAY), facts_from(RecordRows([zhang.id]), TODAY)):
        assert facts[zhang.id].problem_codes == frozenset()
    assert records_of([zhang.id], TODAY)[zhang.id].problems == ()
    assert list(FactChange.objects.values_list("source", flat=True)) == ["patients_problem"]


def test_a_problem_that_was_void_can_be_noted_again_and_does_not_end(people: Cast, zhang: Patient) -> None:
    row = noted(people, zhang, "ckd")
    assert noted(people, zhang, "ckd", noted_on=TODAY) == row
    void(people, row)
    with pytest.raises(Conflict):
        problem_resolve(by=people.nurse_li, problem=row, resolved_on=TODAY, today=TODAY)
    again = noted(people, zhang, "ckd")
    assert again != row
    over = problem_resolve(by=people.nurse_li, problem=again, resolved_on=TODAY, today=TODAY)
    assert problem_resolve(by=people.nurse_li, problem=over, resolved_on=YESTERDAY, today=TODAY) == over
    assert noted(people, zhang, "ckd") != over


@pytest.mark.parametrize("day", [YESTERDAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_a_problem_ends_between_its_day_and_today(people: Cast, zhang: Patient, day: date) -> None:
    with pytest.raises(ValidationError):
        problem_resolve(by=people.nurse_li, problem=noted(people, zhang), resolved_on=day, today=TODAY)


def test_an_end_that_was_wrong_is_taken_back_by_a_correction(people: Cast, zhang: Patient) -> None:
    row = noted(people, zhang, "ckd", resolved_on=TODAY)
    spec = ProblemSpec(code=ProblemCode.CKD, noted_on=YESTERDAY)
    assert correct(people, row, spec).resolved_on is None
    assert facts_of([zhang.id], TODAY)[zhang.id].problem_codes == {"ckd"}


@pytest.mark.parametrize(
    ("noted_on", "imported", "counts_from"), [(YESTERDAY, False, YESTERDAY), (None, True, TODAY)]
)
def test_a_low_calcium_counts_from_its_day_or_from_that_of_its_entry(
    people: Cast, zhang: Patient, noted_on: date | None, imported: bool, counts_from: date
) -> None:
    noted(people, zhang, "hypocalcaemia", noted_on=noted_on, imported=imported)
    assert facts_of([zhang.id], TODAY)[zhang.id].low_calcium_noted_on == counts_from


def test_nobody_must_invent_the_day_of_an_imported_problem(people: Cast, zhang: Patient) -> None:
    undated = noted(people, zhang, "ckd", noted_on=None, imported=True)
    spec = ProblemSpec(code=ProblemCode.DIABETES, noted_on=None)
    new = correct(people, undated, spec)
    assert (new.code, new.noted_on, new.corrects) == ("diabetes", None, undated)
    with pytest.raises(ValidationError) as problems:
        correct(people, noted(people, zhang, "ckd"), spec)
    assert list(problems.value.error_dict) == ["noted_on"]


def test_who_does_not_record_results_voids_none(people: Cast, zhang: Patient) -> None:
    rows: list[tuple[Any, Any]] = [(weighed(people, zhang), WEIGHT), (noted(people, zhang), PROBLEM)]
    for row, kind in rows:
        with pytest.raises(PermissionDenied):
            record_void(kind=kind, by=people.coordinator_qian, row=row, reason="错误", now=NOW)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_leads_to_correction_and_void_and_shows_what_counts(
    nurse: Client, people: Cast, zhang: Patient, language: str
) -> None:
    weight, problem = weighed(people, zhang, "90.5"), noted(people, zhang, "ckd")
    nurse.cookies["django_language"] = language
    for name, row, said in (("weight", weight, "90.5 kg"), ("problem", problem, "")):
        page = nurse.get(address("detail", zhang.id)).content.decode()
        assert said in page
        for action in ("correct", "void", "record"):
            assert address(f"{name}_{action}", zhang.id, row.id) in page
        answer = nurse.post(address(f"{name}_void", zhang.id, row.id), {"reason": "记错了病人"})
        assert answer["Location"] == address("detail", zhang.id)
        assert nurse.post(address(f"{name}_void", zhang.id, row.id), {"reason": "再"}).status_code == 404
        shown = nurse.get(address("detail", zhang.id)).content.decode()
        assert address(f"{name}_record", zhang.id, row.id) not in shown
        everything = nurse.get(address(f"{name}_list", zhang.id)).content.decode()
        assert 'class="is-void"' in everything
        assert "李敏" in everything
        assert "记错了病人" in everything


def test_a_correction_typed_twice_is_one(nurse: Client, people: Cast, zhang: Patient) -> None:
    row = weighed(people, zhang, "90.0")
    typed = {"weight_kg": "60.5", "measured_on": str(TODAY), "reason": "抄写错误"}
    statuses = [nurse.post(address("weight_correct", zhang.id, row.id), typed).status_code for _ in range(2)]
    assert statuses == [302, 404]
    assert zhang.weights.count() == 2


@pytest.mark.parametrize("kind", ["weights", "problems"])
def test_the_programs_of_the_house_correct_and_void_too(people: Cast, zhang: Patient, kind: str) -> None:
    client, body = APIClient(), {"measured_on": str(TODAY), "weight_kg": "90.0"}
    client.force_authenticate(people.nurse_li)
    if kind == "problems":
        body = {"code": "ckd", "noted_on": str(TODAY)}
    first = client.post(api(zhang, kind), body, format="json").json()
    told = body | {"reason": "抄写错误"}
    new = client.post(api(zhang, kind, first["id"], "correct"), told, format="json")
    assert (new.status_code, new.json()["corrects"]) == (201, first["id"])
    assert client.post(api(zhang, kind, first["id"], "correct"), told, format="json").status_code == 409
    gone = client.post(api(zhang, kind, new.json()["id"], "void"), {"reason": "记错了病人"}, format="json")
    assert gone.json()["void_reason"] == "记错了病人"
    listed = client.get(api(zhang, kind)).json()["results"]
    assert [bool(row["voided_at"]) for row in listed] == [True, True]
    assert client.get(api(zhang, kind), {"voided": "false"}).json()["results"] == []


def test_rows_add_no_queries_to_the_page(nurse: Client, people: Cast, zhang: Patient) -> None:
    def counted(row: Patient) -> int:
        nurse.get(address("detail", row.id))
        with CaptureQueriesContext(connection) as queries:
            assert nurse.get(address("detail", row.id)).status_code == 200
        return len(queries)

    weighed(people, zhang)
    noted(people, zhang)
    one = counted(zhang)
    for days in (2, 3):
        weighed(people, zhang, on=TODAY - timedelta(days=days))
    noted(people, zhang, "diabetes")
    noted(people, zhang, "ckd")
    assert counted(zhang) == one
