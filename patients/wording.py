"""What is known about the tumour, said in one line; what is not known is said to be so."""

from decimal import Decimal

from django.utils.translation import gettext, pgettext

from accounts.templatetags.words import number, say
from guidelines.lesions import Extent
from patients.enums import DriverStatus, Histology, MetastasisStatus
from patients.models import BoneMetastasis, Diagnosis, DriverResult


def not_recorded() -> str:
    """The word for what nobody entered."""
    return gettext("not recorded")


def tumour(diagnosis: Diagnosis | None) -> str:
    """`右肺上叶腺癌 cT1cN0M1b IV 期`; parts nobody entered are said to be missing."""
    if diagnosis is None:
        return gettext("Diagnosis not recorded")
    known = diagnosis.histology != Histology.UNKNOWN
    kind = diagnosis.get_histology_display() if known else gettext("histology not recorded")
    tnm = f"{diagnosis.t}{diagnosis.n}{diagnosis.m}" or gettext("TNM not recorded")
    return " ".join([_located(diagnosis.site, kind), tnm, _stage(diagnosis.stage)])


def _located(site: str, kind: str) -> str:
    if not site:
        return kind
    return pgettext("site and histology", "%(site)s %(kind)s") % {"site": site, "kind": kind}


def _stage(stage: str) -> str:
    return gettext("stage %(stage)s") % {"stage": stage} if stage else gettext("stage not recorded")


def molecular(diagnosis: Diagnosis | None) -> str:
    """`EGFR 19del，PD-L1 TPS 10%`; empty without a diagnosis, because then nothing at all is known."""
    if diagnosis is None:
        return ""
    drivers = [_driver(row) for row in diagnosis.drivers.all()] or [gettext("drivers not recorded")]
    return gettext(", ").join([*drivers, _pdl1(diagnosis)])


def _driver(row: DriverResult) -> str:
    if row.status == DriverStatus.POSITIVE:
        return f"{row.gene} {row.variant or row.get_status_display()}"
    return f"{row.gene} {row.get_status_display()}"


def _pdl1(diagnosis: Diagnosis) -> str:
    scores = [_score("TPS", diagnosis.pdl1_tps_percent, "%"), _score("CPS", diagnosis.pdl1_cps, "")]
    found = [score for score in scores if score]
    return f"PD-L1 {' '.join(found)}" if found else gettext("PD-L1 not recorded")


def _score(name: str, value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{name} {number(value)}{unit}"


def metastasis(found: BoneMetastasis | None) -> str:
    """`骨转移 2025-12-03 骨活检确认：L4、T8`."""
    if found is None or found.status == MetastasisStatus.UNKNOWN:
        return gettext("Bone metastasis not recorded")
    if found.status == MetastasisStatus.CONFIRMED:
        text = gettext("Bone metastasis confirmed %(date)s (%(basis)s)") % {
            "date": found.confirmed_on,
            "basis": found.get_basis_display(),
        }
    else:
        text = gettext("Bone metastasis %(status)s") % {"status": found.get_status_display().lower()}
    if found.extent in set(Extent):
        text = pgettext("extent", "%(text)s, %(extent)s") % {
            "text": text,
            "extent": say(Extent(found.extent)),
        }
    if not found.sites:
        return text
    return pgettext("sites", "%(text)s: %(sites)s") % {"text": text, "sites": found.sites}
