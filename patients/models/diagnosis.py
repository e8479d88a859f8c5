"""What is known about the tumour, and whether it is in the bone."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.base import Row
from patients.enums import DriverStatus, Histology, MetastasisBasis, MetastasisStatus
from patients.models.patients import Patient


@pghistory.track()
class Diagnosis(Row):
    """The lung cancer of one patient. Empty text and None mean: not recorded.

    `follow_up_category` (VOC-04) is what a person decided; empty: the rules derive it (IMG-01).
    `histology_text`, `tnm_text` and `stage_text` keep the words of the document the codes were read from.
    """

    patient = models.OneToOneField(Patient, models.PROTECT, related_name="diagnosis")
    histology = models.CharField(_("histology"), max_length=16, choices=Histology, default=Histology.UNKNOWN)
    site = models.CharField(_("site"), max_length=60, blank=True)
    t = models.CharField("T", max_length=6, blank=True)
    n = models.CharField("N", max_length=6, blank=True)
    m = models.CharField("M", max_length=6, blank=True)
    tnm_edition = models.PositiveSmallIntegerField(_("TNM edition"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=6, blank=True)
    diagnosed_on = models.DateField(_("diagnosed on"), null=True, blank=True)
    pdl1_tps_percent = models.DecimalField(
        "PD-L1 TPS %", max_digits=4, decimal_places=1, null=True, blank=True
    )
    pdl1_cps = models.DecimalField("PD-L1 CPS", max_digits=4, decimal_places=1, null=True, blank=True)
    follow_up_category = models.CharField(_("follow-up category"), max_length=12, blank=True)
    recurred_on = models.DateField(_("recurred on"), null=True, blank=True)
    histology_text = models.CharField(_("histology as told"), max_length=200, blank=True)
    tnm_text = models.CharField(_("TNM as told"), max_length=60, blank=True)
    stage_text = models.CharField(_("stage as told"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("diagnosis")
        verbose_name_plural = _("diagnoses")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pdl1_tps_percent=None)
                | models.Q(pdl1_tps_percent__gte=0, pdl1_tps_percent__lte=100),
                name="tps_is_a_percentage",
            )
        ]

    def __str__(self) -> str:
        return f"{self.histology} {self.t}{self.n}{self.m}"


@pghistory.track()
class DriverResult(Row):
    """One gene's result (VOC-06)."""

    diagnosis = models.ForeignKey(Diagnosis, models.PROTECT, related_name="drivers")
    gene = models.CharField(_("gene"), max_length=20)
    status = models.CharField(_("result"), max_length=8, choices=DriverStatus)
    variant = models.CharField(_("variant"), max_length=60, blank=True)
    tested_on = models.DateField(_("tested on"), null=True, blank=True)

    class Meta:
        ordering = ["gene", "created_at"]
        verbose_name = _("driver gene result")
        verbose_name_plural = _("driver gene results")

    def __str__(self) -> str:
        return f"{self.gene} {self.variant}"


@pghistory.track()
class BoneMetastasis(Row):
    """Whether, when, how and by whom bone metastasis was established.

    In a confirmation that was imported the day may be missing, where its source gives none. `extent` (VOC-09)
    is the judgement of a clinician on `extent_on`; empty: nobody judged it, and no count does (AMB-34).
    """

    patient = models.OneToOneField(Patient, models.PROTECT, related_name="bone_metastasis")
    status = models.CharField(
        _("bone metastasis"), max_length=10, choices=MetastasisStatus, default=MetastasisStatus.UNKNOWN
    )
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=24, choices=MetastasisBasis, blank=True)
    basis_text = models.CharField(_("basis as told"), max_length=200, blank=True)
    sites = models.CharField(_("sites"), max_length=200, blank=True)
    extent = models.CharField(_("extent"), max_length=10, blank=True, db_default="", default="")
    extent_on = models.DateField(_("extent judged on"), null=True, blank=True)
    is_imported = models.BooleanField(_("imported"), default=False, editable=False)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("bone metastasis")
        verbose_name_plural = _("bone metastases")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="CONFIRMED")
                | ((models.Q(confirmed_on__isnull=False) | models.Q(is_imported=True)) & ~models.Q(basis="")),
                name="confirmation_has_date_and_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(extent="", extent_on=None)
                | (~models.Q(extent="") & models.Q(extent_on__isnull=False)),
                name="extent_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.status
