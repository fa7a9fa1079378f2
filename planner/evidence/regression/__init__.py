"""Regressions on closed deals: what drives a win, a size, a cycle; what open deals are worth."""

from planner.evidence.regression.calibration import Calibration, Tenth, calibration
from planner.evidence.regression.closing import days_left
from planner.evidence.regression.drivers import drivers
from planner.evidence.regression.expected import Expected, expected_values
from planner.evidence.regression.model import Drivers, Multiplier, Target

__all__ = [
    "Calibration",
    "Drivers",
    "Expected",
    "Multiplier",
    "Target",
    "Tenth",
    "calibration",
    "days_left",
    "drivers",
    "expected_values",
]
