"""What is recorded about one's own reading, and how often the bone window is read: two pages of numbers."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from accounts import audit, clock
from accounts.permissions import Permission, SignedInRequest, requires
from imaging.models import BoneWindowReview
from imaging.selectors.evidence import evidence_limits
from imaging.selectors.window_quality import window_quality
from patients.selectors.access import visible_to

ROWS_PAGE = 50


@login_required
def my_reviews(request: SignedInRequest) -> HttpResponse:
    """Every visit to a CT series the signed-in reader has made, with all that was kept of it.

    It stays the reader's own when the patient moves away; whose series it was is then told no more.
    """
    rows = BoneWindowReview.objects.filter(user=request.user).select_related("series__study__patient")
    page = Paginator(rows.defer("dwell"), ROWS_PAGE).get_page(request.GET.get("page"))
    listed = {row.series.study.patient_id for row in page}
    seen = set(visible_to(request.user).filter(pk__in=listed).values_list("pk", flat=True))
    audit.record_listed(request=request, patient_ids=seen, subject="my reviews")
    context = {"page": page, "seen": seen, "limits": evidence_limits()}
    return render(request, "imaging/my_reviews.html", context)


@requires(Permission.PATIENT_VIEW)
def bone_window_quality(request: SignedInRequest) -> HttpResponse:
    """QI-01 of the patients the user sees: by month, hospital and rank, beside what was published."""
    return render(request, "imaging/quality.html", {"quality": window_quality(request.user, clock.today())})
