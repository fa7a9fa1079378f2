"""An Office file as parts and what relates them; faults that a program would offer to repair."""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from lxml import etree

TYPES, RELS = "[Content_Types].xml", "_rels/.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DAY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
class Package:
    """A file of parts by name."""

    content: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(self.content)) as file:
            return {name: file.read(name) for name in file.namelist()}

    @cached_property
    def roots(self) -> dict[str, etree._Element]:
        """Every part of XML; a part that is none raises."""
        ends = (".xml", ".rels", ".vml")
        return {n: etree.fromstring(part) for n, part in self.parts.items() if n.endswith(ends)}

    @cached_property
    def types(self) -> dict[str, str]:
        """The content type of each part that has one."""
        found = list(self.roots[TYPES])
        by_end = {e.get("Extension", ""): e.get("ContentType", "") for e in found}
        by_name = {e.get("PartName", "")[1:]: e.get("ContentType", "") for e in found}
        known = {n: by_name.get(n) or by_end.get(n.rpartition(".")[2], "") for n in self.parts}
        return {name: kind for name, kind in known.items() if kind}

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return a part's relationships by id: what they are, and the part they lead to."""
        folder, _, name = part.rpartition("/")
        rels = RELS if not part else posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.roots:
            return {}
        return {
            rel.get("Id", ""): (
                rel.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join(folder, rel.get("Target", ""))).lstrip("/")
                if rel.get("TargetMode") != "External"
                else "",
            )
            for rel in self.roots[rels]
        }

    def of_kind(self, kind: str) -> list[str]:
        """Return the parts that some part relates to as a kind, such as worksheet."""
        found = (self.related(part) for part in ("", *self.parts))
        return sorted({to for rels in found for what, to in rels.values() if what == kind})


def package_faults(package: Package) -> Iterator[str]:
    """Yield what is wrong with parts, their types and relationships."""
    with zipfile.ZipFile(BytesIO(package.content)) as file:
        names = Counter(name.casefold() for name in file.namelist())
        yield from (f"{name} stands in the file twice" for name, n in names.items() if n > 1)
    for name, part in package.parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                etree.fromstring(part)
            except etree.XMLSyntaxError as wrong:
                yield f"{name} is no XML: {wrong}"
                return
    named = [e.get("PartName", "") for e in package.roots[TYPES] if e.tag == f"{TYPE}Override"]
    yield from (f"{n} has two types" for n, count in Counter(named).items() if count > 1)
    yield from (f"{n} has a type and is not there" for n in named if n[1:] not in package.parts)
    for name in package.parts.keys() - package.types.keys() - {TYPES}:
        yield f"{name} has no content type"
    yield from _relations(package)
    yield from _properties(package)


def _relations(package: Package) -> Iterator[str]:
    reached, waiting = {TYPES}, [""]
    while waiting:
        part = waiting.pop()
        folder, _, name = part.rpartition("/")
        reached |= {part, posixpath.join(folder, "_rels", f"{name}.rels") if part else RELS}
        for id_, (_, target) in package.related(part).items():
            if target and target not in package.parts:
                yield f"{part}: {id_} leads to {target}, which is not there"
            elif target and target not in reached:
                waiting.append(target)
    yield from (f"nothing leads to {name}" for name in package.parts.keys() - reached)
    for name, root in package.roots.items():
        if name.endswith(".rels"):
            ids = Counter(rel.get("Id") for rel in root.iter(f"{PACKAGE}Relationship"))
            yield from (f"{name}: two are called {id_}" for id_, n in ids.items() if n > 1)
            continue
        known = package.related(name)
        for element in root.iter(etree.Element):
            for key, value in element.attrib.items():
                if str(key).startswith(f"{{{OFFICE}}}") and value and value not in known:
                    yield f"{name}: {element.tag} asks for {value}, which is not related"


def _properties(package: Package) -> Iterator[str]:
    core = package.roots.get("docProps/core.xml")
    if core is None:
        yield "there are no document properties"
        return
    tags = Counter(child.tag for child in core)
    yield from (f"docProps/core.xml: {tag} twice" for tag, n in tags.items() if n > 1)
    for child in core:
        if child.tag.endswith(("}created", "}modified")) and not _DAY.fullmatch(child.text or ""):
            yield f"docProps/core.xml: {child.text} is no time"
