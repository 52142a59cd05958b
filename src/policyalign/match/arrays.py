"""The arrays of the matching: rows are queries (proposals), columns passages or contexts, unless told."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]
Vectors = NDArray[np.float32]
"""One row per text, of length 1 (L2)."""
