"""Finding the table in a sheet: header row, data rows, and what stands around them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from planner.intake.cells import Cell, RawSheet, Row, is_blank, plain, text_of

_LOOK_AT = 80
_COMPARE = 60
_LONGEST_HEADER = 80
_ARROWS = ("↑", "↓")
_FOOTER = re.compile(
    r"^\s*((grand total|sub-?total|total|gesamt(summe)?|zwischensumme|summe|somme|totale?s?"
    r"|confidential information|vertrauliche informationen"
    r"|(datensatz)?anzahl|record count|count|total records?)\b|copyright (©|\(c\)|\d))",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[\s\d.,:/%€$£+-]+$")


@dataclass(frozen=True, eq=False)
class Table:
    """One table cut out of a sheet: headers, rows of equal meaning and their numbers (from 1)."""

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    positions: tuple[int, ...]
    rows: list[Row]
    row_numbers: list[int]


def find_table(sheet: RawSheet, known: Callable[[str], bool]) -> Table | None:
    """Return the sheet's table, or None; `known` tells whether a plain header is familiar."""
    best, best_score = -1, 0.0
    for index, row in enumerate(sheet.rows[:_LOOK_AT]):
        score = _header_score(sheet, index, row, known)
        if score > best_score:
            best, best_score = index, score
    if best < 0:
        return None
    positions = tuple(i for i, cell in enumerate(sheet.rows[best]) if not is_blank(cell))
    headers = _distinct([_header_text(sheet.rows[best][i]) for i in positions])
    rows, numbers = _body(sheet, best)
    return Table(sheet.name, sheet.first_row + best, headers, positions, rows, numbers)


def _header_score(sheet: RawSheet, index: int, row: Row, known: Callable[[str], bool]) -> float:
    """Rate a row as header: familiar names count most, then text above rows of equal shape."""
    filled = [(i, cell) for i, cell in enumerate(row) if not is_blank(cell)]
    texts = [text_of(cell) for _, cell in filled if isinstance(cell, str)]
    if len(filled) < 2 or len(texts) < len(filled) * 0.9:
        return 0.0
    names = {plain(text) for text in texts}
    if len(names) < len(texts) * 0.8 or sum(map(len, texts)) > _LONGEST_HEADER * len(texts):
        return 0.0
    if any(_NUMBER.match(text) for text in texts):
        return 0.0
    familiar = sum(1 for name in names if known(name))
    below = [r for r in sheet.rows[index + 1 : index + 1 + _COMPARE] if any(_cells(r))]
    alike = _share_alike(filled, below, sheet.plain_text, len(row))
    if familiar < 2 and alike < 0.8:
        return 0.0
    earliness = 1 - index / (10 * _LOOK_AT)
    return (familiar * 3 + len(texts) * alike + 0.1) * earliness


def _cells(row: Row) -> list[Cell]:
    return [cell for cell in row if not is_blank(cell)]


def _share_alike(
    filled: list[tuple[int, Cell]], below: list[Row], plain_text: bool, width: int
) -> float:
    """Share of the rows below that look like rows of this header's table."""
    if not below:
        return 0.0
    if plain_text:
        return sum(1 for row in below if len(row) == width) / len(below)
    places = [i for i, _ in filled]

    def fits(row: Row) -> bool:
        return 2 * sum(1 for i in places if i < len(row) and not is_blank(row[i])) >= len(places)

    return sum(1 for row in below if fits(row)) / len(below)


def _header_text(cell: Cell) -> str:
    text = text_of(cell)
    return re.sub(r"\s+", " ", text)


def _distinct(headers: list[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    result = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        result.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return tuple(result)


def _body(sheet: RawSheet, header: int) -> tuple[list[Row], list[int]]:
    """Return the data rows below the header: no blanks, totals, footers or repeated headers."""
    heading = sheet.rows[header]
    first = sheet.first_row
    rows: list[Row] = []
    numbers: list[int] = []
    for index in range(header + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if _is_data(row, heading):
            rows.append(row)
            numbers.append(first + index)
    grouped = [i for i, c in enumerate(heading) if text_of(c).endswith(_ARROWS)]
    return (_filled_down(rows, grouped) if grouped else rows), numbers


def _is_data(row: Row, heading: Row) -> bool:
    place = 0 if row and not is_blank(row[0]) else _first_filled(row)
    if place is None:
        return False
    cell = row[place]
    if not isinstance(cell, str):
        return True
    if place < len(heading) and cell == heading[place] and list(row) == list(heading):
        return False
    if _FOOTER.match(cell):
        return len(_cells(row)) > max(3, len(_cells(heading)) // 2)
    return True


def _first_filled(row: Row) -> int | None:
    return next((i for i, cell in enumerate(row) if not is_blank(cell)), None)


def _filled_down(rows: list[Row], places: list[int]) -> list[Row]:
    """Give each row of a grouped report the group's value, which stands on its first row only."""
    current: dict[int, Cell] = {}
    filled: list[Row] = []
    for row in rows:
        cells = list(row)
        for place in places:
            if place < len(cells) and not is_blank(cells[place]):
                current[place] = cells[place]
            elif place < len(cells) and place in current:
                cells[place] = current[place]
        filled.append(cells)
    return filled
