"""Whether a table prices the products of an opportunity apart from its amount."""

from collections.abc import Sequence

import numpy as np

from planner.intake.files.cells import plain
from planner.intake.recognition.proposal import ProposedTable
from planner.journeys.table import Mask

_PRICES = frozenset(
    {
        "totalprice", "salesprice", "listprice", "unitprice", "subtotal", "linetotal", "lineamount",
        "lineitemprice", "productamount", "productprice", "extendedamount", "priceperunit",
        "gesamtpreis", "verkaufspreis", "listenpreis", "einzelpreis", "stückpreis", "prixtotal",
        "prixdevente", "prixunitaire", "prixcatalogue", "preciototal", "preciodeventa",
        "preciounitario", "preciodelista", "preçototal", "preçodevenda", "preçounitário",
    }
)  # fmt: skip


def prices_apart(tables: Sequence[ProposedTable]) -> Mask:
    """Tell of each table whether a price of a product stands beside the amount taken in."""
    found = [
        any(plain(c.header) in _PRICES and c.field != "amount" for c in table.columns)
        for table in tables
    ]
    return np.array(found or [False], bool)
