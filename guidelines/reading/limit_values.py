"""The limits of a hospital as named values: what is stored, shown to the clinician, and read back.

REMINDER_HOUR is not among them: one clock sends the messages of every hospital, so it is set for the whole
installation, and a value here would be read by nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from guidelines.imaging.limits import IMAGING_LIMIT_FACTS
from guidelines.mdt.limits import MDT_LIMIT_FACTS
from guidelines.reading.limits import DEFAULT_HOSPITAL_LIMITS, SAFETY_LIMIT_FACTS, HospitalLimits
from guidelines.settings import LIMIT_FACTS, LimitFacts, LimitsError
from guidelines.terms import Term, Text, spoken

LimitValue = int | Decimal | bool | tuple[int, ...] | Term | None
SECTIONS: Mapping[str, Text] = MappingProxyType(
    {
        "drugs": Text("骨改良药物", "Bone-modifying drugs"),
        "imaging": Text("筛查与影像随访", "Screening and imaging follow-up"),
        "mdt": Text("多学科会诊", "Team meeting"),
        "safety": Text("安全界值", "Safety limits"),
    }
)
UNITS: Mapping[str, Text] = MappingProxyType({"d": Text("天", "days"), "months": Text("个月", "months")})
SET_ELSEWHERE = frozenset({"reminder_hour"})


@dataclass(frozen=True, slots=True)
class LimitKey:
    """One limit: where it stands in HospitalLimits, how it is called, and the catalogue's value."""

    section: str
    name: str
    facts: LimitFacts
    default: LimitValue

    @property
    def unit(self) -> Text:
        """Return the unit in both languages; empty for a pure number or a word."""
        return UNITS.get(self.facts.unit, Text(self.facts.unit, self.facts.unit))

    def of(self, limits: HospitalLimits) -> LimitValue:
        """Return this limit of a hospital."""
        value: LimitValue = getattr(getattr(limits, self.section), self.name)
        return value


def _keys(section: str, facts: Mapping[str, LimitFacts]) -> tuple[LimitKey, ...]:
    defaults = getattr(DEFAULT_HOSPITAL_LIMITS, section)
    return tuple(
        LimitKey(section, name, one, getattr(defaults, name))
        for name, one in facts.items()
        if name not in SET_ELSEWHERE
    )


LIMIT_KEYS: tuple[LimitKey, ...] = (
    *_keys("drugs", LIMIT_FACTS),
    *_keys("imaging", IMAGING_LIMIT_FACTS),
    *_keys("mdt", MDT_LIMIT_FACTS),
    *_keys("safety", SAFETY_LIMIT_FACTS),
)


def values_of(limits: HospitalLimits) -> dict[str, Any]:
    """Return every limit by name as JSON can hold it; decimals are text, so that none is rounded."""
    return {key.name: stored(key.of(limits)) for key in LIMIT_KEYS}


def stored(value: LimitValue) -> Any:
    """Return one limit as JSON can hold it."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Term):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def limits_from(values: Mapping[str, Any]) -> HospitalLimits:
    """Return the limits that `values_of` wrote down.

    A key that is missing (younger than the values) has the catalogue's default; one that no rule reads any
    more is passed over. Raises LimitsError for a value that is none or that no rule could work with.
    """
    found: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for key in LIMIT_KEYS:
        if key.name in values:
            found[key.section][key.name] = _read(key, values[key.name])
    kinds = {part.name: type(getattr(DEFAULT_HOSPITAL_LIMITS, part.name)) for part in fields(HospitalLimits)}
    return HospitalLimits(**{section: kinds[section](**given) for section, given in found.items()})


def limit_errors(values: Mapping[str, Any]) -> dict[str, Text]:
    """Return what stands against these values, by name; empty when `limits_from` takes them."""
    errors: dict[str, Text] = {}
    tried = dict(values)
    while True:
        try:
            limits_from(tried)
        except LimitsError as error:
            if error.field in errors:  # its default does not fit the partner: the rest of the section waits
                tried = _without_section_of(error.field, tried)
            errors[error.field] = error.reason
            tried.pop(error.field, None)
        else:
            return errors


def _without_section_of(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    sections = {key.name: key.section for key in LIMIT_KEYS}
    return {other: value for other, value in values.items() if sections.get(other) != sections[name]}


@dataclass(frozen=True, slots=True)
class LimitChange:
    """One limit that differs between two versions."""

    key: LimitKey
    before: LimitValue
    after: LimitValue


def changed_limits(before: HospitalLimits, after: HospitalLimits) -> tuple[LimitChange, ...]:
    """Return what differs, in the order of the catalogue."""
    pairs = (LimitChange(key, key.of(before), key.of(after)) for key in LIMIT_KEYS)
    return tuple(pair for pair in pairs if pair.before != pair.after)


def shown(value: LimitValue) -> Text:
    """Return a limit in words; None says that none is set, which is not the same as unknown."""
    if value is None:
        return Text("未设定", "not set")
    if isinstance(value, bool):
        return Text("开", "on") if value else Text("关", "off")
    return Text(spoken(value, "zh"), spoken(value, "en"))


def _read(key: LimitKey, value: Any) -> LimitValue:
    if isinstance(key.default, Term):
        return _word(type(key.default), key.name, value)
    return READERS[type(key.default)](key.name, value)


def _word(kind: type[Term], name: str, value: Any) -> Term:
    if value not in kind.__members__:
        raise LimitsError(name, Text("请从列表中选择", "must be one of the list"))
    return kind(value)


def _whole(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise LimitsError(name, Text("须为整数", "must be a whole number"))
    return value


def _whole_or_none(name: str, value: Any) -> int | None:
    return None if value is None else _whole(name, value)


def _decimal(name: str, value: Any) -> Decimal:
    try:
        return Decimal(value)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise LimitsError(name, Text("须为数字", "must be a number")) from error


def _switch(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise LimitsError(name, Text("须为开或关", "must be on or off"))
    return value


def _days(name: str, value: Any) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise LimitsError(name, Text("须为天数列表", "must be a list of days"))
    return tuple(_whole(name, day) for day in value)


READERS: Mapping[type, Callable[[str, Any], LimitValue]] = MappingProxyType(
    {bool: _switch, int: _whole, Decimal: _decimal, tuple: _days, type(None): _whole_or_none}
)
