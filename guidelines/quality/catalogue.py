"""All indicators of section 9 by id, in its order."""

from collections.abc import Mapping
from types import MappingProxyType

from guidelines.quality.care import CARE
from guidelines.quality.drug import DRUG
from guidelines.quality.imaging import IMAGING
from guidelines.quality.indicators import Indicator
from guidelines.quality.outcomes import OUTCOMES

INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    dict(sorted((IMAGING | DRUG | OUTCOMES | CARE).items()))
)
