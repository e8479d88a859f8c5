"""Forms of the two scores: items are typed, the total is computed, both are stored (STD-03, STD-04)."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guidelines.lesions import LesionType
from guidelines.risk.mirels import MirelsPain, MirelsSite, MirelsSize
from guidelines.risk.sins import (
    SinsAlignment,
    SinsCollapse,
    SinsLocation,
    SinsPain,
    SinsPosterolateral,
)
from guidelines.terms import Term
from patients.enums import RiskScale
from patients.forms.records import RecordForm, about, day, one_of, side, words
from patients.models import RiskScore
from patients.models.recorded import Recorded
from patients.score_items import ITEMS, MIRELS_LABELS, SINS_LABELS, total_of
from patients.specs.status import RiskScoreSpec

PREFIX = "item_"


def item(label: Any, terms: type[Term]) -> forms.TypedChoiceField:
    """One item; left open it is unknown, and so is the total."""
    return one_of(label, terms, required=False, buttons=True)


class ScoreForm(RecordForm[RiskScoreSpec]):
    """What both scores ask; `total` only where a document names a total without its items."""

    scale: ClassVar[RiskScale]
    scored_on = day(_("Scored on"))
    site = words(_("Site"), 100, required=True)
    side = side()
    total = forms.IntegerField(label=_("Total as told"), required=False)
    is_approximate = about()
    text = words(_("In words"), 300)
    rarely = ("total", "is_approximate", "text")

    @property
    def judged_by(self) -> tuple[str, ...]:  # type: ignore[override]  # made from the scale
        """The items."""
        return tuple(f"{PREFIX}{name}" for name in ITEMS[self.scale])

    @classmethod
    def start(cls, row: Recorded) -> dict[str, Any]:
        """The score as it stands; a total that its items make is not asked for again."""
        items = row.items if isinstance(row, RiskScore) else {}
        known = {f"{PREFIX}{name}": code for name, code in items.items()}
        total = {"total": None} if total_of(cls.scale, items) is not None else {}
        return super().start(row) | known | total

    def items(self) -> dict[str, Any]:
        """The items that were chosen."""
        given = {name: self.cleaned_data.get(f"{PREFIX}{name}") for name in ITEMS[self.scale]}
        return {name: item for name, item in given.items() if item is not None}

    def clean(self) -> dict[str, Any]:
        """Refuses a typed total that the complete items contradict."""
        cleaned = super().clean() or self.cleaned_data
        made, typed = total_of(self.scale, self.items()), cleaned.get("total")
        if made is not None and typed is not None and made != typed:
            raise ValidationError({"total": _("The items add up to %(total)s.") % {"total": made}})
        return cleaned

    def spec(self) -> RiskScoreSpec:
        """The score with its items and the total they make, or the total that was typed."""
        data, items = self.cleaned_data, self.items()
        made = total_of(self.scale, items)
        return RiskScoreSpec(
            scale=self.scale,
            scored_on=data["scored_on"],
            site=data["site"],
            side=data["side"],
            total=data["total"] if made is None else made,
            items={name: item.value for name, item in items.items()},
            is_approximate=data["is_approximate"],
            text=data["text"],
        )


class MirelsForm(ScoreForm):
    """Mirels: a metastasis in a long bone."""

    scale = RiskScale.MIRELS
    item_site = item(MIRELS_LABELS["site"], MirelsSite)
    item_pain = item(MIRELS_LABELS["pain"], MirelsPain)
    item_lesion_type = item(MIRELS_LABELS["lesion_type"], LesionType)
    item_size = item(MIRELS_LABELS["size"], MirelsSize)


class SinsForm(ScoreForm):
    """SINS: a metastasis in the spine."""

    scale = RiskScale.SINS
    item_location = item(SINS_LABELS["location"], SinsLocation)
    item_pain = item(SINS_LABELS["pain"], SinsPain)
    item_lesion_type = item(SINS_LABELS["lesion_type"], LesionType)
    item_alignment = item(SINS_LABELS["alignment"], SinsAlignment)
    item_collapse = item(SINS_LABELS["collapse"], SinsCollapse)
    item_posterolateral = item(SINS_LABELS["posterolateral"], SinsPosterolateral)
