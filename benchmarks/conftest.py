"""Benchmarks state ratios to a peer run beside them: only those carry over to other machines."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
