"""Programs beside Python that some tests need, and what happens where they are missing."""

import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLACES = {
    "soffice": {
        "darwin": Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        "win32": Path("C:/Program Files/LibreOffice/program/soffice.com"),
    }
}


def require_tool(name: str) -> Path:
    """Return the program's path; without it skip the test, or fail it where nothing may be skipped.

    FAIRLEAD_REQUIRE_TOOLS=1 or CI=true say that nothing may be skipped.
    """
    found = shutil.which(name)
    place = PLACES.get(name, {}).get(sys.platform)
    if found is None and place is not None and place.exists():
        found = str(place)
    if found is None:
        missing = f"{name} is not installed"
        if must_have_tools():
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return Path(found)


def must_have_tools() -> bool:
    """Whether a missing program is a failure."""
    settings = os.environ
    return settings.get("FAIRLEAD_REQUIRE_TOOLS") == "1" or settings.get("CI") == "true"
