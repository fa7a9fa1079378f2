"""How cells look: a style is a handful of words, such as ("money", "total")."""

from typing import Any

from planner.base.palette import LIGHT
from planner.base.units import MINUS, Amounts, Unit
from planner.output.excel.page import Page, quoted
from planner.output.excel.phrases import sign_of
from planner.plan.keys import Driver

FONT = "Inter"
SWISS = 2
"""Font family that a machine without Inter takes its substitute from."""

LEFT_TO_RIGHT = 1
"""Names of scripts that run the other way would else hide what stands beside them."""

_BASE = {
    "font_name": FONT,
    "font_family": SWISS,
    "font_size": 10,
    "font_color": LIGHT.text,
    "valign": "vcenter",
    "reading_order": LEFT_TO_RIGHT,
}
BILLION = 1e9
_GRID = {"bottom": 1, "bottom_color": LIGHT.gridline}
_LESS = quoted(MINUS)
"""What stands before a number below nothing; Excel wants it in quotes."""
_INPUT = {"locked": False, "border": 1, "border_color": LIGHT.gridline}

_WORDS: dict[str, dict[str, Any]] = {
    "title": {"font_size": 18, "bold": True},
    "section": {"font_size": 12, "bold": True},
    "big": {"font_size": 16, "bold": True, "align": "left", "shrink": True},
    "bold": {"bold": True},
    "muted": {"font_color": LIGHT.muted},
    "small": {"font_size": 9},
    "wrap": {"text_wrap": True, "valign": "top"},
    "left": {"align": "left"},
    "right": {"align": "right"},
    "centre": {"align": "center"},
    "indent": {"indent": 1},
    "deeper": {"indent": 2},
    "grid": _GRID,
    "head": {
        "bold": True,
        "bg_color": LIGHT.header,
        "text_wrap": True,
        "bottom": 1,
        "bottom_color": LIGHT.evidence,
    },
    "band": {"bold": True, "bg_color": LIGHT.header, **_GRID},
    "total": {"bg_color": LIGHT.header, "bold": True, **_GRID},
    "part": {"bg_color": LIGHT.header, "bold": True},
    "whole_head": {"bg_color": LIGHT.gridline},
    "lines": {"bg_color": LIGHT.window},
    "card": {"align": "left", "left": 2, "left_color": LIGHT.gridline, "indent": 1},
    "dispute_name": {"font_color": LIGHT.dispute},
    "exact": {"num_format": "#,##0.00", "align": "right"},
    "top": {"top": 1, "top_color": LIGHT.evidence},
    "marketing": {"bg_color": LIGHT.marketing_tint, **_INPUT},
    "sales": {"bg_color": LIGHT.sales_tint, **_INPUT},
    "agreed": {"bg_color": LIGHT.agreed_tint, **_INPUT},
    "marketing_head": {"font_color": LIGHT.marketing},
    "sales_head": {"font_color": LIGHT.sales},
    "agreed_head": {"font_color": LIGHT.agreed},
    "dispute": {"font_color": LIGHT.dispute, "bg_color": LIGHT.dispute_tint},
    "warning": {"font_color": LIGHT.dispute},
    "rate": {"num_format": "0.0%", "align": "right"},
    "signed_rate": {"num_format": f'+0.0%;{_LESS}0.0%;""', "align": "right"},
    "count": {"num_format": "[>=99.95]#,##0;[=0]0;#,##0.0", "align": "right"},
    "values": {"num_format": '[=0]"nothing";[=1]0" value";#,##0" values"', "align": "right"},
    "whole": {"num_format": "#,##0", "align": "right"},
    "days": {"num_format": "[>=9.95]#,##0;[=0]0;#,##0.0", "align": "right"},
    "signed": {"num_format": f'+#,##0.0;{_LESS}#,##0.0;""', "align": "right"},
    "level": {"num_format": "#,##0.0", "align": "right"},
    "chance": {"num_format": '[<0.005]"<1%";[>0.995]">99%";0%', "align": "right"},
    "share": {"num_format": "0%", "align": "right"},
    "precise": {"num_format": "0.0000", "align": "right"},
}

_SHORT = {Amounts.MILLIONS: '#,##0.00,,"m"', Amounts.THOUSANDS: '#,##0,"k"'}
_UNITS = {Unit.RATE: "rate", Unit.DAYS: "days", Unit.NUMBER: "count", Unit.MONEY: "money"}
_SIGNED = {"rate": "signed_rate", "money": "signed_money"}


class Styles:
    """Formats of one workbook, made once per combination of words; `heading` is a colour.

    The score is written in the `amounts` asked for; every cell holds its value in full.
    """

    def __init__(
        self, book: Any, currency: str, heading: str = "", amounts: Amounts = Amounts.FULL
    ) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], Any] = {}
        sign = self._sign = quoted(sign_of(currency))
        money = {"align": "right"}
        short = f"{sign}{_SHORT.get(amounts, '#,##0')}"
        coloured = {"font_color": heading or LIGHT.text}
        self._words = _WORDS | {
            "title": _WORDS["title"] | coloured,
            "section": _WORDS["section"] | coloured,
            "money": {"num_format": f"{sign}#,##0;{_LESS}{sign}#,##0", **money},
            "cents": {"num_format": f"{sign}#,##0.00;{_LESS}{sign}#,##0.00", **money},
            "signed_money": {"num_format": f'+{sign}#,##0;{_LESS}{sign}#,##0;""', **money},
            "gap": {"num_format": f"+{sign}#,##0;{_LESS}{sign}#,##0;{sign}0", **money},
            "score": {"num_format": f"{short};{_LESS}{short}", **money},
            "score_gap": {"num_format": f"+{short};{_LESS}{short};{sign}0", **money},
            "signed_level": {"num_format": f"+{sign}#,##0;{_LESS}{sign}#,##0;{sign}0", **money},
        }

    def __call__(self, *words: str) -> Any:
        """Return the format of these words; later words win over earlier ones."""
        if words not in self._made:
            properties = dict(_BASE)
            for word in words:
                properties.update(self._words[word])
            self._made[words] = self._book.add_format(properties)
        return self._made[words]

    def mark(self, **properties: Any) -> Any:
        """Return a format that a conditional rule lays over a cell's own."""
        return self._book.add_format(properties)

    def axis(self, most: float) -> str:
        """Return the number format of money on a chart's axis up to an amount: in k, m or bn."""
        if most >= BILLION:
            scales = ('[>=1000000000]S0.0,,,"bn"', '[>=1000000]S0,,"m"', "S0")
            return ";".join(scales).replace("S", self._sign)
        scales = ('[>=1000000]S0.0,,"m"', '[>=1000]S0,"k"', "S0")
        return ";".join(scales).replace("S", self._sign)


def short_of_goal(page: Page, styles: Styles, row: int, first: int, last: int) -> None:
    """Let a gap below the goal stand out, in colour besides its sign."""
    rule = {"type": "cell", "criteria": "<", "value": 0}
    rule |= {"format": styles.mark(font_color=LIGHT.dispute)}
    page.sheet.conditional_format(row, first, row, last, rule)


def unit_of(driver: Driver) -> str:
    """Return the style word of a driver's values."""
    return _UNITS[driver.unit]


def signed_unit_of(driver: Driver) -> str:
    """Return the style word of a difference between two values of a driver."""
    return _SIGNED.get(unit_of(driver), "signed")
