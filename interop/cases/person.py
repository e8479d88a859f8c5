"""Who a case is about, and how the tumour stands."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guidelines.imaging.category import FollowUpCategory
from guidelines.staging import DriverStatus as Driver
from interop.cases.reading import BadValue, Calendar, Node, NotYet, Page, plain, term_finder
from interop.cases.words import SEXES, basis_of, driver_status_of, histology_of
from patients.enums import DriverStatus, MetastasisStatus, Sex
from patients.record.sites import bones_of
from patients.specs.events import BiopsySpec, PrimarySizeSpec
from patients.specs.facts import DiagnosisSpec, DriverSpec, MetastasisSpec

OLDEST = 130
TNM = re.compile(
    r"[cpy]{0,2}(?P<t>T(?:[0-4X][abc]?|is))[cpy]?(?P<n>N[0-3X][abc]?)[cpy]?(?P<m>M[01X][abc]?\d?)$",
    re.IGNORECASE,
)
STAGE = re.compile(r"(?P<group>IV|I{1,3})(?P<letter>[ABC]?\d?)(?![A-Z0-9])", re.IGNORECASE)
NO_BONE_WORDS = ("lung", "lymph", "bronch", "ebus", "pleura", "liver", "肺", "淋巴", "支气管", "胸膜")
category_of = term_finder(FollowUpCategory)


@dataclass(frozen=True, slots=True)
class WhoSpec:
    """Sex and birthday; where a document gives an age only, the first day of the year it leaves."""

    sex: Sex
    born_on: date


def who(case: Node, calendar: Calendar) -> WhoSpec:
    """The person of a case. Raises BadValue: a case without sex or age cannot be read at all."""
    sex = SEXES.get(plain(case.text("sex")))
    if sex is None:
        raise case.child("sex").bad("性别无法识别，可用：F、M", "is no sex; accepted: F, M")
    return WhoSpec(sex, _born_on(case, calendar))


def _born_on(case: Node, calendar: Calendar) -> date:
    born_on = case.iso_day("birth_date")
    if born_on is None:
        age = case.whole("age")
        if age is None or not 0 <= age <= OLDEST:
            zh, en = (
                f"需要年龄（0～{OLDEST}）或 birth_date",
                f"is needed: an age of 0 to {OLDEST}, or birth_date",
            )
            raise case.child("age").bad(zh, en)
        born_on = date(calendar.index_on.year - age, 1, 1)
    if born_on > calendar.seen_on:
        raise case.child("birth_date").bad("出生日期晚于查看日期", "lies after the day of the question")
    return born_on


def read_tumour(page: Page, case: Node) -> None:
    """Diagnosis, sizes, specimens and whether the bone is involved."""
    page.part(case, lambda node: _diagnosis(page, node))
    page.each(case.child("primary"), "sizes", lambda node: _size(node, page.calendar))
    page.each(case, "pathology", lambda node: _specimen(node, page.calendar))
    page.each(case, "biopsies", lambda node: _specimen(node, page.calendar))
    page.part(case.child("bone_metastasis"), lambda node: _metastasis(node, page.calendar))


def _diagnosis(page: Page, case: Node) -> DiagnosisSpec:
    primary = case.child("primary")
    told = primary.text("histology", 200)
    tnm = primary.text("tnm", 60)
    parts = _tnm(page, primary, tnm)
    stage = primary.text("stage", 100)
    pdl1 = case.child("pdl1")
    follow_up = case.child("follow_up_category")
    return DiagnosisSpec(
        histology=histology_of(told),
        histology_text=told,
        site=primary.text("side_lobe", 60),
        t=parts.get("t", ""),
        n=parts.get("n", ""),
        m=parts.get("m", ""),
        tnm_text=tnm,
        tnm_edition=primary.whole("tnm_edition"),
        stage=_stage(stage),
        stage_text=stage,
        diagnosed_on=page.calendar.end(primary, "offset_days"),
        pdl1_tps_percent=_percent(page, pdl1, "tps_percent"),
        pdl1_cps=_percent(page, pdl1, "cps"),
        follow_up_category=_category(page, follow_up),
        recurred_on=page.calendar.end(case, "recurred_offset_days"),
        drivers=tuple(_drivers(page, case)),
    )


def _tnm(page: Page, primary: Node, told: str) -> dict[str, str]:
    if not told:
        return {}
    found = TNM.match("".join(told.split()))
    if found is None:
        page.complain(
            primary.child("tnm"), "无法识别，示例：cT1cN3M1c", "cannot be read; accepted as cT1cN3M1c"
        )
        return {}
    return {name: part[0].upper() + part[1:].lower() for name, part in found.groupdict().items()}


def _stage(told: str) -> str:
    found = STAGE.match(told.strip())
    return found.group().upper() if found else ""


def _percent(page: Page, node: Node, key: str) -> Decimal | None:
    try:
        value = node.number(key)
    except BadValue as error:
        page.complaints.append(error)
        return None
    if value is not None and not 0 <= value <= 100:
        page.complain(node.child(key), "应为 0～100", "must be 0 to 100")
        return None
    return None if value is None else round(value, 1)


def _category(page: Page, node: Node) -> FollowUpCategory | None:
    if node.value is None:
        return None
    try:
        if isinstance(node.value, dict):
            page.calendar.day(node)
            return node.word("category", category_of, FollowUpCategory)
        return node.as_word(category_of, FollowUpCategory)
    except BadValue as error:
        page.complaints.append(error)
    except NotYet:
        return None
    return None


def _drivers(page: Page, case: Node) -> list[DriverSpec]:
    found = []
    for node in case.rows("drivers"):
        try:
            found += [_driver(node, page.calendar)]
        except BadValue as error:
            page.complaints.append(error)
        except NotYet:
            continue
    return found


def _driver(node: Node, calendar: Calendar) -> DriverSpec:
    gene = node.text("gene", 20)
    if not gene:
        raise node.child("gene").bad("缺少基因名", "is needed: the gene")
    status = node.word("status", driver_status_of, Driver)
    return DriverSpec(
        gene=gene,
        status=DriverStatus(status.value) if status else DriverStatus.UNKNOWN,
        variant=node.text("variant", 60),
        tested_on=calendar.day(node),
    )


def _size(node: Node, calendar: Calendar) -> PrimarySizeSpec:
    longest = node.number("mm")
    if longest is None:
        raise node.child("mm").bad("缺少最大径（毫米）", "is needed: the largest diameter in mm")
    return PrimarySizeSpec(
        longest_mm=longest, measured_on=calendar.day(node), modality=node.text("modality", 30)
    )


def _specimen(node: Node, calendar: Calendar) -> BiopsySpec | None:
    specimen = node.text("specimen", 200) or node.text("site", 200)
    if not specimen:
        return None
    parts = (node.text("result", 2000), node.text("ihc", 2000), node.text("nodes", 2000))
    stated = node.flag("of_bone")
    return BiopsySpec(
        specimen=specimen,
        taken_on=calendar.day(node),
        of_bone=_of_bone(specimen) if stated is None else stated,
        positive=node.flag("positive"),
        result="; ".join(part for part in parts if part),
    )


def _of_bone(specimen: str) -> bool | None:
    words = specimen.casefold()
    if any(word in words for word in NO_BONE_WORDS):
        return False
    return True if bones_of(specimen) or "bone" in words or "骨" in words else None


def _metastasis(node: Node, calendar: Calendar) -> MetastasisSpec | None:
    confirmed = node.flag("confirmed")
    if confirmed is None:
        return None
    if not confirmed:
        return MetastasisSpec(status=MetastasisStatus.EXCLUDED, basis_text=node.text("basis", 200))
    told = node.text("basis", 200)
    return MetastasisSpec(
        status=MetastasisStatus.CONFIRMED,
        confirmed_on=calendar.day(node),
        basis=basis_of(told),
        basis_text=told,
    )
