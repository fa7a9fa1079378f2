"""One door to the project's chores; needs only Python 3.11 or newer, and sets up the rest itself.

python3 dev.py run      opens the window with the sample company; without a screen runs the demo
python3 dev.py test     runs the tests (--long: thousands of rounds; other words go to pytest)
python3 dev.py check    formatting, lint, types, layers, then the tests (--no-tests: without)
python3 dev.py bench    runs the benchmarks
python3 dev.py build    makes the app folder dist/Fairlead
python3 dev.py shots    writes a picture of every sheet into shots
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - this file also greets an older Python
    sys.exit("dev.py: Fairlead needs Python 3.11 or newer; this is " + sys.version.split()[0])

ROOT = Path(__file__).resolve().parent
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class Refused(Exception):
    """A sentence for the person at the keyboard: what is missing and what helps."""


def main(arguments: list[str]) -> int:
    """Run one chore and return its exit status; 2 when the machine lacks something."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("command", choices=["run", "test", "check", "bench", "build", "shots"])
    parser.add_argument("--no-tests", action="store_true", help="check: leave the tests out")
    chosen, rest = parser.parse_known_args(arguments)
    try:
        if chosen.command == "check":
            return check(with_tests=not chosen.no_tests)
        return {"run": run, "test": test, "bench": bench, "build": build, "shots": shots}[
            chosen.command
        ](rest)
    except Refused as refusal:
        print(f"dev.py: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def run(rest: list[str]) -> int:
    """Open the window with the sample company, or run the demo where there is no screen."""
    if has_screen():
        need_libraries({**QT_LIBRARIES, **SCREEN_LIBRARIES})
        return call(environment(".venv"), "-m", "ui.app", *(rest or ["--sample"]))
    print("There is no screen here, so the demo runs instead of the window.", flush=True)
    made = ROOT / "demo"
    status = call(environment(".venv"), "-m", "planner.cli", "demo", str(made), *rest)
    if status in (0, 1) and made.is_dir():
        print(
            "The demo's files:",
            *sorted(path for path in made.rglob("*") if path.is_file()),
            sep="\n  ",
        )
    return status


def test(rest: list[str]) -> int:
    """Run the tests without a screen, on every processor there is; `rest` goes to pytest."""
    need_libraries(QT_LIBRARIES)
    python = environment(".venv", "dev")
    few = any(not word.startswith("-") for word in rest)
    shared = [] if few else ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    return call(python, "-m", "pytest", *shared, *rest, offscreen=True)


def check(with_tests: bool) -> int:
    """Run every check, also after one has failed, so that one run shows all there is to mend."""
    python = environment(".venv", "dev")
    steps = [
        ("formatting", ["-m", "ruff", "format", "--check", "."]),
        ("lint", ["-m", "ruff", "check", "."]),
        ("types", ["-m", "mypy"]),
        ("layers", ["-c", "from importlinter.cli import lint_imports_command as c; c()"]),
    ]
    failed = [name for name, words in steps if announced(name, python, words) != 0]
    if with_tests and test([]) != 0:
        failed.append("tests")
    print(f"Not in order: {', '.join(failed)}." if failed else "All in order.")
    return 1 if failed else 0


def bench(rest: list[str]) -> int:
    """Run the benchmarks, which are tests of their own."""
    need_libraries(QT_LIBRARIES)
    python = environment(".venv", "dev")
    return call(python, "-m", "pytest", "benchmarks", *rest, offscreen=True)


def build(rest: list[str]) -> int:
    """Freeze the app from an environment that holds nothing but what it runs on."""
    need_libraries({**QT_LIBRARIES, **build_libraries()})
    if sys.platform == "linux" and not shutil.which("objdump"):
        need_packages(["binutils"])
    python = environment(".build-venv", "build")
    words = ["--noconfirm", "--clean", "--log-level", "WARN", "build.spec", *rest]
    status = call(python, "-m", "PyInstaller", *words)
    if status == 0:
        print(f"The app is in {ROOT / 'dist' / 'Fairlead'}")
    return status


def shots(rest: list[str]) -> int:
    """Draw every sheet into the folder named, `shots` if none is."""
    need_libraries(QT_LIBRARIES)
    python = environment(".venv", "dev")
    return call(python, "-m", "ui.shots", *(rest or ["shots"]), offscreen=True)


def announced(name: str, python: Path, words: list[str]) -> int:
    """Say which check runs, run it, and return its exit status."""
    print(f"--- {name}", flush=True)
    return call(python, *words)


def call(python: Path, *words: str, offscreen: bool = False) -> int:
    """Run that Python in the project's folder and return its exit status."""
    settings = {**os.environ, "PYTHONUTF8": "1"}
    if offscreen:
        settings["QT_QPA_PLATFORM"] = "offscreen"
        settings.pop("PYTHONDONTWRITEBYTECODE", None)  # many tests start the program anew
    process = subprocess.Popen([str(python), *words], cwd=ROOT, env=settings)
    try:
        return process.wait()
    except BaseException:
        process.kill()
        raise


def has_screen() -> bool:
    """Whether a window can be shown."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def environment(folder: str, extra: str = "") -> Path:
    """Return the Python of that virtual environment, set up for `extra` unless it already is."""
    home = ROOT / folder
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = home / "fairlead-stamp.txt"
    wanted = fingerprint()
    known = stamp.read_text("utf-8").split() if stamp.exists() else []
    if python.exists() and wanted in known[:1] and (not extra or extra in known[1:]):
        return python
    if not python.exists() or not has_pip(python):
        make_environment(home)
    print(f"Setting up {folder} (once, a minute or two) ...", flush=True)
    target = f".[{extra}]" if extra else "."
    install = ["-m", "pip", "install", "--quiet", "-c", "constraints.txt", "-e", target]
    if call(python, *install) != 0:
        raise Refused("the packages could not be installed; see pip's message above")
    stamp.write_text(f"{wanted}\n{extra}\n", "utf-8")
    return python


def has_pip(python: Path) -> bool:
    """Whether an environment found on disk is whole: made to the end and not moved since."""
    words = [str(python), "-m", "pip", "--version"]
    return subprocess.call(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def fingerprint() -> str:
    """Change whenever the environment has to be set up anew."""
    told = f"{ROOT} {sys.version}".encode()
    for name in ("pyproject.toml", "constraints.txt"):
        told += (ROOT / name).read_bytes()
    return hashlib.sha256(told).hexdigest()


def make_environment(home: Path) -> None:
    """Make an empty virtual environment; Debian ships ensurepip, which it needs, apart."""
    try:
        __import__("ensurepip")
    except ImportError:
        need_packages(["python3-venv"])
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(home)]) != 0:
        raise Refused(f"no virtual environment could be made in {home}; see the message above")


def build_libraries() -> dict[str, str]:
    """Return Python's own shared library, which the bundle carries and Debian ships apart."""
    name = sysconfig.get_config_var("INSTSONAME")
    if sys.platform != "linux" or sys.base_prefix != "/usr" or ".so" not in str(name):
        return {}
    return {name: f"libpython3.{sys.version_info[1]}"}


def need_libraries(packages: dict[str, str]) -> None:
    """Install the Debian packages of the shared libraries that cannot be loaded."""
    if sys.platform == "linux":
        need_packages([name for library, name in packages.items() if not loads(library)])


def loads(library: str) -> bool:
    """Whether the shared library is on this machine."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def need_packages(names: list[str]) -> None:
    """Install Debian packages as root; elsewhere say which ones are missing."""
    if not names:
        return
    listed = " ".join(names)
    if not shutil.which("apt-get"):
        raise Refused(f"please install what Debian calls: {listed}")
    if os.geteuid() != 0:
        raise Refused(f"please install what is missing: sudo apt-get install {listed}")
    print(f"Installing {listed} ...", flush=True)
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], env=settings)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    if subprocess.call(install, env=settings, stdout=subprocess.DEVNULL) != 0:
        raise Refused(f"apt-get could not install: {listed}; see its message above")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
