"""Hospitals, their departments and wards: the ground on which access stands."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import CityTier, Discipline, HospitalLevel
from accounts.models.base import Row


@pghistory.track()
class Hospital(Row):
    """A hospital; patients of one are never visible in another without a referral."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=30)
    level = models.CharField(_("level"), max_length=20, choices=HospitalLevel)
    city_tier = models.CharField(_("city tier"), max_length=10, choices=CityTier)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("hospital")
        verbose_name_plural = _("hospitals")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Department(Row):
    """A department of one hospital; the unit whose nurses and doctors share a worklist."""

    hospital = models.ForeignKey(
        Hospital, models.PROTECT, related_name="departments", verbose_name=_("hospital")
    )
    name = models.CharField(_("name"), max_length=60)
    discipline = models.CharField(_("discipline"), max_length=20, choices=Discipline)
    nurse_mailbox = models.EmailField(
        _("nurses' mailbox"),
        blank=True,
        help_text=_("Where e-mail for the nurses of this department goes; empty: to each nurse."),
    )
    lead = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead"),
        help_text=_("Who is told of emergency access to the department's patients and reviews it."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["hospital", "name"]
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        constraints = [
            models.UniqueConstraint(fields=["hospital", "name"], name="one_department_name_per_hospital")
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Ward(Row):
    """A ward of a department."""

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="wards", verbose_name=_("department")
    )
    name = models.CharField(_("name"), max_length=40)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["department", "name"]
        verbose_name = _("ward")
        verbose_name_plural = _("wards")
        constraints = [
            models.UniqueConstraint(fields=["department", "name"], name="one_ward_name_per_department")
        ]

    def __str__(self) -> str:
        return self.name
