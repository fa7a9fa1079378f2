"""What is proposed to a person before anything is taken in, and how it can be corrected."""

from dataclasses import dataclass, replace
from pathlib import Path

from planner.base.days import Day
from planner.base.problem import Problem, RefusedError
from planner.intake.files.cells import plain
from planner.intake.recognition.hints import Hints
from planner.intake.recognition.profiles import Profiles
from planner.intake.recognition.stagewords import Funnel, StageMapping
from planner.intake.tables.headers import Table
from planner.intake.values.fields import FIELDS, Entity, field_named
from planner.intake.values.typed import Typed
from planner.journeys.table import SourceFile


@dataclass(frozen=True)
class ProposedColumn:
    """One column: what it is taken for, how surely (0 to 1), and three of its values.

    `date_order` is DMY, MDY or YMD for dates written as text, `scale` 0-1 or 0-100 for shares.
    """

    header: str
    field: str | None
    confidence: float
    samples: tuple[str, ...]
    date_order: str | None = None
    scale: str | None = None


@dataclass(frozen=True, eq=False)
class Read:
    """The cells of a table, and its mapped columns as typed arrays."""

    table: Table
    typed: Typed


@dataclass(frozen=True, eq=False)
class ProposedTable:
    """One table of one file as it would be taken in; `header_row` counts from 1.

    `size`: how many rows of data. `fingerprint`: what tells tables of the same headers. `read`:
    the rows, where they were read; what is shown to a person does without.
    """

    path: Path
    sheet: str
    header_row: int
    size: int
    fingerprint: str
    entity: Entity
    crm: str
    columns: tuple[ProposedColumn, ...]
    read: Read | None = None

    @property
    def kind(self) -> str:
        """What one row stands for, as in reports."""
        return str(self.entity)

    @property
    def table(self) -> Table:
        """The table's cells; ValueError where only its description is at hand."""
        return self._there.table

    @property
    def typed(self) -> Typed:
        """The mapped columns; ValueError where only the table's description is at hand."""
        return self._there.typed

    @property
    def _there(self) -> Read:
        if self.read is None:
            raise ValueError("the rows of this table are not at hand")
        return self.read

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
            str(self.path), self.kind, self.crm, self.sheet, self.header_row, self.size,
            self.mapped, orders, tuple(c.header for c in self.columns), self.fingerprint,
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
    """Opportunities of which stage, status or closed mark and forecast category say different
    outcomes.

    `stage`, `status` and `forecast` are the texts as they stand, '' for none; `by_stage`,
    `by_status` and `by_forecast` the outcomes 'Won', 'Lost' or 'Open' that follow from each.
    """

    stage: str
    status: str
    forecast: str
    by_stage: str
    by_status: str
    by_forecast: str
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
    CRM with its count and meaning. `as_of`: the day the files state, the last change
    seen, or what a person stated.
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

    def shown(self) -> "Proposal":
        """Return the proposal without any rows: small enough to hand on."""
        return replace(self, tables=tuple(replace(table, read=None) for table in self.tables))

    def of(self, entity: Entity) -> tuple[ProposedTable, ...]:
        """Return the tables of one kind."""
        return tuple(table for table in self.tables if table.entity is entity)

    @property
    def shared_keys(self) -> tuple[str, ...]:
        """The fields that could tie leads to opportunities; none where a column of ids does."""
        leads, deals = (
            {name for table in self.of(entity) for name in table.mapped.values()}
            for entity in (Entity.LEADS, Entity.OPPORTUNITIES)
        )
        if "lead_id" in deals or "converted_opportunity_id" in leads:
            return ()
        return tuple(key for key in ("account", "email") if key in leads & deals)

    @property
    def untied(self) -> bool:
        """Whether a key could tie leads to opportunities, no id does, and nobody has said which."""
        return self.hints.join is None and bool(self.shared_keys)

    def has_key(self, key: str) -> bool:
        """Tell whether leads and opportunities both have a field or a header to be tied by."""
        meaning = field_named(key)
        names = {meaning.name} if meaning else set()
        return all(
            any(
                column.field in names or plain(column.header) == plain(key)
                for table in self.of(entity)
                for column in table.columns
            )
            for entity in (Entity.LEADS, Entity.OPPORTUNITIES)
        )

    @property
    def funnel(self) -> Funnel:
        """The plan's stages, found by name or synonym."""
        return Funnel(self.stages, self.profiles)


def checked_field(name: str) -> str:
    """Return the canonical name of a field; RefusedError if there is none of that name."""
    meaning = field_named(name)
    if meaning is None:
        raise RefusedError(
            Problem(f"'{name}' is no field", "", f"Fields are {', '.join(sorted(FIELDS))}")
        )
    return meaning.name
