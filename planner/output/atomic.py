"""Files that appear whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from planner.base.problem import Problem, RefusedError


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content`; on any failure nothing has changed and RefusedError is raised.

    The bytes go to a neighbouring file first, for only a rename within one folder is atomic.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise RefusedError(_refusal(path, error)) from error


def _refusal(path: Path, error: OSError) -> Problem:
    remedy = "Choose another place, or close the file if another program has it open."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        remedy = "Choose a folder that exists."
    why = (error.strerror or "unknown cause").lower()
    return Problem(f"{path.name} could not be written: {why}", str(path.parent), remedy)
