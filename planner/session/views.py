"""The planner's words a window speaks in: what a session takes and gives."""

from planner.agreement.results import Results
from planner.commitments.disputes import DisputedPromise, disputed_promises
from planner.commitments.standing import Commitments
from planner.evidence import (
    Measures,
    Prepared,
    RepEvidence,
    measure,
    plan_window,
    prepare,
    rep_evidence,
)
from planner.evidence.attribution import Attribution
from planner.evidence.beliefs import Belief, Claim
from planner.evidence.campaigns import Campaigns
from planner.evidence.cuts import Window
from planner.evidence.standing import Aspect
from planner.evidence.touch_rules import Rule
from planner.intake import (
    Hints,
    Proposal,
    ProposedColumn,
    ProposedTable,
    StageMapping,
    propose,
    take_in,
)
from planner.intake.values.fields import ENTITY_FIELDS, Entity
from planner.intake.worker.process import ReadingProcess
from planner.journeys.diff import Difference, compare
from planner.journeys.older import replaced_words
from planner.journeys.readmission import Readmitted
from planner.journeys.table import Journeys, SetAside, Snapshot
from planner.journeys.touches import JourneyTouches
from planner.journeys.union import unite
from planner.output.returned import left_here
from planner.output.set_aside import write_set_aside
from planner.plan.assumption import Assumption, View
from planner.plan.audits import Audited
from planner.plan.comments import Spot
from planner.plan.document import MOST_MONTHS, Plan, Scenario
from planner.plan.edits import Draft
from planner.plan.fold import line_value
from planner.plan.homeless import homeless_words
from planner.plan.keys import SLA, TEAM, line_key
from planner.plan.merging import Chosen
from planner.plan.scenarios import in_scenario

__all__ = [
    "ENTITY_FIELDS",
    "MOST_MONTHS",
    "SLA",
    "TEAM",
    "Aspect",
    "Assumption",
    "Attribution",
    "Audited",
    "Belief",
    "Campaigns",
    "Chosen",
    "Claim",
    "Commitments",
    "Difference",
    "DisputedPromise",
    "Draft",
    "Entity",
    "Hints",
    "JourneyTouches",
    "Journeys",
    "Measures",
    "Plan",
    "Prepared",
    "Proposal",
    "ProposedColumn",
    "ProposedTable",
    "ReadingProcess",
    "Readmitted",
    "RepEvidence",
    "Results",
    "Rule",
    "Scenario",
    "SetAside",
    "Snapshot",
    "Spot",
    "StageMapping",
    "View",
    "Window",
    "compare",
    "disputed_promises",
    "homeless_words",
    "in_scenario",
    "left_here",
    "line_key",
    "line_value",
    "measure",
    "plan_window",
    "prepare",
    "propose",
    "rep_evidence",
    "replaced_words",
    "take_in",
    "unite",
    "write_set_aside",
]
