"""Every command by its name."""

from argparse import Namespace
from collections.abc import Callable, Mapping

from planner.cli import (
    audit_command,
    import_command,
    measure_command,
    merge_command,
    new_command,
    plan_commands,
    reps_command,
    result_commands,
    round_command,
    scenario_command,
    scorecard_command,
    sign_command,
    sla_command,
    solve_command,
)
from planner.cli.report import Report

COMMANDS: Mapping[str, Callable[[Namespace], Report]] = {
    "new": new_command.new,
    "import": import_command.import_files,
    "measure": measure_command.measure,
    "goal": plan_commands.goal,
    "set": plan_commands.set_positions,
    "show": result_commands.show,
    "forecast": result_commands.forecast,
    "bridge": result_commands.bridge,
    "merge": merge_command.merge,
    "round": round_command.round_command,
    "scenario": scenario_command.scenario,
    "sign": sign_command.sign_plan,
    "log": sign_command.log,
    "solve": solve_command.run_solve,
    "reps": reps_command.reps,
    "sla": sla_command.sla,
    "scorecard": scorecard_command.scorecards,
    "audit": audit_command.audit,
    "export": result_commands.export,
    "check": plan_commands.check,
    "demo": result_commands.demo,
}
