"""The words of the command of sealed rounds."""

from argparse import ArgumentParser

from planner.base.stages import Seat


def round_words(command: ArgumentParser) -> None:
    """Give the command its options."""
    step = command.add_mutually_exclusive_group()
    step.add_argument("--open", metavar="NAME", help="open one, from which seats state unseen")
    step.add_argument("--done", action="store_true", help="the seat has stated its positions")
    step.add_argument("--not-done", action="store_true", help="it has not, after all")
    step.add_argument("--reveal", metavar="REASON", help="show all before both are done")
    seats = [str(seat) for seat in Seat]
    command.add_argument("--seat", choices=seats, default="together", help="together unless given")
