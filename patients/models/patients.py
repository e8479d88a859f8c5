"""The patient: identity, place, and who is responsible."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.fields import EncryptedField
from accounts.models import Department, Hospital, User, Ward
from accounts.models.base import Row
from patients.enums import Sex


@pghistory.track()
class Patient(Row):
    """One person in one hospital. Never deleted: voided with a reason, or merged into another."""

    hospital = models.ForeignKey(Hospital, models.PROTECT, related_name="patients")
    department = models.ForeignKey(Department, models.PROTECT, related_name="patients")
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="patients")
    bed = models.CharField(_("bed"), max_length=10, blank=True)
    hospital_number = models.CharField(_("hospital number"), max_length=30)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=60)
    name_pinyin = models.CharField(max_length=200, editable=False)
    name_initials = models.CharField(max_length=60, editable=False)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    birth_date = models.DateField(_("date of birth"))
    national_id = EncryptedField(_("identity card number"), blank=True)
    national_id_index = models.CharField(max_length=64, blank=True, editable=False)
    responsible_doctor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="patients"
    )
    is_demo = models.BooleanField(default=False, editable=False)
    voided_at = models.DateTimeField(null=True, editable=False)
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    void_reason = models.CharField(max_length=200, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged_from"
    )

    class Meta:
        ordering = ["name_pinyin", "hospital_number"]
        verbose_name = _("patient")
        verbose_name_plural = _("patients")
        constraints = [
            models.UniqueConstraint(
                fields=["hospital", "hospital_number"],
                condition=models.Q(voided_at=None),
                name="one_patient_per_hospital_number",
            ),
            models.CheckConstraint(
                condition=models.Q(voided_at=None) | ~models.Q(void_reason=""), name="void_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "name_pinyin", "id"],
                condition=models.Q(voided_at=None),
                name="patient_list",
            ),
            models.Index(
                fields=["hospital", "name"],
                name="patient_name_prefix",
                opclasses=["uuid_ops", "varchar_pattern_ops"],
            ),
            models.Index(
                fields=["hospital", "name_pinyin"],
                name="patient_pinyin_prefix",
                opclasses=["uuid_ops", "varchar_pattern_ops"],
            ),
            models.Index(
                fields=["hospital", "name_initials"],
                name="patient_initials_prefix",
                opclasses=["uuid_ops", "varchar_pattern_ops"],
            ),
            models.Index(fields=["national_id_index"], name="patient_national_id"),
            GinIndex(fields=["hospital_number"], name="patient_number_trigram", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.hospital_number}"
