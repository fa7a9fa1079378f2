"""Writing the sample company as a CRM would export it."""

from collections.abc import Callable
from pathlib import Path

from planner.base.files import make_folder, write_whole
from planner.base.progress import Progress, silent
from planner.sample import layout
from planner.sample.accounts import account_names
from planner.sample.company import Company
from planner.sample.leads_report import leads_report
from planner.sample.opportunities_report import draw_steps, history_report, opportunities_report
from planner.sample.report import Report, workbook_bytes
from planner.sample.touch_reports import activities_report, members_report, spend_report

_ACCOUNTS = 9


def write_exports(
    company: Company, directory: Path, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write the six reports into `directory` (made if missing) and return their paths.

    All are made before the first is written, so that a cancelled run leaves nothing; RefusedError
    where the disk takes none.
    """
    makers = _makers(company)
    contents: dict[str, bytes] = {}
    for done, (name, make) in enumerate(makers.items()):
        progress(f"Writing {name}", done, len(makers))
        contents[name] = workbook_bytes(make())
    progress("Writing files", len(makers), len(makers))
    make_folder(directory)
    for name, content in contents.items():
        write_whole(directory / name, content)
    return tuple(directory / name for name in contents)


def _makers(company: Company) -> dict[str, Callable[[], Report]]:
    accounts = account_names(len(company.paths), company.random(_ACCOUNTS))
    steps = draw_steps(company)
    return {
        layout.LEADS: lambda: leads_report(company, accounts),
        layout.OPPORTUNITIES: lambda: opportunities_report(company, accounts, steps),
        layout.HISTORY: lambda: history_report(company, accounts, steps),
        layout.ACTIVITIES: lambda: activities_report(company, accounts),
        layout.MEMBERS: lambda: members_report(company),
        layout.SPEND: lambda: spend_report(company),
    }
