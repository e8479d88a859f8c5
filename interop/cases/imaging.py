"""Examinations of a case, and the lesions they show."""

from dataclasses import dataclass

from guidelines.imaging.modalities import modality_from_name
from guidelines.lesions import Bone, LesionType
from guidelines.record.sites import Side
from imaging.enums import Response
from imaging.specs import BoneWindowSpec, LesionSpec, StudySpec
from interop.cases.reading import Calendar, Node, Page, plain
from interop.cases.words import NO_BONE, bone_of, certainty_of, lesion_type_of, side_of

READ = {"read": True, "reviewed": True, "yes": True, "not read": False, "no": False}
UNTOLD = ("", "not stated")


@dataclass(frozen=True, slots=True)
class SeenLesion:
    """A lesion one examination shows; `study` is the place of the examination in the document."""

    study: str
    spec: LesionSpec


def read_imaging(page: Page, case: Node) -> None:
    """Examinations with their lesions, then the list of lesions."""
    page.each(case, "imaging", lambda node: _study(page, node))
    for study in _studies(page, case):
        page.each(study, "lesions", lambda node, study=study: _seen(page, study, node))  # type: ignore[misc]
    page.each(case, "lesions", lambda node: _lesion(node, page.calendar, "first_seen_offset_days"))


def _studies(page: Page, case: Node) -> list[Node]:
    """The examinations that could be read: a lesion of another one has nowhere to stand."""
    places = {path for path, spec in page.items if isinstance(spec, StudySpec)}
    value = case.child("imaging").value
    return [node for node in case.rows("imaging") if node.path in places] if value else []


def _study(page: Page, node: Node) -> StudySpec:
    told = node.text("modality", 60)
    modality = modality_from_name(told)
    response = node.text("response")
    return StudySpec(
        modality=modality,
        modality_text="" if told in UNTOLD else told,
        done_on=page.calendar.day(node),
        is_approximate=bool(node.flag("offset_approx")),
        region=node.text("region", 200),
        outside_hospital=node.text("outside_hospital", 100),
        reason=node.text("reason"),
        findings=node.text("findings_zh", 5000),
        bone_window=_window(node, page.calendar),
        response=Response(response) if response in Response.values else None,
        response_text=response,
    )


def _window(node: Node, calendar: Calendar) -> BoneWindowSpec | None:
    review = node.child("bone_window_review")
    reviewed = review.flag("reviewed")
    if reviewed is None:
        told = node.child("bone_window")
        reviewed = told.value if isinstance(told.value, bool) else READ.get(told.words().casefold())
        return None if reviewed is None else BoneWindowSpec(reviewed=reviewed)
    if not reviewed:
        return BoneWindowSpec(reviewed=False, by=review.text("by", 60))
    if (read_on := calendar.planned(review)) is not None and read_on > calendar.seen_on:
        return None
    return BoneWindowSpec(
        reviewed=True,
        by=review.text("by", 60),
        on=read_on,
        width=review.whole("ww"),
        level=review.whole("wl"),
    )


def _seen(page: Page, study: Node, node: Node) -> SeenLesion:
    spec = _lesion(node, page.calendar, "offset_days", of=study)
    return SeenLesion(study.path, spec)


def _lesion(node: Node, calendar: Calendar, day: str, *, of: Node | None = None) -> LesionSpec:
    suv = node.number("suvmax")
    side = node.word("side", side_of, Side)
    told_type = node.text("type", 60)
    return LesionSpec(
        site=node.text("site", 100) or node.text("site_zh", 100),
        site_text=node.text("site_zh", 100),
        bone=_bone(node),
        side=side,
        type=node.word("type", lesion_type_of, LesionType),
        type_text=node.text("type_text_zh", 200) or node.text("type_basis_zh", 200) or told_type,
        certainty=certainty_of(node.text("certainty")),
        first_seen_on=calendar.day(of or node, "offset_days" if of else day),
        is_approximate=bool((of or node).flag("offset_approx")),
        pathologic_fracture=node.flag("pathologic_fracture"),
        cord_compression=node.flag("cord_compression"),
        epidural_contact=node.flag("epidural_contact"),
        thecal_sac_compression=node.flag("thecal_sac_compression"),
        direct_invasion=node.flag("direct_invasion"),
        soft_tissue_mass=node.flag("soft_tissue_mass"),
        solitary=node.flag("solitary"),
        weight_bearing=node.flag("weight_bearing"),
        suv_max=None if suv is None else round(suv, 1),
    )


def _bone(node: Node) -> Bone | None:
    if plain(node.text("region")) in NO_BONE:
        return None
    return node.word("region", bone_of, Bone)
