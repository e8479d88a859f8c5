"""Names of the arrays of this package."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Plane: TypeAlias = NDArray[np.float32]
Stored: TypeAlias = NDArray[np.int16] | NDArray[np.uint16]
