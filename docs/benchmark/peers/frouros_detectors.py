"""Frouros' detectors: frouros_detectors.py FOLDER OUTPUT FAMILIES."""
import numpy as np
from common import WINDOWS, OneByOne, Windowed, main
from frouros.detectors import concept_drift as concept
from frouros.detectors import data_drift as data


def update(detector, value):
    detector.update(value=value)
    return detector.status["drift"]


def p_value(detector):
    def fit(reference, is_category):
        fitted = detector()
        fitted.fit(X=reference)
        return lambda window: fitted.compare(X=window)[0].p_value
    return fit


def distance(detector):
    def fit(reference, is_category):
        fitted = detector()
        fitted.fit(X=reference)
        return lambda window: fitted.compare(X=window)[0].distance
    return fit


DETECTORS = [
    OneByOne("CUSUM", lambda s: concept.CUSUM(concept.CUSUMConfig(lambda_=s)), [5, 8, 12, 18, 25, 35, 50, 70, 100, 140, 200, 280, 400], update, True),
    OneByOne("RDDM", lambda s: concept.RDDM(concept.RDDMConfig(drift_level=s, warning_level=0.78 * s)),
             [1.6, 2, 2.3, 2.6, 3, 3.5, 4, 5, 6, 8], update, True),
    OneByOne("ECDD", lambda s: concept.ECDDWT(concept.ECDDWTConfig(average_run_length=s)), [100, 400, 1000], update, True),
    OneByOne("STEPD", lambda s: concept.STEPD(concept.STEPDConfig(alpha_d=s, alpha_w=min(0.5, 10 * s))),
             [0.003, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8], update, True),
]
for size in WINDOWS:
    DETECTORS += [
        Windowed("Cramer-von Mises", size, p_value(data.CVMTest), True),
        Windowed("Mann-Whitney", size, p_value(data.MannWhitneyUTest), True),
        Windowed("energy distance", size, distance(data.EnergyDistance)),
    ]

if __name__ == "__main__":
    main(DETECTORS)
