"""What the page of an examination says of its reading: evidence, statements, key images."""

from typing import Any

from accounts.models import User
from accounts.permissions import Permission, can
from imaging.enums import WindowEvidence
from imaging.models import BoneWindowReview, ImagingStudy, KeyImage
from imaging.selectors.evidence import grade_of, obstacle_of, with_evidence
from imaging.sheets import is_ct

GRADES = {
    WindowEvidence.OBSERVED: "window_observed",
    WindowEvidence.PARTIAL: "window_partial",
    WindowEvidence.ATTESTED: "window_attested",
    WindowEvidence.NONE: "window_none",
}


def _grade(study: ImagingStudy) -> str:
    """The badge of the grade; without any evidence that it cannot be read, where a reader says so."""
    grade = grade_of(study)
    is_impossible = grade is WindowEvidence.NONE and obstacle_of(study)
    return "window_not_possible" if is_impossible else GRADES[grade]


def reading_context(study: ImagingStudy, user: User) -> dict[str, Any]:
    """The grade of a CT, how much the viewer showed at most, what was stated, and the key images."""
    graded = with_evidence(ImagingStudy.objects.filter(pk=study.pk)).get()
    reviews = BoneWindowReview.objects.filter(series__study=study, coverage__isnull=False)
    return {
        "grade": _grade(graded) if is_ct(study) else "",
        "coverage": reviews.order_by("-coverage").values_list("coverage", flat=True).first(),
        "statements": study.window_statements.select_related("made_by"),
        "key_images": KeyImage.objects.filter(series__study=study, voided_at=None).defer("jpeg"),
        "may_record": can(user, Permission.IMAGING_RECORD),
    }
