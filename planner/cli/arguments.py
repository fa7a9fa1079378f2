"""The words of the command line, as in `fairlead --help`."""

import argparse
from typing import NoReturn

from planner.base.problem import Problem, RefusedError

COMMANDS = (
    "new",
    "import",
    "measure",
    "goal",
    "set",
    "show",
    "forecast",
    "bridge",
    "export",
    "check",
    "demo",
)
"""Every subcommand; any other first word is a plan to open."""


class _Parser(argparse.ArgumentParser):
    """Refuses with one plain sentence instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise RefusedError(
            Problem(message[:1].upper() + message[1:], "", f"See {self.prog} --help")
        )


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; each sets `command` to its name."""
    root = _Parser(prog="fairlead", description="One funnel plan for Marketing and Sales.")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _new(_command(commands, "new", "an empty plan to fill by hand"))
    _import(_command(commands, "import", "read CRM exports into a plan"))
    _measure(_command(commands, "measure", "evidence: volume, conversion, velocity, value"))
    goal = _command(commands, "goal", "state the bookings goal")
    goal.add_argument("amount", metavar="AMOUNT")
    goal.add_argument("--year", type=int, help="fiscal year the goal is for")
    goal.add_argument("--months", type=int, help="length of the plan")
    _set(_command(commands, "set", "state positions"))
    show = _command(commands, "show", "assumptions with evidence, positions, status and worth")
    show.add_argument("keys", nargs="*", metavar="KEY")
    forecast = _command(commands, "forecast", "months, lines, stages and bookings of one view")
    forecast.add_argument("--view", choices=("working", "marketing", "sales"), default="working")
    bridge = _command(commands, "bridge", "what each disagreement is worth")
    for end, default in (("--from", "sales"), ("--to", "marketing")):
        views = ("working", "marketing", "sales")
        bridge.add_argument(end, dest=end[2:] + "_view", choices=views, default=default)
    export = _command(commands, "export", "write the workbook that recalculates by itself")
    export.add_argument("out", metavar="OUT.xlsx")
    _command(commands, "check", "integrity of a plan file")
    demo = _command(commands, "demo", "a sample company and the whole job on it", plan=False)
    demo.add_argument("directory", metavar="DIR")
    return root


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    text: str,
    plan: bool = True,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    if plan:
        command.add_argument("plan", metavar="PLAN")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    return command


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("--start", help="first month, such as 2027-01")
    command.add_argument("--months", type=int, default=12)
    command.add_argument("--currency", default="USD")
    command.add_argument("--stages", help="such as Inquiry,MQL,SAL,Opportunity,Won")
    command.add_argument("--line", action="append", default=[], metavar="NAME[:ENTRY_STAGE]")


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", metavar="FILE")
    command.add_argument("--as-of", metavar="DATE")
    command.add_argument("--map", action="append", default=[], metavar="FIELD=HEADER")
    command.add_argument("--profile", metavar="NAME")
    command.add_argument("--join", metavar="KEY")
    command.add_argument("--currency", metavar="CUR")
    command.add_argument("--stages", metavar='"MQL>Won"')


def _measure(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", default="", metavar="DIM[,DIM]")
    command.add_argument("--from", dest="from_stage", metavar="STAGE")
    command.add_argument("--to", dest="to_stage", metavar="STAGE")
    command.add_argument("--entered", metavar="FROM..TO")


def _set(command: argparse.ArgumentParser) -> None:
    command.add_argument("--seat", required=True, choices=("marketing", "sales", "together"))
    command.add_argument("values", nargs="+", metavar="KEY=VALUE")
