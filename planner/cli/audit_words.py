"""The options of `audit`; without any it tells of the audit kept last."""

from argparse import ArgumentParser


def audit_words(command: ArgumentParser) -> None:
    """Give the command its options."""
    command.add_argument("--out", metavar="FILE", help="write a workbook of leads to be judged")
    command.add_argument("--leads", type=int, default=60, help="60 unless given")
    command.add_argument("--seed", type=int, default=1, help="the same seed, the same leads")
    command.add_argument("--stage", default="", help="what is to be judged; qualified unless given")
    compared = "compare the workbooks of two judges"
    command.add_argument("--judged", nargs=2, metavar="FILE", help=compared)
