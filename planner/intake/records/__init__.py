"""From tables to records: folded, joined, traced and accounted for."""
