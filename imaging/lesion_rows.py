"""One lesion as the register shows it: risk first, what the record says, what can be done."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.templatetags.words import say
from design.bodymap.marks import DISC, HALF, OPEN, RING, Mark
from guidelines.lesions import Bone, LesionType
from guidelines.record.lesions import Certainty
from guidelines.risk.mirels import MirelsBand, mirels_applies
from guidelines.risk.sins import SinsBand
from imaging.bodymap import end_of, is_exact, parts_of
from imaging.enums import Trend
from imaging.lesion_words import Irradiated, course_words, facts_of
from imaging.selectors.places import Place
from imaging.selectors.register import Register
from imaging.selectors.trends import Course, course_of
from patients.lines.events import placed
from patients.lines.scores import band_of
from patients.models import RiskScore

LOOKS = {LesionType.OSTEOLYTIC: RING, LesionType.OSTEOBLASTIC: DISC, LesionType.MIXED: HALF}
TYPE_BADGES = {LesionType.OSTEOLYTIC: "lytic", LesionType.OSTEOBLASTIC: "blastic", LesionType.MIXED: "mixed"}
TONES = {
    Trend.NEW: "red",
    Trend.GROWN: "red",
    Trend.SMALLER: "primary",
    Trend.STABLE: "ink2",
    Trend.UNKNOWN: "ink3",
}
CORD = ("cord_compression", "thecal_sac_compression", "epidural_contact")
RISKY_BANDS = frozenset(
    {SinsBand.UNSTABLE, SinsBand.POTENTIALLY_UNSTABLE, MirelsBand.HIGH, MirelsBand.BORDERLINE}
)


@dataclass(frozen=True, slots=True)
class LesionRow:
    """A lesion in the list; `facts` is what the record says of it."""

    number: int
    place: Place
    course: Course
    scores: tuple[RiskScore, ...]
    facts: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its site with its side."""
        return placed(self.place.head.site, self.place.head.side)

    @property
    def tone(self) -> str:
        """The colour of its mark."""
        return TONES[self.course.trend]

    @property
    def type_badge(self) -> str:
        """The badge of its type."""
        return TYPE_BADGES.get(self.place.type, "type_unknown") if self.place.type else "type_unknown"

    @property
    def trend_badge(self) -> str:
        """The badge of how it stands."""
        return f"lesion_{self.course.trend.value.lower()}"

    @property
    def size(self) -> str:
        """What was measured last, beside its baseline."""
        return course_words(self.course)

    @property
    def is_on_map(self) -> bool:
        """Whether its words name a bone of the map."""
        return bool(parts_of(self.place.site))

    @property
    def mark(self) -> Mark:
        """Its mark on the map."""
        site = self.place.site
        kind = self.place.type
        return Mark(
            number=self.number,
            parts=parts_of(site),
            look=LOOKS.get(kind, OPEN) if kind else OPEN,
            tone=self.tone,
            label=self.title,
            said=self.said,
            url=self.url,
            at=end_of(site),
            is_exact=is_exact(site),
        )

    @property
    def said(self) -> str:
        """The whole lesion in one line."""
        kind, trend = say(self.place.type or LesionType.UNKNOWN), str(self.course.trend.label)
        return " · ".join((f"{self.number} {self.title}", kind, trend, self.size))

    @property
    def url(self) -> str:
        """The page of the row that names it."""
        return reverse("imaging:lesion_record", args=[self.place.head.patient_id, self.place.head.id])

    @property
    def score_name(self) -> str:
        """The score that speaks of this bone: sins, mirels, or empty."""
        bone = self.place.site.bone
        if bone is Bone.SPINE:
            return "sins"
        return "mirels" if bone is not None and mirels_applies(bone) else ""

    @property
    def images_url(self) -> str:
        """The latest examination that shows it; empty when none does."""
        studies = [row.study_id for row in self.place.rows if row.study_id]
        latest = self.course.now.examined.study.id if self.course.now else next(reversed(studies), None)
        return reverse("imaging:study_images", args=[latest]) if latest else ""

    @property
    def risk(self) -> tuple[bool, ...]:
        """Its place in the list, worst first: cord, fracture, unstable, growing, weight bearing."""
        says = self.place.says
        dangers = (
            any(says(flag) for flag in CORD),
            bool(says("pathologic_fracture")),
            any(band_of(score) in RISKY_BANDS for score in self.scores[-1:]),
            self.course.trend in (Trend.NEW, Trend.GROWN),
            bool(says("weight_bearing")),
            self.course.trend is not Trend.SMALLER,
            self.place.certainty is not Certainty.BENIGN,
        )
        return tuple(not danger for danger in dangers)


def rows_of(register: Register, irradiated: Irradiated) -> list[LesionRow]:
    """The register, the most dangerous lesion first."""
    found = [
        LesionRow(
            number=register.numbers[place.name],
            place=place,
            course=course_of(place, register),
            scores=register.scores.get(place.name, ()),
            facts=facts_of(place, register, irradiated),
        )
        for place in register.places
    ]
    return sorted(found, key=lambda row: (row.risk, row.number))
