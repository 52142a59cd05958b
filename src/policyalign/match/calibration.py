"""What is known of how good the probabilities are. Light: reads JSON, loads no library."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from policyalign.corpora import models_path

SCORERS = {"e5": "scorer.json", "use": "scorer-use.json"}


def describe_model(encoder: str) -> dict[str, Any]:
    """For the record of a run: the scorer at work with its SHA-256, the encoders that it was fitted with, its
    thresholds and what was measured with them, and whether it was fitted with this ``encoder``."""
    name = SCORERS.get(encoder, SCORERS["use"])
    data = models_path(name).read_bytes()
    content = json.loads(data)
    return {
        "encoder": encoder,
        "calibrated": encoder in SCORERS,
        "scorer": name,
        "scorer_sha256": hashlib.sha256(data).hexdigest(),
        "fitted_with": content["encoders"],
        "thresholds": content["thresholds"],
    }
