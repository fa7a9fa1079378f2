"""Whether a likelihood has a maximum: not where some factors foretell the outcome without fail."""

import numpy as np
import numpy.typing as npt

from planner.evidence.figures import Floats

Signs = npt.NDArray[np.int8]
_FOUND = 1e-7


def separated(x: Floats, signs: Signs) -> bool:
    """Tell whether a direction exists along which the likelihood of m cells rises for ever.

    `x` (m, p) is the design; `signs` (m) is +1 for cells that speak for ever higher values only
    (all won; all still open), -1 for ever lower ones only, 0 for both. There is none if and only if
    the greatest Σ sign·x·b is 0 subject to sign·x·b >= 0, x·b = 0 where both, and -1 <= b <= 1.
    Source: Konis (2007), Linear programming algorithms for detecting separated data in binary
    logistic regression models, thesis, University of Oxford, section 4.1.
    """
    from scipy.optimize import linprog

    one, both = signs != 0, signs == 0
    if not one.any():
        return False
    pulled = signs[one, None] * x[one]
    found = linprog(
        -pulled.sum(axis=0),
        A_ub=-pulled,
        b_ub=np.zeros(len(pulled)),
        A_eq=x[both] if both.any() else None,
        b_eq=np.zeros(int(both.sum())) if both.any() else None,
        bounds=(-1, 1),
        method="highs",
    )
    return found.fun is not None and -found.fun > _FOUND
