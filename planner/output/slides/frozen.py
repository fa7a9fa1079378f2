"""Office files without the clock: the same parts always give the same bytes."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file can state."""
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


def frozen(content: bytes, day: str) -> bytes:
    """Return an Office file as of a day (ISO), and the workbooks in it."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<3>", part)
            elif name.endswith(".xlsx"):
                part = frozen(part, day)
            entry = ZipInfo(name, BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, part)
    return made.getvalue()
