"""Hidden gems and fool's gold among the measured groups of the Funnel sheet."""

from planner.evidence.figures import UNKNOWN, Figure
from planner.evidence.lead_value import GEM, GOLD, Flag, flag_for, value_figure
from planner.evidence.measure import MeasuredRow, MeasuredTransition, Measures
from planner.sheets.cells import EMPTY, Cell, Kind, Tone

__all__ = ["GEM", "GOLD", "Flag", "flag_cell", "flag_of", "volume_share", "whole_way"]


def flag_cell(flag: Flag) -> Cell:
    """Return a flag with its mark."""
    if flag == GEM:
        return Cell(flag, flag, Tone.AGREED, Kind.STATUS, mark="◆")
    return Cell(flag, flag, Tone.DISPUTE, Kind.STATUS, mark="◇") if flag == GOLD else EMPTY


def flag_of(measures: Measures, row: MeasuredRow) -> Flag:
    """Return whether a group is a hidden gem, fool's gold, or neither, as in `flag_for`.

    Only groups that enter where the company does can be compared; one without won amounts at the
    company's deal size.
    """
    total = measures.total
    if row is total or row.entry != total.entry or not total.entered[total.entry]:
        return ""
    company = total.deal_size.figure
    size = row.deal_size.figure if row.deal_size.n else company
    return flag_for(_value(row, size), _value(total, company), volume_share(measures, row))


def volume_share(measures: Measures, row: MeasuredRow) -> float:
    """Return a group's share of the entries at the company's entry stage."""
    stage = measures.total.entry
    return row.entered[stage] / measures.total.entered[stage]


def whole_way(row: MeasuredRow) -> MeasuredTransition | None:
    """Return the transition from a row's entry stage to the last, None where not measured."""
    last = len(row.entered) - 1
    return next((t for t in row.transitions if (t.start, t.end) == (row.entry, last)), None)


def _value(row: MeasuredRow, size: Figure) -> Figure:
    whole = whole_way(row)
    return UNKNOWN if whole is None else value_figure(whole.rate.figure, size)
