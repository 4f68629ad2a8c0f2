"""Runs a peer's detectors over the streams and writes down when each would have alarmed, for every strictness at once.

A run of a detector is a list of [row, strictness]: at that row it first alarms at all strictnesses up to that one. Rows count from 0.
"""
import json
import os
import sys
import time
import warnings
from pathlib import Path

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"
os.environ["DO_NOT_TRACK"] = "1"

import numpy as np

warnings.filterwarnings("ignore")

REFERENCE = 1000
WINDOWS = [250, 500]
KINDS = ["tune", "hold", "change"]


def folders(root, families):
    """Yields each stream's folder, after that of its kind without a change."""
    seen = set()
    for stream, family in families.items():
        if family not in seen:
            seen.add(family)
            yield f"families/{family}"
        yield f"streams/{stream}"


def runs(folder, kind):
    for file in sorted(folder.glob(f"{kind}-*.npz"), key=lambda f: int(f.stem.split("-")[1])):
        with np.load(file) as data:
            yield data["x"], [str(n) for n in data["names"]], int(data["change"])


def records(rows, scores):
    """Returns where the scores reach a new height."""
    found, best = [], -np.inf
    for row, score in zip(rows, scores):
        if score > best:
            best = float(score)
            found.append([int(row), best])
    return found


class OneByOne:
    """A detector that takes a value at a time: one a column, made anew for each strictness, stopped at its first alarm."""

    def __init__(self, name, make, settings, update, errors_only=False):
        self.name, self.make, self.settings, self.update, self.errors_only = name, make, settings, update, errors_only

    def suits(self, names):
        return not self.errors_only or names == ["category error"]

    def run(self, x, names):
        reference = x[:REFERENCE]
        if not self.errors_only:
            deviation = reference.std(axis=0)
            x = (x - reference.mean(axis=0)) / np.where(deviation > 0, deviation, 1)
        found, latest = [], -1
        for strictness, setting in enumerate(self.settings):
            row = min((self.first(column.tolist(), setting) for column in x.T), default=None)
            if row == np.inf:
                break
            # A stricter one that alarms sooner, by chance, alarms when the less strict one does.
            latest = max(latest, int(row))
            found.append([latest, strictness])
        return found

    def first(self, values, setting):
        detector = self.make(setting)
        for row, value in enumerate(values):
            if self.update(detector, value):
                if row >= REFERENCE:
                    return row
                detector = self.make(setting)
        return np.inf


class Windowed:
    """A measure of each window's distance from the reference, column by column; alarms at a window's end."""

    def __init__(self, name, size, fit, p_value=False):
        self.name, self.size, self.fit, self.p_value = f"{name}, {size}", size, fit, p_value
        self.scale = None

    def suits(self, names):
        return True

    def matrix(self, x, names):
        measures = [self.fit(x[:REFERENCE, i], names[i].startswith("category")) for i in range(x.shape[1])]
        ends = range(REFERENCE + self.size, len(x) + 1, self.size)
        scores = np.array([[m(x[end - self.size:end, i]) for i, m in enumerate(measures)] for end in ends], float)
        if self.p_value:
            scores = -np.log10(np.maximum(scores, 1e-300))
        return np.array(ends) - 1, np.nan_to_num(scores)

    def learn(self, matrices):
        """Learns what each column's measure is like without a change, so that one threshold serves all."""
        everything = np.concatenate([scores for _, scores in matrices])
        if self.p_value:
            self.scale = np.zeros(everything.shape[1]), np.ones(everything.shape[1])
        else:
            deviation = everything.std(axis=0)
            self.scale = everything.mean(axis=0), np.where(deviation > 0, deviation, 1)

    def scored(self, matrix):
        rows, scores = matrix
        mean, deviation = self.scale
        return records(rows, ((scores - mean) / deviation).max(axis=1))


def measure(detector, loaded, family, kind, scales):
    if not isinstance(detector, Windowed):
        return [detector.run(x, names) for x, names, _ in loaded]
    matrices = [detector.matrix(x, names) for x, names, _ in loaded]
    if kind == "tune":
        detector.learn(matrices)
        scales[f"{detector.name}|{family}"] = [s.tolist() for s in detector.scale]
    detector.scale = tuple(map(np.array, scales[f"{detector.name}|{family}"]))
    return [detector.scored(m) for m in matrices]


def main(detectors):
    """Goes through the streams; what the output has already is kept."""
    root, output, families = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text())
    known = json.loads(output.read_text()) if output.exists() else {"results": {}, "scales": {}, "seconds": {}, "done": []}
    known["settings"] = {d.name: len(d.settings) for d in detectors if isinstance(d, OneByOne)}
    for name in folders(root, families):
        if name in known["done"]:
            continue
        group, stream = name.split("/", 1)
        family = stream if group == "families" else families[stream]
        for detector in detectors:
            begun = time.process_time()
            for kind in KINDS:
                loaded = list(runs(root / name, kind))
                if loaded and detector.suits(loaded[0][1]):
                    found = measure(detector, loaded, family, kind, known["scales"])
                    known["results"].setdefault(detector.name, {}).setdefault(name, {})[kind] = found
            known["seconds"][detector.name] = known["seconds"].get(detector.name, 0) + time.process_time() - begun
        known["done"].append(name)
        output.write_text(json.dumps(known))
        print(f"{Path(sys.argv[0]).stem}: {name}", flush=True)
