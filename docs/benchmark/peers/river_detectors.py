"""River's detectors: river_detectors.py FOLDER OUTPUT FAMILIES [slow]."""
import sys

import numpy as np
from common import OneByOne, main
from river import drift


def update(detector, value):
    detector.update(value)
    return detector.drift_detected


def update_bit(detector, value):
    detector.update(value > 0.5)
    return detector.drift_detected


LEVELS = [float(f"{10 ** -e:.2e}") for e in np.arange(0.5, 10, 0.25)]
DETECTORS = [
    OneByOne("ADWIN", lambda s: drift.ADWIN(delta=s), LEVELS, update),
    OneByOne("Page-Hinkley", lambda s: drift.PageHinkley(threshold=s), [round(5 * 1.15 ** i, 1) for i in range(33)], update),
    OneByOne("DDM", lambda s: drift.binary.DDM(drift_threshold=s), [2 + i / 4 for i in range(33)], update_bit, True),
    OneByOne("EDDM", lambda s: drift.binary.EDDM(beta=s), [0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5, 0.4, 0.3], update_bit, True),
    OneByOne("HDDM_A", lambda s: drift.binary.HDDMA(drift_confidence=s), LEVELS, update_bit, True),
    OneByOne("HDDM_W", lambda s: drift.binary.HDDMW(drift_confidence=s), LEVELS, update_bit, True),
    OneByOne("FHDDM", lambda s: drift.binary.FHDDM(confidence_level=s), LEVELS, update_bit, True),
]
if "slow" in sys.argv:
    DETECTORS.append(OneByOne("KSWIN", lambda s: drift.KSWIN(alpha=s, seed=1), LEVELS[8:28:2], update))

if __name__ == "__main__":
    main(DETECTORS)
