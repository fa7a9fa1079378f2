"""A recipe as a page of rich text, in the present colours."""

from html import escape

from planner.base.palette import Palette
from planner.sheets.recipes import Recipe, RecipeColumn, RecipeExport, Topic
from ui.theme import BODY, CAPTION, FAMILY, SECTION, TITLE

NEEDED, HELPFUL = "●", "○"
_STYLE = """
body {{ font-family: '{family}'; font-size: {body}px; color: {text}; }}
p {{ margin-top: 6px; margin-bottom: 6px; line-height: 145%; }}
.crm {{ font-size: {title}px; font-weight: 600; }}
.section {{ font-size: {section}px; font-weight: 600; margin-top: 20px; margin-bottom: 4px; }}
.quiet {{ color: {muted}; font-weight: 400; }}
th {{ color: {muted}; font-size: {caption}px; font-weight: 500; text-align: left; }}
.name {{ font-weight: 500; }}
"""


def page_style(palette: Palette) -> str:
    """Return the style sheet of a page."""
    return _STYLE.format(
        family=FAMILY, body=BODY, caption=CAPTION, section=SECTION, title=TITLE,
        text=palette.text, muted=palette.muted,
    )  # fmt: skip


def page_html(recipe: Recipe, palette: Palette) -> str:
    """Return a recipe as rich text."""
    parts = [
        f"<p class='crm'>{escape(recipe.crm)}</p>",
        _paragraph(recipe.summary),
        f"<p class='quiet'>{NEEDED} needed for the funnel &nbsp;&nbsp; "
        f"{HELPFUL} worth having, for what it unlocks</p>",
        *(_export(export, palette) for export in recipe.exports),
        *(_topic(topic) for topic in recipe.topics),
        "<p class='section'>Beside the CRM",
        "<span class='quiet'> · from a table of your own</span></p>",
        *(_export(export, palette) for export in recipe.beside),
    ]
    return f"<body>{''.join(parts)}</body>"


def _export(export: RecipeExport, palette: Palette) -> str:
    kind = "" if export.needed else " <span class='quiet'>· optional</span>"
    line = f"style='border-bottom: 1px solid {palette.gridline};'"
    head = "".join(f"<th {line}>{text}</th>" for text in ("", "Column", "Read as", "Unlocks"))
    rows = "".join(_row(column, line) for column in export.columns)
    return (
        f"<p class='section'>{escape(export.name)}{kind}</p>{_paragraph(export.how)}"
        f"<table width='100%' cellspacing='0' cellpadding='4'><tr>{head}</tr>{rows}</table>"
    )


def _row(column: RecipeColumn, line: str) -> str:
    mark = NEEDED if column.needed else HELPFUL
    cells = (
        ("3%", "quiet" if not column.needed else "", mark),
        ("36%", "name", column.header),
        ("21%", "quiet", column.title),
        ("40%", "", column.unlocks),
    )
    made = (
        f"<td width='{width}' class='{kind}' {line}>{escape(text)}</td>"
        for width, kind, text in cells
    )
    return f"<tr>{''.join(made)}</tr>"


def _topic(topic: Topic) -> str:
    paragraphs = "".join(_paragraph(text) for text in topic.text)
    return f"<p class='section'>{escape(topic.title)}</p>{paragraphs}"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
