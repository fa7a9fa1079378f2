"""A page of plain sentences: what is read, copied into an e-mail and printed."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its points; without a heading the sentences are paragraphs."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A titled page of sections."""

    title: str
    sections: tuple[Section, ...]

    @property
    def text(self) -> str:
        """The page as plain text, a line to a point."""
        parts = [self.title, "=" * len(self.title)]
        for section in self.sections:
            parts += ["", section.heading] if section.heading else [""]
            mark = "- " if section.heading else ""
            parts += [f"{mark}{sentence}" for sentence in section.sentences]
        return "\n".join(parts) + "\n"

    @property
    def html(self) -> str:
        """The page as HTML that any e-mail program shows: headings and lists, no style."""
        made = [f"<h2>{escape(self.title)}</h2>"]
        for section in self.sections:
            if not section.heading:
                made += [f"<p>{escape(sentence)}</p>" for sentence in section.sentences]
                continue
            points = "".join(f"<li>{escape(sentence)}</li>" for sentence in section.sentences)
            made.append(f"<h3>{escape(section.heading)}</h3><ul>{points}</ul>")
        return "".join(made)
