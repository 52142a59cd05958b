"""The background collection that tells which words are rare: measures of all ministries."""

from __future__ import annotations

import json
from functools import cache

from policyalign.assess.measures.words import Background
from policyalign.corpora import models_path


@cache
def load_background() -> Background:
    """The statistics in ``models/terms.json``. Raises ``PolicyAlignError`` when the models are missing."""
    content = json.loads(models_path("terms.json").read_text(encoding="utf-8"))
    return Background(content["documents"], content["frequencies"])
