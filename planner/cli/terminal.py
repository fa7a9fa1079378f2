"""Progress on a terminal: one line on standard error, nothing when it is redirected."""

import sys

from planner.base.units import count


def bar(what: str, done: int, total: int) -> None:
    """Show how far the work has come."""
    if not sys.stderr or not sys.stderr.isatty():
        return
    share = f" {100 * done // total} %" if total else f" {count(done)}" if done else ""
    sys.stderr.write(f"\r\033[K{what}{share}")
    if total and done >= total:
        sys.stderr.write("\r\033[K")
    sys.stderr.flush()
