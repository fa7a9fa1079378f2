"""The words of the command line, as in `fairlead --help`."""

import argparse
from typing import NoReturn

from planner.base.problem import Problem, RefusedError
from planner.cli.audit_words import audit_words
from planner.cli.round_words import round_words

COMMANDS = (
    "new", "import", "measure", "goal", "set", "show", "forecast", "solve", "bridge", "scenario",
    "merge", "round", "sign", "log", "reps", "sla", "scorecard", "audit", "export", "check", "demo",
)  # fmt: skip
"""Every subcommand; any other first word is a plan to open."""
JSON = "--json"
"""The option of every command; it may stand anywhere."""
NO_KEY = "none"
"""The answer of `--join` that leaves leads and opportunities apart."""
KEEP, DROP = "keep", "drop"
"""What becomes of records that an import no longer holds."""
_VIEWS = ("working", "marketing", "sales")
_SEATS, _READERS = ("marketing", "sales", "together"), ("marketing", "sales", "board")
_KEYS = """keys: LINE/DRIVER or LINE/DRIVER/YYYY-MM, LINE in any case, with / : = % percent-encoded
  paid_search/volume/2027-03       entries in one month; without a month, in every month
  paid_search/rate:MQL>SAL         12%, 12 or 0.12
  paid_search/lag:Opportunity>Won  mean days
  paid_search/deal_size, cost (per entry), spend (per month), returns
  paid_search/open:Opportunity     opening pipeline of a plan without data
  team/reps, team/reps/2027-04     reps when the plan begins, and who start in a month
  team/ramp                        shares by month of tenure: 25%,60%,85%,100%
  sla/first_touch_days, first_touch_share, worked_share, touches_before_dead, answer_days,
  answer_share, weight:OBJECTIVE   what Sales promises; what weighs in scorecards
  team/leads_per_rep, open_per_rep, days_open, attrition, quota, attainment, pipeline_ratio
settings: goal:2027, goal:2027-Q2, goal:2027-03, goal:2027/marketing_sourced (pipeline_created,
  coverage), goal:2027/bookings/new, plan:phasing=20,25,25,30, plan:season=measured,
  plan:season:07=0.8, split:CHANNEL=Enterprise,SMB (nothing joins it again; plan:by=channel,region
  splits by another dimension), budget, least:LINE, most:LINE (entries per month of a solution)
  person:sla/first_touch_days      who answers for a commitment
board pack: board:company, board:logo=FILE, board:colours=#0A3D62,#2E7D32,
  board:amounts=size|m|k|full, board:numbers=english|continental|french|swiss,
  board:paper=A4|Letter, board:names=hidden|shown"""
_VALUES = "values: 1200, 1.2k, 12%, +10%, +2pt, =1200*1.1; ? takes the evidence, nothing withdraws"


class _Parser(argparse.ArgumentParser):
    """Refuses with one plain sentence instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise RefusedError(
            Problem(message[:1].upper() + message[1:], "", f"See {self.prog} --help")
        )


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; each sets `command` to its name."""
    root = _Parser(
        prog="fairlead",
        description="One funnel plan for Marketing and Sales, from the CRM's own exports.",
        epilog="Exit status: 0 done, 1 done but something needs attention, 2 refused.",
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _new(_command(commands, "new", "an empty plan to fill by hand"))
    _import(_command(commands, "import", "read CRM exports into a plan"))
    _measure(_command(commands, "measure", "evidence: volume, conversion, velocity, value"))
    goal = _command(commands, "goal", "state the bookings goal")
    goal.add_argument("amount", metavar="AMOUNT", help="such as 19m or +5%%; '' withdraws it")
    goal.add_argument("--year", type=int, help="fiscal year the goal is for")
    goal.add_argument("--months", type=int, help="length of the plan")
    _set(_command(commands, "set", "state positions"))
    show = _command(commands, "show", "assumptions with evidence, positions, status and worth")
    show.add_argument("keys", nargs="*", metavar="KEY", help="all without")
    _scenario(show)
    show.epilog = _KEYS
    _planned(commands)
    _seen(
        _command(
            commands, "reps", "what each rep received, worked, accepted and won, and how fast"
        ),
        "leads received on these days or in these months, the plan's evidence window unless given",
    )
    _reconciled(commands)
    _committed(commands)
    export = _command(commands, "export", "write the board pack: workbook, slides, pdf, html")
    kinds = "ends in .xlsx, .pptx, .pdf, .html, or .png for the summary page"
    export.add_argument("out", metavar="OUT", help=kinds)
    export.add_argument("--for", dest="audience", choices=_READERS, help="one page, as .pdf")
    _command(commands, "check", "integrity of a plan file")
    demo = _command(commands, "demo", "a sample company and the whole job on it", plan=False)
    demo.add_argument("directory", metavar="DIR")
    demo.add_argument("--year", action="store_true", help="also two later exports, taken in")
    return root


def _reconciled(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """Add what two people do with one plan."""
    merge = _command(commands, "merge", "unite the plan with a colleague's copy of it")
    other = "a copy of the plan, or its workbook as it came back; it stays as it is"
    merge.add_argument("other", metavar="OTHER.fairlead|OTHER.xlsx", help=other)
    who = "who merges, or whose column of a workbook counts; together, hence all, unless given"
    merge.add_argument("--seat", choices=_SEATS, default="together", help=who)
    kept = "where both copies changed one value, the value of PLAN counts; once for each, or all"
    merge.add_argument("--keep", action="append", default=[], metavar="KEY", help=kept)
    merge.add_argument("--preview", action="store_true", help="say what it would do and write none")
    round_words(_command(commands, "round", "sealed rounds: each seat states unseen by the other"))
    sign = _command(commands, "sign", "sign the plan as one seat")
    sign.add_argument("--seat", required=True, choices=_SEATS[:2])
    sign.add_argument("--name", required=True, metavar="NAME", help="who signs")
    _scenario(sign)
    log = _command(commands, "log", "who said what, when, and what it replaced; latest first")
    log.add_argument("keys", nargs="*", metavar="KEY", help="of these assumptions; all without")
    log.add_argument("--search", default="", metavar="TEXT", help="with all of these words")
    log.add_argument("--last", type=int, metavar="N", help="the latest N of them")
    log.add_argument("--worth", action="store_true", help="what each was worth when it was made")


def _committed(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """Add what both sides promise, and how they keep it."""
    for name, text in (
        ("sla", "what both sides promise, and how they keep it"),
        ("scorecard", "each leader's objectives from the plan, and what came of them"),
    ):
        said = "by the data of the latest import up to then"
        _command(commands, name, text).add_argument("--as-of", metavar="DATE", help=said)
    audit_words(_command(commands, "audit", "leads that two judges judge unseen; their agreement"))


def _planned(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """Add what is worked out of a plan: forecast, solve, bridge."""
    forecast = _command(commands, "forecast", "months, lines, stages and bookings of one view")
    forecast.add_argument("--view", choices=_VIEWS, default="working")
    forecast.add_argument("--draws", type=int, default=10_000, help="10,000 unless given; 0: none")
    forecast.add_argument("--seed", type=int, default=1, help="the same seed, the same draws")
    _scenario(forecast)
    _solve(_command(commands, "solve", "from a goal to the leads that reach it"))
    bridge = _command(commands, "bridge", "what each disagreement is worth")
    for end, default in (("--from", "sales"), ("--to", "marketing")):
        name = end[2:] + "_view"
        said = f"a view, a scenario, Base, or signed, signed:1, a hash; {default} unless given"
        bridge.add_argument(end, dest=name, metavar="VIEW", default=default, help=said)
    _scenarios(
        _command(commands, "scenario", "list scenarios; make, rename, promote or delete one")
    )


def _command(
    commands: "argparse._SubParsersAction[_Parser]",
    name: str,
    text: str,
    plan: bool = True,
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if plan:
        command.add_argument("plan", metavar="PLAN", help="a .fairlead file")
    command.add_argument(JSON, action="store_true", help="print one JSON object")
    return command


def _new(command: argparse.ArgumentParser) -> None:
    command.add_argument("--start", metavar="MONTH", help="first month, such as 2027-01")
    command.add_argument("--months", type=int, default=12, help="1 to 60, 12 unless given")
    command.add_argument("--currency", default="USD", metavar="CUR", help="USD unless given")
    command.add_argument("--stages", help="such as Inquiry,MQL,SAL,Opportunity,Won")
    command.add_argument(
        "--line",
        action="append",
        default=[],
        metavar="NAME[:ENTRY_STAGE]",
        help="a line of the plan, once for each",
    )


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", metavar="FILE", help="xlsx, xls, xlsb, ods, csv, html")
    command.add_argument("--as-of", metavar="DATE", help="day after which nothing is known")
    command.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=HEADER",
        help="what a column means, once for each",
    )
    command.add_argument("--profile", metavar="NAME", help="the CRM the files come from")
    _import_decisions(command)
    command.add_argument("--mapping", metavar="FILE", help="what columns mean, as saved before")
    command.add_argument("--save-mapping", metavar="FILE", help="keep what columns mean as a file")
    command.add_argument(
        "--set-aside",
        metavar="OUT",
        help="write the rows set aside to an .xlsx or .csv, to be corrected and imported",
    )
    command.add_argument(
        "--gone",
        choices=(KEEP, DROP),
        help="records that are in the plan and no longer in the files; kept unless told to drop",
    )


def _import_decisions(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--join",
        metavar="KEY",
        help="field or header that ties leads to deals where no id does; none leaves them apart",
    )
    command.add_argument("--currency", metavar="CUR", help="the one currency to plan in")
    command.add_argument(
        "--rate",
        action="append",
        default=[],
        metavar="CUR=WORTH",
        help="what one of a currency is worth in the plan's, once for each",
    )
    command.add_argument(
        "--decides",
        choices=("status", "stage", "forecast"),
        default="status",
        help="which stands where stage, status and forecast category "
        "contradict each other; status unless given",
    )
    command.add_argument("--stages", metavar='"MQL>Won"', help="the funnel's stages")


def _measure(command: argparse.ArgumentParser) -> None:
    command.add_argument("--by", default="", metavar="DIM[,DIM]", help="such as channel,segment")
    command.add_argument("--from", dest="from_stage", metavar="STAGE", help="one transition alone")
    command.add_argument("--to", dest="to_stage", metavar="STAGE")
    _seen(command, "entries of these days or months, all unless given")
    command.add_argument(
        "--against",
        metavar="FROM..TO",
        help="entries before: tells what rates and mix of the cut did to the change since",
    )


def _seen(command: argparse.ArgumentParser, entered: str) -> None:
    command.add_argument("--entered", metavar="FROM..TO", help=entered)
    command.add_argument(
        "--as-of", metavar="DATE", help="the data kept of the latest import up to that day"
    )


def _scenario(command: argparse.ArgumentParser) -> None:
    command.add_argument("--scenario", metavar="NAME", help="the plan in a scenario")


def _scenarios(command: argparse.ArgumentParser) -> None:
    command.usage = """fairlead scenario PLAN [--new NAME [--on NAME]] [--rename NAME TO]
                         [--duplicate NAME AS] [--promote NAME] [--delete NAME] [--json]"""
    step = command.add_mutually_exclusive_group()
    step.add_argument("--new", metavar="NAME", help="make one, on top of the plan or of --on")
    step.add_argument("--rename", nargs=2, metavar=("NAME", "TO"))
    step.add_argument("--duplicate", nargs=2, metavar=("NAME", "AS"))
    step.add_argument("--promote", metavar="NAME", help="state it in what it lies on, and end it")
    step.add_argument("--delete", metavar="NAME", help="end it with all that it states")
    command.add_argument("--on", metavar="NAME", help="what a new one lies on")


def _solve(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--for",
        dest="goal",
        metavar="GOAL",
        help="19m for the whole plan, 2027-Q3, or 2027-Q3=5m; all goals unless given",
    )
    command.add_argument(
        "--how",
        choices=("same-mix", "cheapest", "basic"),
        default="same-mix",
        help="same-mix unless given",
    )
    command.add_argument("--view", choices=_VIEWS, default="working")
    _scenario(command)


def _set(command: argparse.ArgumentParser) -> None:
    command.add_argument("--seat", required=True, choices=_SEATS)
    command.add_argument("--scenario", metavar="NAME", help="a set of positions on top; new if new")
    command.add_argument("values", nargs="+", metavar="KEY=VALUE", help="all are set, or none")
    command.epilog = f"{_KEYS}\n{_VALUES}"
