"""Skeletal events and other treatment of a case."""

from guidelines.bone.sre import SreType
from interop.cases.reading import Calendar, Node, Page, plain
from interop.cases.words import NOT_PATHOLOGICAL, event_of
from patients.enums import TreatmentKind, TreatmentState
from patients.record.sites import bones_of, side_of
from patients.specs.events import SkeletalEventSpec, TreatmentSpec

LOCAL_KINDS = (
    ("rt", TreatmentKind.RADIOTHERAPY), ("radia", TreatmentKind.RADIOTHERAPY),
    ("sbrt", TreatmentKind.RADIOTHERAPY),
    ("radionuclide", TreatmentKind.RADIONUCLIDE), ("radiotherapy", TreatmentKind.RADIOTHERAPY),
    ("放疗", TreatmentKind.RADIOTHERAPY), ("surgery", TreatmentKind.SURGERY), ("手术", TreatmentKind.SURGERY),
    # Bone cement stands with the operations (VOC-29).
    ("cement", TreatmentKind.SURGERY), ("ablation", TreatmentKind.INTERVENTION),
    ("rfa", TreatmentKind.INTERVENTION),
)  # fmt: skip


def read_treatment(page: Page, case: Node) -> None:
    """Skeletal events, systemic and local therapy, analgesics and other drugs."""
    calendar = page.calendar
    page.each(case, "sre_events", lambda node: _event(node, calendar))
    page.each(case, "systemic_therapy", lambda node: _systemic(node, calendar))
    page.each(case, "local_therapy", lambda node: _local(node, calendar))
    page.each(case, "surgeries", lambda node: _surgery(node, calendar))
    page.each(case, "analgesia", lambda node: _drug(node, calendar, TreatmentKind.ANALGESIC))
    page.each(case, "other_treatment_zh", _told)


def _event(node: Node, calendar: Calendar) -> SkeletalEventSpec:
    event = node.word("type", event_of, SreType)
    if event is None:
        raise node.child("type").bad("缺少事件类型", "is needed: the type of the event")
    stated = node.flag("pathological")
    spontaneous = plain(node.text("type")) in NOT_PATHOLOGICAL
    return SkeletalEventSpec(
        type=event,
        occurred_on=calendar.day(node),
        is_approximate=bool(node.flag("offset_approx")),
        site=node.text("site", 100),
        side=side_of(node.text("side") or node.text("site", 100)),
        pathological=False if stated is None and spontaneous else stated,
        text=node.text("source_zh"),
    )


def _state(node: Node) -> TreatmentState:
    told = node.text("status").casefold()
    if told.startswith("planned"):
        return TreatmentState.PLANNED
    return TreatmentState.PROPOSED if told.startswith("proposed") else TreatmentState.GIVEN


def _systemic(node: Node, calendar: Calendar) -> TreatmentSpec | None:
    drugs = tuple(name for name in (drug.words(100) for drug in node.rows("drugs")) if name)
    dose = node.text("dose_text", 200)
    if not drugs and not dose:
        return None
    return TreatmentSpec(
        kind=TreatmentKind.SYSTEMIC,
        state=_state(node),
        drugs=drugs,
        procedure="" if drugs else dose,
        drug_class=node.text("class", 30),
        dose_text=dose,
        cycles=node.whole("cycles"),
        started_on=calendar.day(node, "start_offset_days"),
        stopped_on=calendar.end(node, "stop_offset_days"),
        is_approximate=bool(node.flag("offset_approx")),
        text=node.text("source_zh"),
    )


def _local(node: Node, calendar: Calendar) -> TreatmentSpec | None:
    told = node.text("type", 200)
    if not told:
        return None
    words = told.casefold()
    kind = next((kind for start, kind in LOCAL_KINDS if words.startswith(start)), TreatmentKind.SUPPORT)
    return _procedure(node, calendar, kind, told)


def _surgery(node: Node, calendar: Calendar) -> TreatmentSpec | None:
    told = node.text("type", 200) or node.text("procedure", 200) or node.text("text_zh", 200)
    return _procedure(node, calendar, TreatmentKind.SURGERY, told or "surgery")


def _procedure(node: Node, calendar: Calendar, kind: TreatmentKind, told: str) -> TreatmentSpec:
    site = node.text("site", 200)
    return TreatmentSpec(
        kind=kind,
        state=_state(node),
        procedure=told,
        site=site,
        side=side_of(site),
        of_bone=_of_bone(node, site, told) if kind == TreatmentKind.SURGERY else None,
        curative=node.flag("curative"),
        dose_gy=node.number("dose_gy"),
        fractions=node.whole("fractions"),
        started_on=calendar.day(node),
        is_approximate=bool(node.flag("offset_approx")),
        text=node.text("source_zh"),
    )


def _of_bone(node: Node, site: str, told: str) -> bool | None:
    stated = node.flag("of_bone")
    if stated is not None:
        return stated
    words = f"{site} {told}".casefold()
    if bones_of(site) or bones_of(told):
        return True
    return False if "lung" in words or "pleura" in words or "肺" in words or "胸膜" in words else None


def _drug(node: Node, calendar: Calendar, kind: TreatmentKind) -> TreatmentSpec | None:
    drug = node.text("drug", 100)
    if not drug:
        return None
    return TreatmentSpec(
        kind=kind,
        drugs=(drug,),
        drug_class=node.text("role", 30) or node.text("class", 30),
        dose_text=node.text("dose_text", 200),
        started_on=calendar.day(node, "start_offset_days"),
        stopped_on=calendar.end(node, "stop_offset_days"),
        is_approximate=bool(node.flag("offset_approx")),
    )


def _told(node: Node) -> TreatmentSpec | None:
    words = node.words(100)
    spec = TreatmentSpec(kind=TreatmentKind.OTHER_DRUG, drugs=(words,), started_on=None)
    return spec if words else None
