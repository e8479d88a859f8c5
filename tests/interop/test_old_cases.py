"""Old cases from a table: reviewed row by row, imported together, undone as long as nobody built on them."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from accounts.enums import ReadAction, Role
from accounts.models import ReadRecord, User
from interop.models import ImportBatch, ImportedLine
from mdt.models import Conference
from patients.models import Patient
from tests.cast import Cast, calcium, patient, person
from tests.mdt.boards import at
from worklist.services import patient_reassess

pytestmark = pytest.mark.django_db
HEAD = (
    "住院号", "姓名", "性别", "出生日期", "身份证号", "科室", "主管医生", "肺癌确诊日期", "病理类型",
    "骨转移", "骨转移确诊日期", "确诊依据", "既往 MDT 日期", "MDT 结论",
)  # fmt: skip
GOOD = (
    "OLD001", "陈玉兰", "女", "1958-03-02", "", "肿瘤一科", "wang", "2023-01-05", "腺癌",
    "已确认", "2023/2/1", "影像", "2023年3月1日", "启动唑来膦酸。",
)  # fmt: skip


def row(**cells: str) -> tuple[str, ...]:
    """The good row with other cells, by the words of the head."""
    return tuple(cells.get(name, value) for name, value in zip(HEAD, GOOD, strict=True))


def table(*rows: tuple[str, ...], encoding: str = "utf-8") -> bytes:
    """A CSV as a spreadsheet saves it."""
    return "\r\n".join(",".join(cells) for cells in (HEAD, *rows)).encode(encoding)


@pytest.fixture
def desk(people: Cast, client: Client) -> Client:
    """Gao, who administers Hospital East."""
    client.force_login(people.admin_gao)
    return client


def reviewed(desk: Client, content: bytes, name: str = "旧病例.csv") -> ImportBatch:
    """The table uploaded."""
    answer = desk.post(reverse("interop:imports"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return ImportBatch.objects.latest("uploaded_at")


def done(desk: Client, step: str, batch: ImportBatch, **typed: str) -> Any:
    """One of the buttons of an import."""
    answer = desk.post(reverse(f"interop:import_{step}", args=[batch.pk]), typed, follow=True)
    batch.refresh_from_db()
    return answer


def test_a_review_imports_nothing_and_names_every_bad_cell(desk: Client, people: Cast) -> None:
    patient(people.oncology_1, "周桂芳", "ZY1", birth_date=date(1950, 1, 1))
    bad = (
        row(住院号="OLD002", 出生日期="1958-13-02"),
        row(住院号="OLD003", 性别="不详", 科室="神经内科"),
        row(住院号="zy1", 姓名="吴大明", 出生日期="1961-01-01"),
        row(住院号="OLD005", 姓名="周桂芳", 出生日期="1950-01-01"),
        row(住院号="OLD006", 姓名="刘一", 出生日期="1960-01-01", 确诊依据=""),
        row(住院号="OLD007", 姓名="=1+1"),
    )
    batch = reviewed(desk, table(GOOD, *bad))
    assert (batch.good_count, batch.bad_count) == (1, 6)
    assert Patient.objects.count() == 1
    page = desk.get(reverse("interop:import_batch", args=[batch.pk])).content.decode()
    for said in (
        "1958-13-02",
        "“不详”不在可选项中",
        "本院没有“神经内科”",
        "该住院号已属于本院另一位患者",
        "PAT-01",
        "此处是公式",
        "请选择骨转移的确认方式",
    ):
        assert said in page, said


def test_what_is_wrong_is_said_in_the_language_of_whoever_reads_it(desk: Client, people: Cast) -> None:
    patient(people.oncology_1, "周桂芳", "ZY1", birth_date=date(1950, 1, 1))
    bad = (
        row(住院号="OLD002", 出生日期="1958-13-02"),
        row(住院号="zy1", 姓名="吴大明", 出生日期="1961-01-01"),
        row(住院号="OLD005", 姓名="周桂芳", 出生日期="1950-01-01"),
    )
    batch = reviewed(desk, table(*bad))
    User.objects.filter(pk=people.admin_gao.pk).update(language="en")
    page = desk.get(reverse("interop:import_batch", args=[batch.pk])).content.decode()
    for said in (
        "Date of birth",
        "“1958-13-02” is no date.",
        "a date, 2026-11-20",
        "already belongs to",
    ):
        assert said in page, said
    rows = page.split('id="bad"')[1].split("</table>")[0]
    assert not re.findall("[\u4e00-\u9fff]+", rows.replace("周桂芳", ""))


def test_what_waits_is_sealed_at_rest_and_kept_out_of_the_history(desk: Client) -> None:
    batch = reviewed(desk, table(GOOD))
    with connection.cursor() as cursor:
        cursor.execute("SELECT waiting FROM interop_importbatch WHERE id = %s", [batch.pk])
        assert cursor.fetchone()[0].startswith("a1:")
    assert "陈玉兰" in batch.waiting


def test_approved_rows_are_patients_whose_facts_say_that_they_were_imported(
    desk: Client, people: Cast
) -> None:
    batch = reviewed(desk, table(GOOD, row(住院号="OLD009", 姓名="何建", 出生日期="1949-05-06")))
    done(desk, "approve", batch)
    made = Patient.objects.get(hospital_number="OLD001")
    assert (made.name, made.department, made.responsible_doctor) == (
        "陈玉兰",
        people.oncology_1,
        people.doctor_wang,
    )
    assert (made.bone_metastasis.status, made.bone_metastasis.is_imported) == ("CONFIRMED", True)
    board = Conference.objects.get(patient=made)
    assert (board.held_on, board.conclusion, board.is_imported) == (date(2023, 3, 1), "启动唑来膦酸。", True)
    assert "旧病例.csv" in made.diagnosis.note
    assert (batch.state, batch.waiting, batch.lines.count()) == ("APPROVED", "", 2)
    done(desk, "approve", batch)
    assert Patient.objects.count() == 2
    looks = ReadRecord.objects.filter(
        patient_id=made.pk, subject="import of old cases", action=ReadAction.VIEW
    )
    assert looks.exists()


def test_a_row_that_became_a_double_since_is_left_out_and_the_others_stay(desk: Client, people: Cast) -> None:
    batch = reviewed(desk, table(GOOD, row(住院号="OLD009", 姓名="何建", 出生日期="1949-05-06")))
    patient(people.oncology_1, "另一人", "OLD001")
    done(desk, "approve", batch)
    assert (batch.good_count, batch.bad_count) == (1, 1)
    assert batch.lines.get().patient.hospital_number == "OLD009"


def test_two_rows_about_one_person_are_not_both_imported(desk: Client) -> None:
    batch = reviewed(desk, table(GOOD, row(住院号="OLD010")))
    assert (batch.good_count, batch.bad_count) == (1, 1)


def test_an_undone_import_leaves_no_patient(desk: Client) -> None:
    batch = reviewed(desk, table(GOOD))
    done(desk, "approve", batch)
    made = Patient.objects.get()
    patient_reassess(patient_id=made.pk, now=at(date(2025, 3, 1), 12))  # what the rules add is nobody's work
    assert done(desk, "undo", batch).status_code == 422
    done(desk, "undo", batch, reason="上传了错误的表")
    made.refresh_from_db()
    assert (batch.state, batch.lines.get().state) == ("UNDONE", "UNDONE")
    assert made.voided_at is not None
    assert not Conference.objects.filter(voided_at=None).exists()
    done(desk, "undo", batch, reason="再点一次")
    assert batch.undo_reason == "上传了错误的表"
    assert reviewed(desk, table(GOOD)).good_count == 1  # the number is free again


def test_a_row_somebody_built_on_is_named_and_kept(desk: Client, people: Cast) -> None:
    batch = reviewed(desk, table(GOOD, row(住院号="OLD009", 姓名="何建", 出生日期="1949-05-06")))
    done(desk, "approve", batch)
    used, edited = (
        Patient.objects.get(hospital_number="OLD001"),
        Patient.objects.get(hospital_number="OLD009"),
    )
    calcium(used, people.nurse_li, "2.3", on=date(2025, 2, 1))
    Patient.objects.filter(pk=edited.pk).update(bed="7")
    page = done(desk, "undo", batch, reason="错误").content.decode()
    assert set(batch.lines.values_list("state", flat=True)) == {"KEPT"}
    assert Patient.objects.filter(voided_at=None).count() == 2
    built = ImportedLine.objects.get(patient=used)
    assert "检验结果" in built.kept_words
    assert built.kept_words in page
    with translation.override("en"):
        assert "laboratory result" in built.kept_words


def test_a_discarded_table_is_forgotten(desk: Client) -> None:
    batch = reviewed(desk, table(GOOD))
    done(desk, "drop", batch)
    assert (batch.state, batch.waiting, batch.problems) == ("DROPPED", "", "")
    done(desk, "approve", batch)
    assert Patient.objects.count() == 0


def test_gbk_is_read_as_chinese_spreadsheets_write_it(desk: Client) -> None:
    assert "陈玉兰" in reviewed(desk, table(GOOD, encoding="gbk")).waiting


def test_the_template_explains_its_columns_in_both_languages_and_is_read_back(desk: Client) -> None:
    book = load_workbook(BytesIO(desk.get(reverse("interop:import_template")).content))
    sheet, told = book.worksheets
    heads = [cell.value for cell in sheet[2]]
    for place, name in enumerate(heads, start=1):
        known = name.removesuffix("*")
        sheet.cell(3, place).value = GOOD[HEAD.index(known)] if known in HEAD else None
    held = BytesIO()
    book.save(held)
    assert reviewed(desk, held.getvalue(), "template.xlsx").good_count == 1
    explained = {cells[0]: cells for cells in told.iter_rows(min_row=3, values_only=True)}
    assert explained["病理类型"][1] == "Histology"
    assert "腺癌" in explained["病理类型"][3]
    assert "Adenocarcinoma" in explained["病理类型"][4]


def test_too_many_rows_are_refused_with_a_word(desk: Client) -> None:
    rows = [row(住院号=f"N{number}") for number in range(501)]
    answer = desk.post(reverse("interop:imports"), {"file": SimpleUploadedFile("t.csv", table(*rows))})
    assert answer.status_code == 422
    assert "500" in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_an_import_is_not_there_for_the_administrator_of_another_hospital(desk: Client, people: Cast) -> None:
    batch = reviewed(desk, table(GOOD))
    desk.force_login(person("fei", "费明", Role.ADMINISTRATOR, people.oncology_west))
    assert desk.get(reverse("interop:import_batch", args=[batch.pk])).status_code == 404
    for step in ("approve", "drop", "undo"):
        assert desk.post(reverse(f"interop:import_{step}", args=[batch.pk])).status_code == 404
