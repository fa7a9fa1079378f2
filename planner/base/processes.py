"""How the program starts itself again as another process, frozen or not."""

import os
import sys
from pathlib import Path

READING = "--reading-process"
"""The hidden first word of the program that makes it a reading process."""


def own_command(module: str, word: str) -> list[str]:
    """Return the words that run a module of the program: the frozen program takes `word` for it.

    Python is told not to look for modules in the folder it is started in, which holds exports.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, word]
    return [sys.executable, "-P", "-m", module]


def own_environment() -> dict[str, str]:
    """Return the environment in which that command finds the program's modules."""
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}
