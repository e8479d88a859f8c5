"""What the rules say about one patient on a day, asked anew; nothing is stored."""

from datetime import date
from uuid import UUID

from guidelines.assessment.assess import Assessment, assess
from worklist.selectors.records import records_of


def assessment_of(*, patient_id: UUID, today: date) -> Assessment:
    """The assessment of the record as it stands."""
    return assess(records_of([patient_id], today)[patient_id], today)
