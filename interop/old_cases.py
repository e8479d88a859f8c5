"""The columns of a table of old cases: identity, tumour, bone metastasis, one earlier board."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Department, Hospital, User
from accounts.spreadsheet.columns import Column, day, in_both, one_of, words
from accounts.spreadsheet.writing import Table
from guidelines.record.board import BoneDrugStatement
from patients.enums import Histology, MetastasisBasis, MetastasisStatus, Sex

DAY = _("a date, 2026-11-20")
SEXES = {one.value: one.label for one in Sex}
HISTOLOGIES = {one.value: one.label for one in Histology}
STATUSES = {one.value: one.label for one in MetastasisStatus}
BASES = {one.value: one.label for one in MetastasisBasis}
STATEMENTS = {one.value: one for one in BoneDrugStatement}
BOARD = ("held_on", "question", "conclusion", "drug_statement", "drug_text")
TUMOUR = ("diagnosed_on", "histology", "tnm_text", "stage_text")


def columns_of(hospital: Hospital) -> tuple[Column, ...]:
    """The columns as this hospital fills them in: its departments, its doctors."""
    return (*_identity(hospital), *_tumour(), *_metastasis(), *_board())


def _identity(hospital: Hospital) -> Sequence[Column]:
    departments = {row.name: row for row in Department.objects.filter(hospital=hospital, is_active=True)}
    return (
        _text("hospital_number", _("Hospital number"), 30, is_required=True),
        _text("name", pgettext_lazy("person", "Name"), 60, is_required=True),
        _choice("sex", _("Sex"), SEXES, is_required=True),
        Column(key="birth_date", title=_("Date of birth"), accepts=DAY, read=day, is_required=True),
        _text("national_id", _("Identity card number"), 20),
        Column(
            key="department",
            title=_("Department"),
            read=_found(departments),
            offers={name: name for name in departments},
            is_required=True,
        ),
        Column(
            key="responsible_doctor",
            title=_("Responsible doctor"),
            accepts=_("the sign-in name or the name of an oncologist of this hospital"),
            read=_found(_doctors(hospital)),
        ),
    )


def _tumour() -> Sequence[Column]:
    return (
        Column(key="diagnosed_on", title=_("Lung cancer diagnosed on"), accepts=DAY, read=day),
        _choice("histology", _("Histology"), HISTOLOGIES),
        _text("tnm_text", _("TNM, as the record says"), 60),
        _text("stage_text", _("Stage, as the record says"), 100),
    )


def _metastasis() -> Sequence[Column]:
    return (
        _choice("bone_metastasis", _("Bone metastasis"), STATUSES),
        Column(key="confirmed_on", title=_("Bone metastasis confirmed on"), accepts=DAY, read=day),
        _choice("basis", _("Basis of the confirmation"), BASES),
        _text("sites", _("Sites of bone metastasis"), 200),
    )


def _board() -> Sequence[Column]:
    return (
        Column(key="held_on", title=_("Earlier board held on"), accepts=DAY, read=day),
        _text("question", _("Question for the board"), 2000),
        _text("conclusion", _("Conclusion of the board"), 4000),
        _choice("drug_statement", _("Bone-modifying drug, said the board"), STATEMENTS),
        _text("drug_text", _("Which drug, or why not"), 300),
    )


def _text(key: str, title: Any, most: int, *, is_required: bool = False) -> Column:
    accepts = _Most(most)
    return Column(key=key, title=title, accepts=accepts, read=words(most), is_required=is_required)


class _Most:
    """How long a text may be, said in the language of whoever reads it."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __str__(self) -> str:
        return gettext("text of at most %(most)s characters") % {"most": self.most}


def _choice(key: str, title: Any, offers: Any, *, is_required: bool = False) -> Column:
    return Column(key=key, title=title, read=one_of(offers), offers=offers, is_required=is_required)


def _doctors(hospital: Hospital) -> dict[str, User]:
    """By sign-in name, and by name where only one doctor bears it."""
    doctors = list(User.objects.filter(hospital=hospital, role=Role.ONCOLOGIST, is_active=True))
    names = [doctor.name for doctor in doctors]
    named = {doctor.name: doctor for doctor in doctors if names.count(doctor.name) == 1}
    return named | {doctor.username: doctor for doctor in doctors}


def _found(known: dict[str, Any]) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if text not in known:
            raise ValidationError(_("“%(text)s” is not known in this hospital."), params={"text": text})
        return known[text]

    return read


def template_of(hospital: Hospital) -> list[Table]:
    """An empty table to fill in, and a sheet that explains its columns in both languages."""
    columns = columns_of(hospital)
    told = [_explained(column) for column in columns]
    head = ("列", "Column", "必填 Required", "可填内容", "Accepted")
    names = [str(column.title) + ("*" if column.is_required else "") for column in columns]
    return [Table(gettext("Old cases"), names, []), Table("说明 Explanation", head, told)]


def _explained(column: Column) -> tuple[str, ...]:
    title_zh, title_en = in_both(column.title)
    offers = [in_both(label) for label in column.offers.values()]
    accepts_zh, accepts_en = in_both(column.accepts)
    return (
        title_zh,
        title_en,
        "是 yes" if column.is_required else "",
        "、".join(zh for zh, _en in offers) or accepts_zh,
        ", ".join(en for _zh, en in offers) or accepts_en,
    )
