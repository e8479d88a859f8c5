"""Pain, performance status, symptoms and distress in one line."""

from django.utils.translation import gettext

from accounts.templatetags.words import say
from guidelines.psychology import DISORDERS, Distress
from guidelines.record.complaints import Symptom as SymptomCode
from guidelines.risk.ecog import ECOG as ECOG_WORDS
from guidelines.risk.ecog import severe_decline
from guidelines.risk.pain import PainBand, pain_band
from patients.lines.base import Line
from patients.models import DistressScreen, EcogScore, PainScore, Symptom

TONES = {PainBand.SEVERE: "red", PainBand.MODERATE: "amber"}


def highest_nrs(row: PainScore) -> int | None:
    """The score, of a range its upper end; None when the pain was told in words only."""
    known = [nrs for nrs in (row.nrs, row.nrs_high, row.nrs_low) if nrs is not None]
    return known[0] if known else None


def pain_line(row: PainScore) -> Line:
    """`NRS 5`, its band, where and what was said."""
    nrs = highest_nrs(row)
    band = pain_band(nrs) if nrs is not None else None
    breakthrough = gettext("breakthrough pain per day: %(times)s") % {"times": row.breakthrough_per_day}
    parts = (row.site, breakthrough if row.breakthrough_per_day else "", row.text)
    return Line(
        on=row.measured_on,
        what=_nrs_words(row),
        note=" · ".join(part for part in parts if part),
        badge={PainBand.SEVERE: "check_high", PainBand.MODERATE: "warn"}.get(band, "") if band else "",
        badge_text=say(band.label) if band else "",
        tone=TONES.get(band, "ink") if band else "amber",
    )


def _nrs_words(row: PainScore) -> str:
    if row.nrs is not None:
        return f"NRS {row.nrs}"
    ends = [str(nrs) for nrs in (row.nrs_low, row.nrs_high) if nrs is not None]
    if ends:
        return f"NRS {'–'.join(ends)}"
    return gettext("severe, no number") if row.severe else gettext("no number")


def ecog_line(row: EcogScore) -> Line:
    """`ECOG 1` and what it means (STD-06)."""
    words = ECOG_WORDS.get(row.score)
    return Line(
        on=row.measured_on,
        what=f"ECOG {row.score}",
        note=say(words) if words else "",
        tone="amber" if severe_decline(row.score) else "ink",
    )


def symptom_line(row: Symptom) -> Line:
    """The symptom, where, and whether it is over."""
    known = row.code in set(SymptomCode)
    name = say(SymptomCode(row.code)) if known else row.text
    told = row.text if known else ""
    over = gettext("over since %(day)s") % {"day": row.resolved_on} if row.resolved_on else ""
    return Line(
        on=row.noted_on,
        what=name,
        note=" · ".join(part for part in (row.site, told, over) if part),
        badge="check_ok" if row.resolved_on else "",
        badge_text=gettext("over") if row.resolved_on else "",
    )


def distress_line(row: DistressScreen) -> Line:
    """What the screen found and by which tool (PSY-01)."""
    found = Distress(row.distress)
    return Line(
        on=row.screened_on,
        what=say(found),
        note=" · ".join(part for part in (row.tool, row.text) if part),
        tone="red" if found in DISORDERS else "ink" if found is Distress.NONE else "amber",
    )
