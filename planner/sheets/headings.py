"""What a row of a sheet that unfolds lies under."""

from planner.sheets.cells import Sheet


def headings_of(sheet: Sheet, key: str) -> list[str]:
    """Return the keys of the rows that a row lies under, the outermost first."""
    above: dict[int, str] = {}
    for row in map(sheet.row, range(sheet.row_count)):
        if row.key == key:
            return [above[level] for level in sorted(above) if level < row.level]
        above = {level: held for level, held in above.items() if level < row.level}
        above[row.level] = row.key
    return []
