"""What is proposed to a person before anything is taken in, and how it can be corrected."""

from dataclasses import dataclass, replace
from pathlib import Path

from planner.base.days import Day
from planner.base.problem import Problem, RefusedError
from planner.intake.cells import Row, plain
from planner.intake.fields import ENTITY_FIELDS, FIELDS, Entity, field_named
from planner.intake.headers import Table
from planner.intake.hints import Hints
from planner.intake.profiles import Profiles
from planner.intake.stagewords import Funnel, StageMapping
from planner.intake.typed import Typed
from planner.journeys.table import SourceFile


@dataclass(frozen=True)
class ProposedColumn:
    """One column: what it is taken for, how surely (0 to 1), and three of its values.

    `date_order` is DMY, MDY or YMD for dates written as text, `scale` 0-1 or 0-100 for shares.
    """

    header: str
    position: int
    field: str | None
    confidence: float
    samples: tuple[str, ...]
    date_order: str | None = None
    scale: str | None = None


@dataclass(frozen=True, eq=False)
class ProposedTable:
    """One table of one file as it would be taken in; `header_row` and row numbers count from 1."""

    path: Path
    entity: Entity
    crm: str
    columns: tuple[ProposedColumn, ...]
    table: Table
    typed: Typed

    @property
    def kind(self) -> str:
        """What one row stands for, as in reports."""
        return str(self.entity)

    @property
    def sheet(self) -> str:
        """The sheet's name, empty for text files."""
        return self.table.sheet

    @property
    def header_row(self) -> int:
        """The row of the sheet the headers stand in."""
        return self.table.header_row

    @property
    def rows(self) -> list[Row]:
        """The data rows, cell by cell as read; `ProposedColumn.position` is the place in a row."""
        return self.table.rows

    @property
    def row_numbers(self) -> list[int]:
        """The row of the sheet each data row stands in."""
        return self.table.row_numbers

    @property
    def mapped(self) -> dict[str, str]:
        """Header → field of the columns that have a meaning."""
        return {c.header: c.field for c in self.columns if c.field}

    def header_of(self, name: str) -> str | None:
        """Return the header a field is read from."""
        return next((c.header for c in self.columns if c.field == name), None)

    def as_source(self) -> SourceFile:
        """Return the account of how this table was read."""
        orders = {c.header: c.date_order for c in self.columns if c.field and c.date_order}
        return SourceFile(
            str(self.path), self.kind, self.crm, self.sheet, self.header_row, len(self.rows),
            self.mapped, orders,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrderDoubt:
    """A date column none of whose values tells day from month; `order` is how it was read."""

    file_index: int
    header: str
    order: str
    example: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Opportunities whose stage says one outcome and whose status or closed mark another.

    `stage` and `status` are the texts as they stand; `by_stage` and `by_status` the outcomes
    'Won', 'Lost' or 'Open' that follow from either.
    """

    stage: str
    status: str
    by_stage: str
    by_status: str
    count: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spellings of a dimension or of accounts that look like one name.

    `spellings`: (text, rows), most frequent first. `name`: the one proposed, or the one a person
    chose, then `merged`. `how`: 'key' (same letters and digits in any order) or 'distance'.
    """

    dimension: str
    name: str
    spellings: tuple[tuple[str, int], ...]
    how: str
    merged: bool = False


@dataclass(frozen=True, slots=True)
class SourceTeam:
    """Who creates a channel's journeys, on how many rows; `stated` where a person said so."""

    channel: str
    count: int
    team: str
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A column (of a table) or a whole kind of table that is absent, and what it would unlock."""

    file_index: int | None
    entity: Entity
    field: str
    unlocks: str


@dataclass(frozen=True, eq=False)
class Proposal:
    """All tables with their meaning, and what follows from it.

    `stages`: the funnel stages the data can show. `stage_map`: every stage and status text of the
    CRM with its count and meaning. `as_of`: the last change seen, or the stated day.
    `unmeasured`: the default stages no column dates. `currencies`: (code, rows) of the amounts,
    most frequent first. `doubts`, `conflicts`, `clusters`, `teams`, `missing`: what a person may
    want to decide.
    """

    tables: tuple[ProposedTable, ...]
    hints: Hints
    profiles: Profiles
    stages: tuple[str, ...] = ()
    stage_map: tuple[StageMapping, ...] = ()
    as_of: Day | None = None
    warnings: tuple[str, ...] = ()
    unmeasured: tuple[str, ...] = ()
    currencies: tuple[tuple[str, int], ...] = ()
    doubts: tuple[OrderDoubt, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    teams: tuple[SourceTeam, ...] = ()
    missing: tuple[Missing, ...] = ()

    def with_field(self, file_index: int, header: str, name: str | None) -> "Proposal":
        """Return the proposal with a column's meaning set, or cleared by None.

        Whatever column had that meaning in the same table loses it. RefusedError if the table has
        no such header or there is no such field.
        """
        table = self.tables[file_index]
        at = next((c for c in table.columns if plain(c.header) == plain(header)), None)
        if at is None:
            raise RefusedError(Problem(f"There is no column '{header}'", table.path.name))
        wanted = checked_field(name) if name else None
        columns = tuple(_corrected(c, at, wanted) for c in table.columns)
        return self._with_table(file_index, replace(table, columns=columns))

    def with_entity(self, file_index: int, entity: str) -> "Proposal":
        """Return the proposal with a table read as another entity; its columns are guessed anew."""
        from planner.intake.propose import read_as

        try:
            wanted = Entity(entity)
        except ValueError:
            raise RefusedError(
                Problem(f"'{entity}' is no kind of table", "", f"Use {', '.join(ENTITY_FIELDS)}")
            ) from None
        table = read_as(self.tables[file_index], wanted, self.hints, self.profiles)
        return self._with_table(file_index, table)

    def with_stage(self, crm_text: str, funnel_stage: str) -> "Proposal":
        """Return the proposal with a CRM text meaning a funnel stage, 'Won', 'Lost' or 'Open'."""
        kept = tuple(
            pair for pair in self.hints.stage_map if pair[0].casefold() != crm_text.casefold()
        )
        return self._with_hints(replace(self.hints, stage_map=(*kept, (crm_text, funnel_stage))))

    def with_stages(self, stages: tuple[str, ...]) -> "Proposal":
        """Return the proposal for a plan of other stages."""
        return self._with_hints(replace(self.hints, stages=stages))

    def with_as_of(self, day: Day | None) -> "Proposal":
        """Return the proposal as of a stated day; None is the last change seen."""
        return self._with_hints(replace(self.hints, as_of=day))

    def with_currency(self, currency: str | None) -> "Proposal":
        """Return the proposal planned in one currency; rows of others will be set aside."""
        return self._with_hints(replace(self.hints, currency=currency))

    def of(self, entity: Entity) -> tuple[ProposedTable, ...]:
        """Return the tables of one kind."""
        return tuple(table for table in self.tables if table.entity is entity)

    @property
    def funnel(self) -> Funnel:
        """The plan's stages, found by name or synonym."""
        return Funnel(self.stages, self.profiles)

    def _with_table(self, file_index: int, table: ProposedTable) -> "Proposal":
        from planner.intake.propose import settled, typed_again

        tables = list(self.tables)
        tables[file_index] = typed_again(table, self.hints.day_first)
        return settled(replace(self, tables=tuple(tables)))

    def _with_hints(self, hints: Hints) -> "Proposal":
        from planner.intake.propose import settled

        return settled(replace(self, hints=hints))


def checked_field(name: str) -> str:
    """Return the canonical name of a field; RefusedError if there is none of that name."""
    meaning = field_named(name)
    if meaning is None:
        raise RefusedError(
            Problem(f"'{name}' is no field", "", f"Fields are {', '.join(sorted(FIELDS))}")
        )
    return meaning.name


def _corrected(
    column: ProposedColumn, chosen: ProposedColumn, wanted: str | None
) -> ProposedColumn:
    if column is chosen:
        return replace(column, field=wanted, confidence=1.0)
    if wanted is not None and column.field == wanted:
        return replace(column, field=None, confidence=0.0)
    return column
