"""Who lies in the demo hospital: each published case under an invented name, and how it stands today.

Clinical facts of a case come from cases.json. What no case tells - names, birthdays, numbers, phones, beds,
the doses and results of the last weeks - is invented here and only here; the patient is marked as demo.
"""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DemoPatient:
    """One patient and the standing of the next dose.

    `due_in_days` counts from today (negative: overdue); None: no course, which is what BMA-01 asks about.
    `given` is how many doses lie behind. Ages in days say how long ago something was measured; None: never.
    `screened`: asked about distress, said to be free of skeletal events, and asking for a consultation.
    `stage` alone: staged, without bone metastasis, the follow-up schedule still to be chosen (IMG-01).
    """

    name: str
    number: str
    phone: str
    case: str = ""
    age: int = 60
    sex: str = "F"
    department: int = 1
    day_ward: bool = False
    bed: str = ""
    confirmed_days_ago: int = 300
    agent: str = "DENOSUMAB"
    due_in_days: int | None = None
    given: int = 0
    calcium: Decimal = Decimal("2.30")
    calcium_age_days: int | None = 3
    creatinine: Decimal = Decimal(70)
    creatinine_age_days: int | None = 3
    weight_kg: Decimal = Decimal(60)
    oral_exam_age_days: int | None = 60
    reason: str = ""
    adverse_event: str = ""
    tooth_planned: bool = False
    held: bool = False
    screened: bool = False
    late_days: tuple[int, ...] = field(default=())
    stage: str = ""


PATIENTS = (
    DemoPatient(
        "周桂芳",
        "DH20260113",
        "13600012716",
        "C13",
        screened=True,
        bed="12",
        given=9,
        due_in_days=-31,
        calcium_age_days=None,
    ),
    DemoPatient(
        "陈德明",
        "DH20260114",
        "13800010952",
        "C14",
        bed="03",
        given=11,
        due_in_days=-9,
        calcium=Decimal("2.31"),
    ),
    DemoPatient(
        "吴秀山",
        "DH20260115",
        "13900013305",
        "C15",
        day_ward=True,
        given=8,
        due_in_days=-2,
        calcium=Decimal("2.26"),
        reason="FORGOTTEN",
    ),
    DemoPatient(
        "王建国",
        "DH20260110",
        "13700015518",
        "C10",
        bed="07",
        given=2,
        due_in_days=0,
        calcium=Decimal("2.05"),
    ),
    DemoPatient(
        "孙玉林",
        "DH20260111",
        "13700016621",
        "C11",
        day_ward=True,
        given=3,
        due_in_days=5,
        calcium=Decimal("2.22"),
        tooth_planned=True,
    ),
    DemoPatient(
        "刘志英",
        "DH20260112",
        "13300017731",
        "C12",
        bed="11",
        given=6,
        due_in_days=7,
        calcium=Decimal("2.28"),
        calcium_age_days=16,
    ),
    DemoPatient(
        "张桂兰",
        "DH20260109",
        "13500018846",
        "C09",
        bed="15",
        given=10,
        due_in_days=0,
        calcium=Decimal("2.24"),
        oral_exam_age_days=206,
        late_days=(9,),
    ),
    DemoPatient(
        "何文彬",
        "DH20260104",
        "13500019957",
        "C04",
        bed="08",
        given=0,
        due_in_days=0,
        calcium=Decimal("2.42"),
    ),
    DemoPatient(
        "欧阳淑华",
        "DH20260101",
        "13100021068",
        "C01",
        day_ward=True,
        given=7,
        due_in_days=3,
        calcium=Decimal("2.19"),
    ),
    DemoPatient("马国庆", "DH20260108", "13100022179", "C08", bed="02", given=5, due_in_days=12),
    DemoPatient("林国栋", "DH20260102", "13300011187", "C02", bed="19", confirmed_days_ago=3),
    DemoPatient(
        "郑丽华", "DH20260103", "15900014408", "C03", bed="20", confirmed_days_ago=10, calcium_age_days=None
    ),
    DemoPatient("赵卫东", "DH20260105", "15900024519", "C05", bed="21", confirmed_days_ago=18),
    DemoPatient(
        "高秀英", "DH20260106", "15800025620", "C06", bed="22", confirmed_days_ago=25, calcium_age_days=None
    ),
    DemoPatient("罗长河", "DH20260107", "15800026731", "C07", bed="23", confirmed_days_ago=7),
    DemoPatient(
        "钟敏",
        "DH20260201",
        "15700027842",
        age=63,
        sex="M",
        agent="ZOLEDRONATE",
        bed="24",
        given=4,
        due_in_days=3,
        creatinine_age_days=20,
        calcium=Decimal("2.33"),
        adverse_event="ACUTE_PHASE",
    ),
    DemoPatient(
        "单小兰",
        "DH20260202",
        "15700028953",
        age=70,
        agent="ZOLEDRONATE",
        day_ward=True,
        given=2,
        due_in_days=0,
        creatinine=Decimal("88.4"),
        calcium=Decimal("2.35"),
    ),
    DemoPatient(
        "曾庆华",
        "DH20260203",
        "15600029064",
        age=59,
        sex="M",
        agent="IBANDRONATE",
        day_ward=True,
        given=2,
        due_in_days=0,
    ),
    DemoPatient("姚春梅", "DH20260206", "15500033397", age=61, bed="25", given=3, due_in_days=-6, held=True),
    DemoPatient(
        "解春生", "DH20260204", "15600031175", age=66, sex="M", department=2, bed="05", given=4, due_in_days=1
    ),
    DemoPatient(
        "仇玉珍", "DH20260205", "15500032286", age=54, department=2, bed="06", given=1, due_in_days=-4
    ),
    # Their first dose is so many days ago that their CT is, on any day: due soon, overdue, missed; and one
    # whose bone scan and CT of the half-year are due.
    DemoPatient("姜玉兰", "DH20260207", "15400034408", age=58, bed="26", given=4, due_in_days=27),
    DemoPatient("秦淑珍", "DH20260208", "15400035519", age=67, bed="27", given=5, due_in_days=25),
    DemoPatient("顾明远", "DH20260209", "15400036620", age=71, sex="M", bed="28", given=6, due_in_days=18),
    DemoPatient("傅家骏", "DH20260210", "15400037731", age=64, sex="M", bed="29", given=7, due_in_days=6),
    DemoPatient("沈秋月", "DH20260211", "15400038842", age=66, bed="30", confirmed_days_ago=60, stage="IIB"),
)
