"""Names spelt in several ways: which look alike, and what a person united."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from planner.intake.files.cells import plain, text_of
from planner.intake.recognition.hints import Hints
from planner.intake.recognition.proposal import Cluster, Proposal, ProposedTable, Read
from planner.intake.records.cluster import look_alike
from planner.intake.values.fields import DIMENSIONS, Entity
from planner.intake.values.typed import Texts

ACCOUNT = "account"
_LONGEST_LIST = 100_000
_NAMED = ("lead_source", "campaign", "segment", "region", "product", "owner")
_FIELDS = {name: DIMENSIONS[name] for name in _NAMED} | {ACCOUNT: ACCOUNT}
"""Text fields whose labels may be united, and the name a merge states them by."""


def clusters_of(tables: Sequence[ProposedTable], hints: Hints) -> tuple[Cluster, ...]:
    """Return the spellings that look like one name, and those a person united.

    Within a dimension every spelling is in one cluster at most. Accounts are looked at only where
    leads and opportunities are joined by them. A table of another kind that has the column, such
    as a list of products, lends its spellings, and is right about the name.
    """
    found: list[Cluster] = []
    for name, dimension in _FIELDS.items():
        if dimension != ACCOUNT or _joins_by_account(hints):
            listed = _listed(tables, name)
            counts = counts_of(tables, name)
            counts.update(listed.keys() - counts.keys())
            alike = look_alike(counts, companies=dimension == ACCOUNT)
            used = counts_of(tables, name).keys()
            alike = [(group, how) for group, how in alike if not used.isdisjoint(group)]
            found += _clusters(dimension, counts, alike, names_for(hints, dimension), listed)
    return tuple(found)


def _listed(tables: Sequence[ProposedTable], name: str) -> Counter[str]:
    """Return the cells under a field's header in tables that are neither leads nor anything."""
    headers = {plain(table.header_of(name) or "") for table in tables} - {""}
    cells: Counter[str] = Counter()
    for table in tables:
        if table.entity is Entity.OTHER and table.size <= _LONGEST_LIST:
            for header, column in zip(table.table.headers, table.table.columns, strict=True):
                if plain(header) in headers:
                    cells.update(column.texts(text_of).tolist())
    del cells[""]
    return cells


def counts_of(tables: Iterable[ProposedTable], name: str) -> Counter[str]:
    """Return how many rows of leads, opportunities and the like carry each text of a field."""
    counts: Counter[str] = Counter()
    for table in tables:
        if table.entity is not Entity.OTHER:
            counts.update(table.typed.counts(name))
    return counts


def names_for(hints: Hints, dimension: str) -> dict[str, str]:
    """Return spelling → the name it was united under, for one dimension.

    What was united twice over ends at the last name; names united in a circle stay as they are.
    """
    stated = {spelling: name for d, spelling, name in hints.merges if d == dimension}
    return {spelling: _end(spelling, stated) for spelling in stated}


def united(proposal: Proposal) -> Proposal:
    """Return the proposal with every united spelling replaced by its name, in all tables."""
    if not proposal.hints.merges:
        return proposal
    tables = tuple(_renamed_table(table, proposal.hints) for table in proposal.tables)
    return replace(proposal, tables=tables)


def renamed(texts: Texts, names: Mapping[str, str]) -> Texts:
    """Return texts (n) with united spellings replaced; doing it again changes nothing."""
    import pandas as pd

    codes, labels = pd.factorize(texts)
    new = np.array([names.get(str(label), str(label)) for label in labels] or [""], dtype=object)
    return np.asarray(new[codes], dtype=object)


def _joins_by_account(hints: Hints) -> bool:
    return hints.join is not None and plain(hints.join) in (ACCOUNT, "company")


def _end(spelling: str, stated: Mapping[str, str]) -> str:
    seen = [spelling]
    while seen[-1] in stated:
        following = stated[seen[-1]]
        if following in seen:
            return spelling
        seen.append(following)
    return seen[-1]


def _clusters(
    dimension: str,
    counts: Mapping[str, int],
    alike: Iterable[tuple[tuple[str, ...], str]],
    names: Mapping[str, str],
    listed: Container[str],
) -> list[Cluster]:
    """Tie what looks alike and what was united; a stated name decides the cluster's."""
    group: dict[str, int] = {}
    how: dict[int, str] = {}
    for at, (spellings, kind) in enumerate(alike):
        how[at] = kind
        group |= dict.fromkeys(spellings, at)
    for spelling, name in names.items():
        if spelling in counts and spelling != name:
            at = group.get(name, group.get(spelling, len(how)))
            how.setdefault(at, "stated")
            left = group.get(spelling, at)
            group = {k: at if g == left else g for k, g in group.items()}
            group[spelling] = at
            if name in counts:
                group[name] = at
    members: dict[int, list[str]] = {}
    for spelling, at in group.items():
        members.setdefault(at, []).append(spelling)
    found = [_cluster(dimension, members[at], how[at], counts, names) for at in sorted(members)]
    return [_as_listed(cluster, listed) for cluster in found]


def _as_listed(cluster: Cluster, listed: Container[str]) -> Cluster:
    """Propose the one spelling that a list knows."""
    known = [text for text, _ in cluster.spellings if text in listed]
    if cluster.merged or len(known) != 1:
        return cluster
    return replace(cluster, name=known[0])


def _cluster(
    dimension: str,
    members: Iterable[str],
    how: str,
    counts: Mapping[str, int],
    names: Mapping[str, str],
) -> Cluster:
    spellings = tuple(sorted(((m, counts[m]) for m in members), key=lambda s: (-s[1], s[0])))
    stated = {names[text] for text, _ in spellings if text in names}
    name = min(stated) if len(stated) == 1 else spellings[0][0]
    merged = {names.get(text, text) for text, _ in spellings} == {name} and bool(stated)
    return Cluster(dimension, name, spellings, how, merged)


def _renamed_table(table: ProposedTable, hints: Hints) -> ProposedTable:
    typed = table.typed
    texts = dict(typed.texts)
    for name, dimension in _FIELDS.items():
        names = names_for(hints, dimension)
        if not names.keys().isdisjoint(typed.counts(name)):
            texts[name] = renamed(typed.texts[name], names)
    return replace(table, read=Read(table.table, replace(typed, texts=texts)))
