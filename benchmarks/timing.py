"""Timing side by side: works take turns, so that a busy machine slows all of them alike."""

import time
from collections.abc import Callable

import numpy as np


def medians(rounds: int, *works: Callable[[], object]) -> list[float]:
    """Median seconds of each work over so many rounds."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, seconds, strict=True):
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return [float(np.median(times)) for times in seconds]
