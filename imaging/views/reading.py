"""What the page of an examination says of its reading: evidence, statements, key images."""

from typing import Any

from accounts.models import User
from accounts.permissions import Permission, can
from imaging.enums import WindowEvidence
from imaging.models import BoneWindowReview, ImagingStudy, KeyImage
from imaging.selectors.evidence import grade_of, with_evidence
from imaging.sheets import is_ct

GRADES = {
    WindowEvidence.OBSERVED: "window_observed",
    WindowEvidence.PARTIAL: "window_partial",
    WindowEvidence.ATTESTED: "window_attested",
    WindowEvidence.NONE: "window_none",
}


def reading_context(study: ImagingStudy, user: User) -> dict[str, Any]:
    """The grade of a CT, how much the viewer showed at most, what was stated, and the key images."""
    graded = with_evidence(ImagingStudy.objects.filter(pk=study.pk)).get()
    reviews = BoneWindowReview.objects.filter(series__study=study, coverage__isnull=False)
    return {
        "grade": GRADES[grade_of(graded)] if is_ct(study) else "",
        "coverage": reviews.order_by("-coverage").values_list("coverage", flat=True).first(),
        "statements": study.window_statements.select_related("made_by"),
        "key_images": KeyImage.objects.filter(series__study=study, voided_at=None).defer("jpeg"),
        "may_record": can(user, Permission.IMAGING_RECORD),
    }
