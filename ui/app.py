"""The `fairlead` program: subcommands go to the command line, everything else opens the window."""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    multiprocessing.freeze_support()
    words = sys.argv[1:] if words is None else list(words)
    from planner.base.processes import READING
    from planner.cli.arguments import COMMANDS

    if words and words[0] in (*COMMANDS, READING):
        from planner.cli import main as command_line

        return command_line(words)
    return _open_window(_arguments(words))


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fairlead", description="One funnel plan.")
    parser.add_argument("plan", nargs="?", help="a .fairlead file to open")
    parser.add_argument("--read", action="store_true", help="open the file for reading only")
    parser.add_argument("--sample", action="store_true", help="open the sample company")
    parser.add_argument("--close-after-paint", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(words)


def _open_window(arguments: argparse.Namespace) -> int:
    from ui.start import run

    how = {"sample": arguments.sample, "read": arguments.read}
    return run(arguments.plan, **how, close=arguments.close_after_paint)


if __name__ == "__main__":
    sys.exit(main())
