"""What a task leads to: the form of its fact with what is known filled in, or the row to be corrected."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from guidelines.assessment.codes import Code
from guidelines.bone.sre import SreType
from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone
from guidelines.record.board import Opinion
from guidelines.record.sites import Side
from imaging.models import ImagingStudy, Lesion
from imaging.sheets import STUDY
from mdt.models import Conference, SpecialistOpinion
from mdt.sheets import CONFERENCE
from patients.models import Diagnosis, Patient, RiskScore, SkeletalEvent
from tests.cast import TODAY, Cast, calcium
from tests.worklist.conftest import at
from worklist import services
from worklist.models import Task
from worklist.rows import Row, task_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NOW = at(TODAY, 12)


def rows_of(zhang: Patient, user: User, code: Code) -> list[Row]:
    services.patient_reassess(patient_id=zhang.id, now=NOW)
    tasks = Task.objects.filter(patient=zhang, code=code, state="OPEN").select_related("patient", "owner")
    return task_rows(user, tasks, TODAY)


def row_of(zhang: Patient, user: User, code: Code) -> Row:
    (row,) = rows_of(zhang, user, code)
    return row


def lesion(zhang: Patient, by: User, **facts: Any) -> Lesion:
    return Lesion.objects.create(
        patient=zhang, recorded_by=by, first_seen_on=TODAY, certainty="STATED", **facts
    )


def test_a_ct_without_its_bone_window_is_named_and_corrected_in_place(people: Cast, zhang: Patient) -> None:
    study = ImagingStudy.objects.create(
        patient=zhang, modality=Modality.CT, done_on=TODAY, region="胸腹", recorded_by=people.doctor_wang
    )
    row = row_of(zhang, people.doctor_wang, Code.BONE_WINDOW)
    assert row.shown.title == f"查看骨窗：影像检查 {TODAY} CT 胸腹"
    assert row.actions[0].url == STUDY.row_address("correct", study)
    assert row_of(zhang, people.nurse_li, Code.BONE_WINDOW).actions == ()


def test_an_incomplete_conference_is_completed_where_it_stands(people: Cast, zhang: Patient) -> None:
    held = Conference.objects.create(
        patient=zhang, held_on=TODAY, conclusion="继续", recorded_by=people.doctor_wang
    )
    row = row_of(zhang, people.coordinator_qian, Code.MDT_INCOMPLETE)
    assert "会诊" in row.shown.title
    assert str(held.id) not in row.shown.title
    assert row.actions[0].url == CONFERENCE.row_address("correct", held)


def test_a_high_mirels_leads_to_the_orthopaedic_opinion_of_that_bone_and_ends_with_it(
    people: Cast, zhang: Patient, client: Client
) -> None:
    lesion(zhang, people.doctor_wang, site="股骨", bone=Bone.FEMUR, side=Side.LEFT)
    RiskScore.objects.create(
        patient=zhang, scale="MIRELS", scored_on=TODAY, site="股骨", side="left", total=9,
        recorded_by=people.doctor_wang,
    )  # fmt: skip
    row = row_of(zhang, people.doctor_wang, Code.MIRELS_HIGH)
    assert row.shown.title.endswith("左侧股骨")
    client.force_login(people.doctor_wang)
    form = client.get(row.actions[0].url).context["form"]
    assert form["opinion"].value() == Opinion.ORTHOPAEDIC
    assert form["side"].value() == "left"
    typed = {field.html_name: field.value() for field in form if field.value()}
    assert client.post(row.actions[0].url, typed).status_code == 302
    assert rows_of(zhang, people.doctor_wang, Code.MIRELS_HIGH) == []


def test_a_cord_emergency_offers_each_opinion_that_is_missing_and_no_other(
    people: Cast, zhang: Patient
) -> None:
    lesion(zhang, people.doctor_wang, site="T8", bone=Bone.SPINE, cord_compression=True)
    row = row_of(zhang, people.doctor_wang, Code.CORD_EMERGENCY)
    assert [action.url.partition("?")[2] for action in row.actions] == [
        f"opinion={one.value}&site=T8"
        for one in (Opinion.SPINE_SURGERY, Opinion.RADIOTHERAPY, Opinion.DECISION)
    ]
    SpecialistOpinion.objects.create(
        patient=zhang, opinion=Opinion.SPINE_SURGERY, given_on=TODAY, recorded_by=people.doctor_wang
    )
    row = row_of(zhang, people.doctor_wang, Code.CORD_EMERGENCY)
    assert len(row.actions) == 2


def test_a_solitary_lesion_leads_to_its_biopsy_and_ends_with_it(
    people: Cast, zhang: Patient, client: Client
) -> None:
    lesion(zhang, people.doctor_wang, site="L4", bone=Bone.SPINE, solitary=True)
    row = row_of(zhang, people.doctor_wang, Code.BONE_BIOPSY)
    client.force_login(people.doctor_wang)
    form = client.get(row.actions[0].url).context["form"]
    assert form["of_bone"].value() == "yes"
    typed = {field.html_name: field.value() for field in form if field.value()}
    assert client.post(row.actions[0].url, typed).status_code == 302
    assert rows_of(zhang, people.doctor_wang, Code.BONE_BIOPSY) == []


def test_high_calcium_leads_to_the_form_of_calcium(people: Cast, zhang: Patient, client: Client) -> None:
    calcium(zhang, people.nurse_li, "2.80")
    row = row_of(zhang, people.doctor_wang, Code.SUPPLEMENT_HOLD)
    client.force_login(people.nurse_li)
    assert client.get(row.actions[0].url).context["form"]["analyte"].value() == "calcium"


def test_a_new_event_leads_to_the_conference(people: Cast, zhang: Patient) -> None:
    SkeletalEvent.objects.create(
        patient=zhang,
        type=SreType.PATH_FRACTURE,
        occurred_on=TODAY,
        site="T8",
        recorded_by=people.doctor_wang,
    )
    row = row_of(zhang, people.doctor_wang, Code.SRE_NEW)
    assert row.shown.title.endswith("T8")
    assert row.actions[0].url == reverse("mdt:conference_add", args=[zhang.id])


def test_a_doubt_about_a_row_says_the_row_its_words_and_where_it_is_corrected(
    people: Cast, zhang: Patient, client: Client
) -> None:
    score = RiskScore.objects.create(
        patient=zhang, scale="MIRELS", scored_on=TODAY, site="股骨", total=3, text="Mirels 3 分",
        recorded_by=people.doctor_wang,
    )  # fmt: skip
    client.force_login(people.doctor_wang)
    page = client.get(reverse("patients:detail", args=[zhang.id])).content.decode()
    panel = page[page.index('id="data-flags"') :]
    panel = panel[: panel.index("</section>")]
    assert "DQ-01" in panel
    assert "Mirels 3" in panel
    assert reverse("patients:mirels_record", args=[zhang.id, score.id]) in panel
    assert reverse("patients:mirels_correct", args=[zhang.id, score.id]) in panel


def test_a_doubt_about_the_stage_leads_to_the_diagnosis(people: Cast, zhang: Patient) -> None:
    Diagnosis.objects.create(patient=zhang, t="T2", n="N0", m="M0", stage="IV")
    rows = rows_of(zhang, people.doctor_wang, Code.DATA_FLAG)
    assert rows
    for row in rows:
        assert row.actions[0].url == reverse("patients:diagnosis", args=[zhang.id])


@pytest.mark.parametrize(
    "query", ["opinion=junk&side=up&given_on=2020-99-99", "site=" + "x" * 101, "nothing=1"]
)
def test_junk_in_the_address_fills_nothing_in(
    people: Cast, zhang: Patient, client: Client, query: str
) -> None:
    client.force_login(people.doctor_wang)
    answer = client.get(f"{reverse('mdt:opinion_add', args=[zhang.id])}?{query}")
    assert answer.status_code == 200
    assert answer.context["form"].initial == {"given_on": TODAY}
