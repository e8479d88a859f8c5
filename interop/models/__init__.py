"""Tables of this room."""

from interop.models.batches import ImportBatch, ImportedLine
from interop.models.cases import ImportedCase

__all__ = ["ImportBatch", "ImportedCase", "ImportedLine"]
