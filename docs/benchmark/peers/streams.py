"""Makes the benchmark's streams: rows whose distribution is known, a change at a known row, and the same without a change.

Runs in River's environment: streams.py FOLDER TUNE HOLD CHANGE [NAME...]. Every stream has REFERENCE rows that nothing changes in, and then either
ROWS rows without a change, or a change after 1,000 to 1,499 further rows. A file NAME/KIND-SEED.npz has what the peers see: numbers only, categories as
codes by their frequency in the reference, texts as their length, and a flag for missing values. NAME/KIND-SEED.csv has the rows as they are.
Seeds: the stream's place in the list times 1,000,000, the kind's times 100,000, plus the run's.
"""
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

REFERENCE = 1000
ROWS = 5000
AFTER = 4000
OTHERS = 3
KINDS = ["tune", "hold", "change"]


def others(rng, n):
    return {f"other{i}": rng.standard_normal(n) for i in range(OTHERS)}


def column(before, after=None):
    """Makes a stream of one column that changes beside others that don't."""
    def make(rng, n, at):
        values = np.asarray(before(rng, n))
        if at is not None and after is not None:
            values = values.astype(object) if values.dtype.kind == "U" else values
            values[at:] = after(rng, n - at)
        return pd.DataFrame({"x": values, **others(rng, n)})
    return make


def normal(mean=0.0, sd=1.0):
    return lambda rng, n: mean + sd * rng.standard_normal(n)


def laplace(rng, n):
    return rng.laplace(0, np.sqrt(0.5), n)


def two_humps(rng, n):
    return 0.9 * rng.choice([-1, 1], n) + np.sqrt(1 - 0.81) * rng.standard_normal(n)


def lognormal(factor=1.0):
    return lambda rng, n: factor * np.exp(rng.standard_normal(n))


def t2(shift=0.0):
    return lambda rng, n: shift + rng.standard_t(2, n)


def zeros(share, factor=1.0):
    return lambda rng, n: np.where(rng.random(n) < share, factor * np.exp(rng.standard_normal(n)), 0.0)


def bit(p):
    return lambda rng, n: (rng.random(n) < p).astype(int)


def poisson(mean):
    return lambda rng, n: rng.poisson(mean, n)


def category(shares):
    shares = np.asarray(shares, float) / np.sum(shares)
    names = np.array([f"c{i}" for i in range(len(shares))])
    return lambda rng, n: names[rng.choice(len(shares), n, p=shares)].astype(object)


def harmonic(n, first=1.0):
    shares = 1.0 / np.arange(1, n + 1)
    shares[0] *= first
    return shares


def missing(share):
    return lambda rng, n: np.where(rng.random(n) < share, np.nan, rng.standard_normal(n))


def text(words):
    vocabulary = np.array("the a order card was late paid again with my please check refund price no why never went shop new".split())
    return lambda rng, n: np.array([" ".join(rng.choice(vocabulary, max(3, k))) for k in rng.poisson(words, n)], dtype=object)


def correlation(rho):
    def make(rng, n, at):
        frame = pd.DataFrame(others(rng, n))
        frame["x"] = rng.standard_normal(n)
        if at is not None:
            frame.loc[at:, "x"] = rho * frame["other0"][at:] + np.sqrt(1 - rho * rho) * frame["x"][at:]
        return frame
    return make


def gradual(shift, over):
    def make(rng, n, at):
        frame = pd.DataFrame({"x": rng.standard_normal(n), **others(rng, n)})
        if at is not None:
            frame["x"] += shift * np.clip((np.arange(n) - at) / over, 0, 1)
        return frame
    return make


def autoregressive(memory, shift):
    def make(rng, n, at):
        noise = rng.standard_normal(n) * np.sqrt(1 - memory * memory)
        values = np.zeros(n)
        for i in range(n):
            values[i] = memory * values[i - 1] + noise[i] if i else rng.standard_normal()
        if at is not None:
            values[at:] += shift
        return pd.DataFrame({"x": values, **others(rng, n)})
    return make


def errors(before, after):
    """Makes a model's predictions of a fair coin, wrong with some probability."""
    def make(rng, n, at):
        p = np.full(n, before)
        if at is not None:
            p[at:] = after
        label = rng.integers(0, 2, n)
        said = np.where(rng.random(n) < p, 1 - label, label)
        return pd.DataFrame({"other0": rng.standard_normal(n), "said": said, "label": label})
    return make


def concept(before, after):
    """Makes rows of two of River's generators, and what a model says that learned the first one's."""
    def make(rng, n, at):
        from sklearn.tree import DecisionTreeClassifier
        seeds = [int(s) for s in rng.integers(0, 2**31 - 1, 2)]
        first = before(seeds[0])
        train = rows_of(first, 2000)
        frame = rows_of(first, n if at is None else at)
        if at is not None:
            frame = pd.concat([frame, rows_of(after(seeds[0], seeds[1]), n - at)], ignore_index=True)
        inputs = [c for c in frame.columns if c != "label"]
        model = DecisionTreeClassifier(min_samples_leaf=30, random_state=0).fit(train[inputs], train["label"])
        frame.insert(len(inputs), "said", model.predict(frame[inputs]))
        return frame
    return make


def rows_of(iterator, n):
    pairs = [next(iterator) for _ in range(n)]
    frame = pd.DataFrame([x for x, _ in pairs])
    frame.columns = [f"f{c}" for c in frame.columns]
    frame["label"] = [int(y) for _, y in pairs]
    return frame


def river(name, **settings):
    """Returns endless rows of a generator of River, by seed."""
    def start(seed):
        from river.datasets import synth
        return iter(getattr(synth, name)(seed=seed, **settings))
    return start


def rbf(seed, centroids):
    from river.datasets import synth
    return iter(synth.RandomRBF(seed_model=centroids, seed_sample=seed, n_classes=2, n_features=4, n_centroids=10))


def groups(load):
    """Makes rows drawn with replacement from real ones: before of one group, after with a share of another mixed in."""
    cache = []
    def make(rng, n, at):
        if not cache:
            cache.append(load())
        first, second, share = cache[0]
        picked = first.iloc[rng.integers(0, len(first), n)].reset_index(drop=True)
        if at is not None:
            new = np.flatnonzero((np.arange(n) >= at) & (rng.random(n) < share))
            picked.iloc[new] = second.iloc[rng.integers(0, len(second), len(new))].values
        return picked
    return make


def sklearn_groups(loader, first, share, columns):
    def load():
        import sklearn.datasets
        data = getattr(sklearn.datasets, loader)()
        frame = pd.DataFrame(np.asarray(data.data, float)[:, columns], columns=[f"f{i}" for i in columns])
        old = np.isin(data.target, first)
        return frame[old], frame[~old], share
    return load


def shuttle():
    from river import datasets
    pairs = list(datasets.Shuttle())
    frame = pd.DataFrame([x for x, _ in pairs]).astype(float)
    odd = np.array([int(y) for _, y in pairs]) == 1
    return frame[~odd], frame[odd], 0.1


def phishing():
    from river import datasets
    pairs = list(datasets.Phishing())
    frame = pd.DataFrame([x for x, _ in pairs]).astype(float)
    bad = np.array([int(y) for _, y in pairs]) == 1
    return frame[~bad], frame[bad], 0.15


def housing():
    frame = pd.read_csv(FOLDER / "real" / "housing.csv")
    columns = ["MedInc", "HouseAge", "AveRooms", "AveOccup"]
    south = frame["Latitude"] < 36
    return frame[columns][~south], frame[columns][south], 0.3


def census():
    frame = pd.read_csv(FOLDER / "real" / "census.csv")
    columns = [c for c in frame.columns if c != "year"]
    for c in columns[1:]:
        frame[c] = "k" + frame[c].astype(str)
    return frame[columns][frame["year"] == frame["year"].min()], frame[columns][frame["year"] == frame["year"].max()], 1.0


FOLDER = Path(".")

# name: (the stream without a change that it shares with others, how it is made)
STREAMS = {
    "normal, mean + 0.5": ("normal", column(normal(), normal(0.5))),
    "normal, mean + 0.25": ("normal", column(normal(), normal(0.25))),
    "normal, deviation x 1.5": ("normal", column(normal(), normal(0, 1.5))),
    "normal to Laplace, same variance": ("normal", column(normal(), laplace)),
    "normal to two humps, same variance": ("normal", column(normal(), two_humps)),
    "normal, mean + 0.5 over 1,000 rows": ("normal", gradual(0.5, 1000)),
    "correlation 0 to 0.5": ("normal", correlation(0.5)),
    "lognormal x 1.3": ("lognormal", column(lognormal(), lognormal(1.3))),
    "t with 2 degrees, + 0.5": ("t2", column(t2(), t2(0.5))),
    "non-zeros 10 to 15 %": ("zeros", column(zeros(0.1), zeros(0.15))),
    "non-zeros x 2": ("zeros", column(zeros(0.1), zeros(0.1, 2))),
    "bit 5 to 10 %": ("bit 5", column(bit(0.05), bit(0.1))),
    "bit 50 to 60 %": ("bit 50", column(bit(0.5), bit(0.6))),
    "Poisson 3 to 3.6": ("poisson", column(poisson(3), poisson(3.6))),
    "one of 5 categories 40 to 30 %": ("five", column(category([4, 2, 2, 1, 1]), category([3, 2.4, 2.3, 1.2, 1.1]))),
    "50 categories, the first half as often": ("fifty", column(category(harmonic(50)), category(harmonic(50, 0.5)))),
    "a new category, 2 %": ("five", column(category([4, 2, 2, 1, 1]), category([4, 2, 2, 1, 1, 10 / 49]))),
    "missing 1 to 5 %": ("missing", column(missing(0.01), missing(0.05))),
    "texts of 12 to 14 words": ("text", column(text(12), text(14))),
    "memory 0.5, mean + 0.5": ("memory", autoregressive(0.5, 0.5)),
    "errors 20 to 30 %": ("errors 20", errors(0.2, 0.3)),
    "errors 5 to 12 %": ("errors 5", errors(0.05, 0.12)),
    "SEA, concept 0 to 2": ("sea", concept(river("SEA", variant=0, noise=0.05), lambda a, b: river("SEA", variant=2, noise=0.05)(b))),
    "Agrawal, concept 0 to 1": ("agrawal", concept(
        river("Agrawal", classification_function=0), lambda a, b: river("Agrawal", classification_function=1)(b))),
    "Sine, concept 0 to 2": ("sine", concept(river("Sine", classification_function=0), lambda a, b: river("Sine", classification_function=2)(b))),
    "hyperplane turned": ("hyperplane", concept(
        river("Hyperplane", n_features=4, n_drift_features=0, noise_percentage=0.05),
        lambda a, b: river("Hyperplane", n_features=4, n_drift_features=0, noise_percentage=0.05)(b))),
    "RBF, other centroids": ("rbf", concept(lambda s: rbf(s, 7), lambda a, b: rbf(b, 8))),
    "digits, 30 % of other digits": ("digits", groups(sklearn_groups("load_digits", [0, 1, 2, 3, 4], 0.3, [10, 19, 20, 28, 36, 42, 53, 60]))),
    "wine, 30 % of another kind": ("wine", groups(sklearn_groups("load_wine", [0, 1], 0.3, [0, 1, 4, 6, 9, 12]))),
    "breast cancer, 10 % malignant": ("cancer", groups(sklearn_groups("load_breast_cancer", [1], 0.1, [0, 1, 4, 7, 20, 24]))),
    "shuttle, 10 % anomalies": ("shuttle", groups(shuttle)),
    "phishing, 15 % of it": ("phishing", groups(phishing)),
    "California, 30 % of the south": ("california", groups(housing)),
    "census, first to last year": ("census", groups(census)),
}


def seen_by_peers(frame):
    """Returns numbers only, and the names of the columns."""
    columns, names = [], []
    for name in frame.columns:
        if name in ("said", "label"):
            continue
        values = frame[name]
        if values.dtype.kind in "OU" or str(values.dtype) in ("str", "string"):
            texts = values.iloc[0].count(" ") > 1
            if texts:
                columns.append(values.str.len().values.astype(float))
            else:
                order = values[:REFERENCE].value_counts().index
                codes = {v: i for i, v in enumerate(order)}
                columns.append(values.map(lambda v: codes.get(v, len(codes))).values.astype(float))
                name = "category " + name
            names.append(name)
            continue
        numbers = values.values.astype(float)
        gone = np.isnan(numbers)
        if gone.any():
            columns.append(gone.astype(float))
            names.append("category missing " + name)
            numbers = np.where(gone, np.nanmedian(numbers[:REFERENCE]), numbers)
        columns.append(numbers)
        names.append(("category " if len(np.unique(numbers[:REFERENCE])) <= 2 else "") + name)
    if "label" in frame.columns:
        columns = [(frame["said"].astype(str) != frame["label"].astype(str)).values.astype(float)]
        names = ["category error"]
    return np.column_stack(columns), names


def make(name, kind, run, folder):
    place = list(STREAMS).index(name)
    seed = place * 1_000_000 + KINDS.index(kind) * 100_000 + run
    rng = np.random.default_rng(seed)
    at = None
    if kind == "change":
        at = REFERENCE + 1000 + int(rng.integers(0, 500))
    n = REFERENCE + ROWS if at is None else at + AFTER
    frame = STREAMS[name][1](rng, n, at)
    numbers, names = seen_by_peers(frame)
    np.savez(folder / f"{kind}-{run}.npz", x=numbers, names=names, change=-1 if at is None else at, seed=seed)
    if kind != "tune":
        frame.to_csv(folder / f"{kind}-{run}.csv", index=False, float_format="%.6g")
    return seed, at


def main():
    global FOLDER
    FOLDER = Path(sys.argv[1])
    counts = dict(zip(KINDS, map(int, sys.argv[2:5])))
    wanted = sys.argv[5:] or list(STREAMS)
    made, changes = set(), {"rows": ROWS}
    for name in wanted:
        family = STREAMS[name][0]
        folders = {"change": FOLDER / "streams" / name}
        if family not in made:
            made.add(family)
            folders["tune"] = folders["hold"] = FOLDER / "families" / family
        for kind, folder in folders.items():
            folder.mkdir(parents=True, exist_ok=True)
            seeds = []
            for run in range(counts[kind]):
                seed, at = make(name, kind, run, folder)
                seeds.append(seed)
                if at is not None:
                    changes.setdefault(name, []).append(at)
            print(f"{name}: {kind}, seeds {seeds[0]} to {seeds[-1]}", flush=True)
    (FOLDER / "families.json").write_text(json.dumps({name: STREAMS[name][0] for name in wanted}))
    (FOLDER / "changes.json").write_text(json.dumps(changes))


if __name__ == "__main__":
    main()
