"""Ways to calibrate P(covered) on top of the regression, held against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from sklearn.isotonic import IsotonicRegression

from policyalign.lab.fitting.thresholds import Predicted
from policyalign.lab.fitting.trials import Trial, join
from policyalign.lab.gold.unit_matching import Matrix
from policyalign.lab.statistics import calibration_figures

Calibrator = Callable[[Predicted, Predicted], Matrix]
"""P(covered) of new cells, from the cells of the fit and the new ones."""


def calibration_errors(trials: Sequence[Trial]) -> dict[str, float]:
    """Expected calibration error of cells out of plan: of the regression itself (Platt 1999), and of isotonic
    and Venn–Abers calibration on top of it."""
    calibrators: dict[str, Calibrator] = {
        "logistic": lambda _, new: new.covered,
        "isotonic": _isotonic,
        "Venn–Abers": _venn_abers,
    }
    return {name: _error(calibrate, trials) for name, calibrate in calibrators.items()}


def _error(calibrate: Calibrator, trials: Sequence[Trial]) -> float:
    parts = [replace(one.predicted, covered=calibrate(one.fitted.predicted, one.predicted)) for one in trials]
    together = join(parts)
    return calibration_figures(together.covered, together.taken_up)["ece"]


def _isotonic(fitted: Predicted, new: Predicted) -> Matrix:
    """By isotonic regression on the cells of the fit (Zadrozny & Elkan 2002)."""
    model = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip")
    return np.asarray(model.fit(fitted.covered, fitted.taken_up.astype(float)).predict(new.covered))


def _venn_abers(fitted: Predicted, new: Predicted) -> Matrix:
    """By inductive Venn–Abers prediction (Vovk, Petej & Fedorova 2015): isotonic regressions with the new
    cell taken as 0 and as 1 give p0 and p1, merged to p1 / (1 − p0 + p1)."""
    merged = []
    for value in new.covered:
        low, high = (
            IsotonicRegression(y_min=0, y_max=1)
            .fit(np.append(fitted.covered, value), np.append(fitted.taken_up, label))
            .predict([value])[0]
            for label in (0.0, 1.0)
        )
        merged.append(high / (1 - low + high))
    return np.array(merged)
