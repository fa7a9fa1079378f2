"""Columns of the Assumptions sheet."""

from planner.plan.assumption import View

LINE, DRIVER, MONTH, OWNER = 0, 1, 2, 3
EVIDENCE, LOW, HIGH, COUNT = 4, 5, 6, 7
MARKETING, SALES, AGREED, WORKING = 8, 9, 10, 11
DIFFERENCE, WORTH, STATUS, NOTE = 12, 13, 14, 15
MARKETING_VIEW, SALES_VIEW, KEY = 16, 17, 18
MARKETING_BEFORE, SALES_BEFORE, AGREED_BEFORE = 19, 20, 21
"""What the input cells held at export: a later position reopens an agreement."""
MARKETING_HOLDS, SALES_HOLDS, AGREED_HOLDS = 22, 23, 24
"""What holds in a row: a month's own value, else that of every month."""

MARKETING_COUNTS, SALES_COUNTS, AGREED_COUNTS = 25, 26, 27
"""What counts as typed in the scenario chosen; only where there are scenarios."""

MARKETING_HEAD, SALES_HEAD, AGREED_HEAD, KEY_HEAD = "● Marketing", "■ Sales", "✓ Agreed", "Key"
"""Heads by which a returned workbook is read."""

COLUMN_OF = {View.WORKING: WORKING, View.MARKETING: MARKETING_VIEW, View.SALES: SALES_VIEW}
"""Where each view's value stands."""
