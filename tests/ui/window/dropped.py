"""Small exports to be dropped on a window."""

from pathlib import Path

CSV = """Lead ID,Created,Source,Status,MQL Date,Won on
1,2026-01-05,Web,Won,2026-01-10,2026-02-01
2,2026-01-07,Web,Lost,2026-01-12,
3,2026-02-03,Fair,Open,,
4,2026-02-09,Fair,Won,2026-02-10,2026-03-01
"""
SLASHED = """Lead ID,Created,Source,MQL Date
1,03/04/2026,Web,05/06/2026
2,04/05/2026,Web,07/08/2026
3,05/06/2026,Fair,
"""
DEALS = ("Opportunity ID", "Created", "Stage", "Close Date", "Amount", "Amount Currency")


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def deals(path: Path, *currencies: str) -> Path:
    """Write a won deal of 1,000 in each currency."""
    rows = [
        f"D{i},2026-01-0{i + 1},Closed Won,2026-03-0{i + 1},1000,{code}"
        for i, code in enumerate(currencies)
    ]
    return written(path, "\n".join((",".join(DEALS), *rows)))
