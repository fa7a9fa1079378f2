"""How a plan stands, for the line at the window's lower edge."""

from datetime import datetime
from pathlib import Path

from planner.sheets.status import data_standing, day_text, scenario_standing
from ui.desk import Desk
from ui.roles import FOR_READING


def standing(desk: Desk) -> tuple[str, str, str]:
    """Return the scenario shown, the data behind the plan, and whether it is saved."""
    session = desk.session
    saved = "Not saved" if session.path is None else "Unsaved changes"
    if session.path is not None and not session.dirty:
        saved = f"Saved {saved_when(session.path)}"
    if session.reading:
        saved = FOR_READING
    scenario = desk.scenario.name if desk.scenario else ""
    return scenario_standing(scenario), data_standing(session.snapshot, desk.style), saved


def saved_when(path: Path) -> str:
    """Return when a file was saved: the time if today, else the day."""
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError:
        return "elsewhere"
    today = datetime.now().astimezone().date()
    return f"{saved:%H:%M}" if saved.date() == today else day_text(saved.date())
