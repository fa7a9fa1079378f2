"""The house keeps its own rules: short files, no network, no machine's paths, true documents.

One test holds all files to a rule, and names every file that breaks it.
"""

import ast
import re
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


def too_long(path: Path) -> Iterator[str]:
    """A file of too many lines, and every function of too many."""
    text = path.read_text("utf-8")
    if (lines := len(text.splitlines())) > 300:
        yield f"{in_tree(path)} has {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > 40:
                yield f"{in_tree(path)}: {node.name} has {lines} lines"


def test_files_and_functions_stay_short() -> None:
    assert [said for path in CODE for said in too_long(path)] == []


def imported(path: Path) -> Iterator[str]:
    """Every module a file imports; `from a import b` names a and a.b."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def network_of(path: Path) -> set[str]:
    """Modules of the network that a file imports."""
    return {".".join(name.split(".")[:n]) for name in imported(path) for n in (1, 2)} & NETWORK


def test_nothing_imports_the_network() -> None:
    reached = {in_tree(path): network_of(path) for path in CODE}
    assert {path: names for path, names in reached.items() if names} == {}


CLOCK = re.compile(
    r"\b(?:datetime|date|time|Timestamp)\.(?:now|today|utcnow|time|time_ns|localtime|gmtime)\("
    r"|datetime64\(.(?:now|today)"
)
CLOCKED = {"planner/cli/desk.py"}
"""Where a person types: the only place of the planner that knows what time it is."""


def test_the_planner_reads_no_clock() -> None:
    planner = [path for path in CODE if in_tree(path).startswith("planner/")]
    assert {in_tree(path) for path in planner if CLOCK.search(path.read_text("utf-8"))} == CLOCKED


MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|opt|mnt|Users)/|[A-Z]:[\\/]Users|file://")
REGISTRY = re.compile(r"pypi|pythonhosted|index-url|find-links|artifactory|--index", re.IGNORECASE)


@pytest.mark.parametrize("forbidden", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_no_machine_and_no_registry_is_named(forbidden: re.Pattern[str]) -> None:
    named = {in_tree(path): forbidden.findall(path.read_text("utf-8")) for path in texts()}
    assert {path: found for path, found in named.items() if found} == {}


def paths_named(document: Path) -> Iterator[Path]:
    """Files of the project that a document names in `code` or links to."""
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        yield document.parent / target
    tops = {path.name for path in ROOT.iterdir()} | set(FOLDERS)
    for word in re.findall(r"`([\w./-]+)`", text):
        if word.split("/")[0] in tops or Path(word).suffix in {".py", ".md", ".toml", ".spec"}:
            yield ROOT / word


def test_documents_name_only_files_that_exist() -> None:
    named = [(document, path) for document in DOCUMENTS for path in paths_named(document)]
    missing = [(in_tree(by), str(path)) for by, path in named if not path.resolve().exists()]
    assert missing == []
