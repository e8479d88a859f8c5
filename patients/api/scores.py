"""A Mirels or SINS score as the API tells it: with the total its items make."""

from typing import Any

from rest_framework import serializers

from guidelines.risk.mirels import MirelsItems
from guidelines.risk.sins import SinsItems
from patients.api.records import RECORDED
from patients.enums import RiskScale
from patients.models import RiskScore
from patients.score_items import ITEMS

SCALES: dict[str, type[MirelsItems] | type[SinsItems]] = {
    RiskScale.MIRELS: MirelsItems,
    RiskScale.SINS: SinsItems,
}


def items_of(scale: str, codes: dict[str, Any]) -> MirelsItems | SinsItems:
    """The items of a scale from their codes; what is missing stays unknown."""
    known = {name: term(str(codes[name])) for name, term in ITEMS[scale].items() if codes.get(name)}
    return SCALES[scale](**known)  # type: ignore[arg-type]  # the terms of each item stand in ITEMS


class RiskScoreOutput(serializers.ModelSerializer[RiskScore]):
    """One score; `computed_total` None while an item is unknown, whatever total was typed."""

    computed_total = serializers.SerializerMethodField()

    class Meta:
        model = RiskScore
        fields = [
            "id",
            "scale",
            "scored_on",
            "is_approximate",
            "site",
            "side",
            "total",
            "computed_total",
            "items",
            "text",
            *RECORDED,
        ]

    def get_computed_total(self, score: RiskScore) -> int | None:
        """The sum of the points of its items."""
        return items_of(score.scale, score.items).total
