"""The command line over PlanSession: the same engine without a window."""

import json
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from planner.base.problem import Problem, RefusedError
from planner.base.processes import READING
from planner.cli.arguments import JSON, parser
from planner.cli.report import REFUSED, Report


def main(words: Sequence[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 needs attention, 2 refused."""
    if words[:1] == [READING]:
        from planner.intake.worker.serving import main as serve

        return serve()
    as_json = JSON in words
    try:
        arguments = parser().parse_args([word for word in words if word != JSON])
        from planner.cli.commands import COMMANDS

        report = COMMANDS[arguments.command](arguments)
    except RefusedError as refused:
        report = _refused(refused.problem)
    except OSError as error:
        said = error.strerror or str(error)
        report = _refused(Problem(said, str(error.filename or ""), "Check the disk and the folder"))
    except KeyboardInterrupt:
        report = _refused(Problem("Stopped; the plan is as it was"))
    try:
        _print(report, as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader left (`| head`): what Python still flushes at its end goes nowhere either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return report.status


def _refused(problem: Problem) -> Report:
    said = str(problem)
    data = {"error": said, "refused": [{"where": problem.where, "reason": said}]}
    return Report(data, (said,), REFUSED)


def _print(report: Report, as_json: bool) -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if as_json:
        json.dump(report.data, sys.stdout, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")
    if report.status == REFUSED or not as_json:
        out = sys.stderr if report.status == REFUSED else sys.stdout
        out.write("\n".join(report.lines) + "\n")
