"""The fonts and icons the app carries, in a checkout, an installation and the bundle alike."""

from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a resource, `resource("fonts", "Inter-Regular.otf")` for one.

    Raises FileNotFoundError when there is none of that name.
    """
    path = Path(__file__).parent.joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"There is no resource {'/'.join(parts)}")
    return path
