"""NannyML's measures of columns: nannyml_detectors.py FOLDER OUTPUT FAMILIES."""
import common
import nannyml
import pandas as pd
from common import REFERENCE, WINDOWS, Windowed, main
from nannyml.chunk import SizeBasedChunker
from nannyml.drift.univariate import FeatureType
from nannyml.drift.univariate.methods import MethodFactory
from nannyml.thresholds import StandardDeviationThreshold


def either(numeric, categorical, size):
    def fit(reference, is_category):
        key, kind = (categorical, FeatureType.CATEGORICAL) if is_category else (numeric, FeatureType.CONTINUOUS)
        method = MethodFactory.create(
            key, kind, chunker=SizeBasedChunker(size), threshold=StandardDeviationThreshold(),
            computation_params={"calculation_method": "auto", "n_bins": 10000})
        named = lambda values: pd.Series(values.astype(str) if is_category else values, name="x")
        method.fit(named(reference))
        return lambda window: method.calculate(named(window))
    return fit


DETECTORS = []
for size in WINDOWS:
    DETECTORS += [
        Windowed("Jensen-Shannon", size, either("jensen_shannon", "jensen_shannon", size)),
        Windowed("Wasserstein and L-infinity", size, either("wasserstein", "l_infinity", size)),
        Windowed("Hellinger", size, either("hellinger", "hellinger", size)),
    ]

if __name__ == "__main__":
    main(DETECTORS)
