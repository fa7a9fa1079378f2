"""A guard for programs run by tests: none of them, nor their children, may reach the network."""

import os
from pathlib import Path

from tests.tools import ROOT

GUARD = """
import sys
from pathlib import Path

def refuse(event, arguments):
    outward = event in ("socket.connect", "socket.bind", "socket.sendto")
    if event == "socket.getaddrinfo" or (outward and isinstance(arguments[1], tuple)):
        with Path(__file__).with_name("reached.txt").open("a") as told:
            told.write(f"{event} {arguments}")
        raise OSError("the network is out of bounds")

sys.addaudithook(refuse)
"""


def guarded(folder: Path) -> dict[str, str]:
    """Return the setting with which every Python started is guarded from a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(GUARD, "utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def reached(folder: Path) -> str:
    """Return what was tried to reach by the programs guarded from a folder; '' if nothing."""
    told = folder / "reached.txt"
    return told.read_text("utf-8") if told.exists() else ""
