"""From journeys to measured figures: volume, conversion, velocity, deal size, evidence."""

from planner.evidence.cohorts import (
    Cohort,
    Curve,
    Volume,
    incidence_curve,
    matured_by_cohort,
    volume_by_month,
)
from planner.evidence.cuts import full_months, plan_window
from planner.evidence.funnel import funnel_evidence
from planner.evidence.incidence import Incidence, incidence
from planner.evidence.measure import MeasuredRow, MeasuredTransition, Measures, measure
from planner.evidence.money import DealSize
from planner.evidence.passages import Fate, Prepared, prepare
from planner.evidence.pooling import percentile, pooled_rates
from planner.evidence.reps import RepEvidence, RepRow, rep_evidence

__all__ = [
    "Cohort",
    "Curve",
    "DealSize",
    "Fate",
    "Incidence",
    "MeasuredRow",
    "MeasuredTransition",
    "Measures",
    "Prepared",
    "RepEvidence",
    "RepRow",
    "Volume",
    "full_months",
    "funnel_evidence",
    "incidence",
    "incidence_curve",
    "matured_by_cohort",
    "measure",
    "percentile",
    "plan_window",
    "pooled_rates",
    "prepare",
    "rep_evidence",
    "volume_by_month",
]
