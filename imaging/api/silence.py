"""The archive does not answer as it should: one answer of the API for each reason, whoever asks it."""

from rest_framework.exceptions import APIException

from accounts.api_errors import CONFLICT, silent
from imaging.pacs.errors import PacsError

# No archive, one that answers nonsense, one that does not answer: as imaging.pacs.errors has them.
SILENT = {409: CONFLICT, 502: silent("The archive"), 503: silent("The archive")}


class ArchiveSilent(APIException):
    """Nothing was saved. The code says why."""

    def __init__(self, error: PacsError) -> None:
        super().__init__(str(error), error.code)
        self.status_code = error.status
