"""Made-up company names."""

import numpy as np

from planner.sample.report import Values

_FIRST = (
    "Alder", "Amber", "Ash", "Birch", "Black", "Bright", "Cedar", "Clear", "Cold", "Copper",
    "Crest", "East", "Elm", "Fair", "Fern", "Flint", "Glen", "Gold", "Green", "Hazel",
    "High", "Iron", "Juniper", "Kings", "Lake", "Linden", "Long", "Maple", "Marsh", "Mill",
    "Moss", "Oak", "Pine", "Quarry", "River", "Rowan", "Silver", "Stone", "Thorn", "West",
)  # fmt: skip
_SECOND = (
    "bank", "bridge", "brook", "burn", "cliff", "croft", "dale", "field", "ford", "gate",
    "grove", "haven", "hill", "holt", "mere", "moor", "port", "ridge", "ton", "wick",
)  # fmt: skip
_THIRD = (
    "Analytics", "Biotech", "Builders", "Capital", "Components", "Dairy", "Energy", "Foods",
    "Freight", "Furniture", "Health", "Instruments", "Insurance", "Logistics", "Media", "Metals",
    "Packaging", "Pharma", "Software", "Textiles",
)  # fmt: skip
_NAMES = tuple(f"{a}{b} {c}" for a in _FIRST for b in _SECOND for c in _THIRD)


def account_names(count: int, rng: np.random.Generator) -> Values:
    """Return one name per path; some companies come back more than once."""
    return np.array(_NAMES, dtype=object)[rng.integers(0, len(_NAMES), count)]
