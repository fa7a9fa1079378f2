"""The house keeps its own rules: short files, no network, no machine's paths, true documents."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import ROOT

PACKAGES = ("planner", "ui", "resources")
TEXTS = {".py", ".md", ".toml", ".txt", ".spec", ".svg", ".yml", ""}
FOLDERS = (*PACKAGES, "tests", "benchmarks", "docs", ".ci")
CODE = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "socketserver", "xmlrpc"}
NETWORK |= {"urllib.request", "requests", "httpx", "aiohttp", "PySide6.QtNetwork"}


def in_tree(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts() -> Iterator[Path]:
    """Every text file of the project; this file is left out, for it names what it forbids."""
    roots = [path for path in ROOT.iterdir() if path.is_file()]
    nested = [path for name in FOLDERS for path in (ROOT / name).rglob("*") if path.is_file()]
    for path in sorted(roots + nested):
        hidden = path.name.startswith(".") and path.name != ".gitignore"
        if path.suffix in TEXTS and path != Path(__file__) and not hidden:
            yield path


def test_there_is_code_to_hold_to_the_rules() -> None:
    assert len(CODE) > 20
    assert len(list(texts())) > len(CODE)


@pytest.mark.parametrize("path", CODE, ids=in_tree)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= 40, f"{node.name} has {lines} lines"


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports; `from a import b` names a and a.b."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", CODE, ids=in_tree)
def test_nothing_imports_the_network(path: Path) -> None:
    reached = {".".join(name.split(".")[:n]) for name in imported(path) for n in (1, 2)}
    assert not reached & NETWORK


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


def reached_by(folder: Path, *words: str) -> str:
    """What Python run with these words, and its children, tried to reach; '' if nothing."""
    (folder / "sitecustomize.py").write_text(GUARD, "utf-8")
    search = os.pathsep.join([str(folder), str(ROOT)])
    settings = {**os.environ, "PYTHONPATH": search}
    subprocess.run([sys.executable, *words], cwd=folder, env=settings, timeout=280, check=False)
    told = folder / "reached.txt"
    return told.read_text("utf-8") if told.exists() else ""


def test_the_guard_against_the_network_works(tmp_path: Path) -> None:
    reaching = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    assert "127.0.0.1" in reached_by(tmp_path, "-c", reaching)


def test_the_demo_opens_no_socket(tmp_path: Path) -> None:
    assert reached_by(tmp_path, "-m", "planner.cli", "demo", "made") == ""
    assert list((tmp_path / "made").rglob("*.xlsx"))


CLOCK = re.compile(
    r"\b(?:datetime|date|time|Timestamp)\.(?:now|today|utcnow|time|time_ns|localtime|gmtime)\("
    r"|datetime64\(.(?:now|today)"
)
CLOCKED = {"planner/cli/desk.py"}
"""Where a person types: the only place of the planner that knows what time it is."""


@pytest.mark.parametrize(
    "path", [p for p in CODE if in_tree(p).startswith("planner/")], ids=in_tree
)
def test_the_planner_reads_no_clock(path: Path) -> None:
    assert bool(CLOCK.search(path.read_text("utf-8"))) == (in_tree(path) in CLOCKED)


MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|opt|mnt|Users)/|[A-Z]:[\\/]Users|file://")
REGISTRY = re.compile(r"pypi|pythonhosted|index-url|find-links|artifactory|--index", re.IGNORECASE)


@pytest.mark.parametrize("path", list(texts()), ids=in_tree)
def test_no_machine_and_no_registry_is_named(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not MACHINE.findall(text)
    assert not REGISTRY.findall(text)


def paths_named(document: Path) -> Iterator[Path]:
    """Files of the project that a document names in `code` or links to."""
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        yield document.parent / target
    tops = {path.name for path in ROOT.iterdir()} | set(FOLDERS)
    for word in re.findall(r"`([\w./-]+)`", text):
        if word.split("/")[0] in tops or Path(word).suffix in {".py", ".md", ".toml", ".spec"}:
            yield ROOT / word


@pytest.mark.parametrize("document", DOCUMENTS, ids=in_tree)
def test_documents_name_only_files_that_exist(document: Path) -> None:
    missing = [in_tree(path) for path in paths_named(document) if not path.resolve().exists()]
    assert not missing
