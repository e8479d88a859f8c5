"""What the pathway asks for at its state: at each suspicious site, and before treatment (DX-17 to DX-29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User
from accounts.permissions import Permission, can
from guidelines.assessment.chart import Chart
from guidelines.assessment.pretreatment import ItemLine, pretreatment_lines
from guidelines.assessment.sites import Look, SuspiciousSite, suspicious_sites
from guidelines.findings import Finding
from guidelines.pathway.confirmation import DX_28
from guidelines.pathway.pretreatment import DX_26, OPTIONAL, PretreatmentItem
from guidelines.pathway.states import PathwayState
from guidelines.sources import citation
from guidelines.terms import Text
from patients.models import Patient

S, Item = PathwayState, PretreatmentItem
AT_SITES = frozenset({S.BS_POSITIVE, S.CONFIRM_LOCALISED, S.CONFIRM_WIDESPREAD, S.BIOPSY, S.INDETERMINATE})
BEFORE_TREATMENT = frozenset({S.CONFIRMED, S.PRETREATMENT, S.MDT_PENDING})
Place = tuple[str, Permission, Mapping[str, str]]
LESION = "imaging:lesion_add"
# Where an item is entered.
ENTERED_AT: Mapping[PretreatmentItem, Place] = MappingProxyType(
    {
        Item.LESIONS: (LESION, Permission.IMAGING_RECORD, {}),
        Item.SRE: ("patients:event_add", Permission.OBSERVATION_RECORD, {}),
        Item.CORD_SIGNS: ("mdt:opinion_add", Permission.OPINION_RECORD, {"opinion": "NEUROLOGY"}),
        Item.NRS: ("patients:pain_add", Permission.OBSERVATION_RECORD, {}),
        Item.ECOG: ("patients:ecog_add", Permission.OBSERVATION_RECORD, {}),
        Item.CALCIUM: ("patients:lab_add", Permission.LAB_RECORD, {"analyte": "calcium"}),
        Item.CLEARANCE: ("patients:lab_add", Permission.LAB_RECORD, {"analyte": "creatinine"}),
        Item.MARKERS: ("patients:lab_add", Permission.LAB_RECORD, {"analyte": "ctx"}),
        Item.ORAL_EXAM: ("bonetherapy:dental_add", Permission.DENTAL_RECORD, {}),
        Item.PSYCHE: ("patients:distress_add", Permission.OBSERVATION_RECORD, {}),
        Item.STABILITY: ("patients:sins_add", Permission.OBSERVATION_RECORD, {}),
    }
)

# Where it is stated that there was none, for an item that asks whether there was.
ABSENT_AT: Mapping[PretreatmentItem, Place] = MappingProxyType(
    {Item.SRE: ("patients:event_free_add", Permission.OBSERVATION_RECORD, {})}
)


@dataclass(frozen=True, slots=True)
class LookRow:
    """One examination at a site; `url` is where this user records what it shows there, empty: nowhere."""

    look: Look
    url: str


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A suspicious site with its findings, each with its citation."""

    site: SuspiciousSite
    looks: list[LookRow]
    told: list[tuple[Finding, Text]]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item before treatment; both addresses as in LookRow, `is_optional`: nothing waits for it."""

    line: ItemLine
    url: str
    absent_url: str
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is asked at this state. `relation`: the note on nerve and vessel that no record tells (DX-28)."""

    sites: list[SiteRow]
    relation: tuple[Finding, Text] | None
    items: list[ItemRow]
    rule: tuple[str, Text] | None

    @property
    def missing(self) -> int:
        """How many items that something waits for are not on record."""
        return sum(not row.is_optional and row.line.recorded is None for row in self.items)


def checklist_of(chart: Chart, state: PathwayState | None, patient: Patient, user: User) -> Checklist:
    """The sites while metastasis is to be proven, the items once it is; nothing at any other state."""
    sites = suspicious_sites(chart) if state in AT_SITES else ()
    lines = pretreatment_lines(chart) if state in BEFORE_TREATMENT else ()
    note = DX_28.finding()
    return Checklist(
        sites=[_site_row(site, patient, user) for site in sites],
        relation=(note, citation(note.source)) if sites else None,
        items=[_item_row(line, patient, user) for line in lines],
        rule=(DX_26.rule_id, citation(DX_26.source)) if lines else None,
    )


def _site_row(site: SuspiciousSite, patient: Patient, user: User) -> SiteRow:
    place = {"site": site.site.text, **({"bone": site.site.bone.value} if site.site.bone else {})}
    url = _url((LESION, Permission.IMAGING_RECORD, place), patient, user)
    looks = [LookRow(look, "" if look.lesion else url) for look in site.looks]
    return SiteRow(site, looks, [(one, citation(one.source)) for one in (*site.tasks, *site.notes)])


def _item_row(line: ItemLine, patient: Patient, user: User) -> ItemRow:
    url, absent_url = (_url(places.get(line.item), patient, user) for places in (ENTERED_AT, ABSENT_AT))
    return ItemRow(line, url, absent_url, line.item in OPTIONAL)


def _url(place: Place | None, patient: Patient, user: User) -> str:
    if place is None:
        return ""
    page, permission, query = place
    if not can(user, permission):
        return ""
    url = reverse(page, args=[patient.id])
    return f"{url}?{urlencode(query)}" if query else url
