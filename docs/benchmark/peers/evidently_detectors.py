"""Evidently's tests of columns: evidently_detectors.py FOLDER OUTPUT FAMILIES."""
import common
import pandas as pd
from common import WINDOWS, Windowed, main
from evidently.legacy.calculations import stattests
from evidently.legacy.core import ColumnType


def either(numeric, categorical):
    """The test of numbers for numbers, that of categories for categories, as Evidently picks them."""
    def fit(reference, is_category):
        test = categorical if is_category else numeric
        kind = ColumnType.Categorical if is_category else ColumnType.Numerical
        kept = pd.Series(reference)
        return lambda window: test(kept, pd.Series(window), kind, None).drift_score
    return fit


DETECTORS = []
for size in WINDOWS:
    DETECTORS += [
        Windowed("Kolmogorov-Smirnov and chi-square", size, either(stattests.ks_stat_test, stattests.chi_stat_test), True),
        Windowed("Wasserstein and Jensen-Shannon", size, either(stattests.wasserstein_stat_test, stattests.jensenshannon_stat_test)),
        Windowed("PSI", size, either(stattests.psi_stat_test, stattests.psi_stat_test)),
    ]

if __name__ == "__main__":
    main(DETECTORS)
