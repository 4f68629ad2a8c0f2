"""Estimates quality without labels on NannyML's own data sets, by NannyML and by the program, and prints how far each is from what the labels show.

Runs in NannyML's environment: estimates.py FOLDER COMMAND... (the program's command line).
"""
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"

import nannyml as nml
import pandas as pd
from sklearn import metrics

warnings.filterwarnings("ignore")

MEASURES = ["accuracy", "precision", "recall", "f1", "roc_auc"]
CARDS = ["prepaid_card", "highstreet_card", "upmarket_card"]


def employment():
    folder = Path(nml.__path__[0]) / "datasets" / "data"
    return [pd.read_parquet(folder / f"employment_MA_{part}.pq") for part in ("reference", "analysis", "analysis_target")]


SETS = [
    ("synthetic", nml.load_synthetic_binary_classification_dataset, "work_home_actual", "y_pred", "y_pred_proba", 2000),
    ("car loan", nml.load_synthetic_car_loan_dataset, "repaid", "y_pred", "y_pred_proba", 2000),
    ("car loan, bad data", nml.load_synthetic_car_loan_data_quality_dataset, "repaid", "y_pred", "y_pred_proba", 2000),
    ("employment", employment, "employed", "prediction", "predicted_probability", 2000),
    ("California housing", nml.load_modified_california_housing_dataset, "clf_target", "y_pred", "y_pred_proba", 1000),
    ("credit cards, 3 classes", nml.load_synthetic_multiclass_classification_dataset, "y_true", "y_pred",
     {card: "y_pred_proba_" + card for card in CARDS}, 2000),
]


def with_labels(analysis, labels, target):
    keys = [c for c in labels.columns if c != target and c in analysis.columns and analysis[c].is_unique]
    if target in analysis.columns:
        return analysis
    if keys:
        return analysis.merge(labels[keys[:1] + [target]], on=keys[:1])
    return analysis.join(labels[[target]])


def real(rows, target, prediction, score):
    truth, said = rows[target], rows[prediction]
    if isinstance(score, dict):
        average = dict(average="macro", zero_division=0)
        classes = sorted(score)
        told = rows[[score[c] for c in classes]].values
        area = metrics.roc_auc_score(truth, told, multi_class="ovr", average="macro", labels=classes)
    else:
        average = dict(zero_division=float("nan"))
        area = metrics.roc_auc_score(truth, rows[score]) if truth.nunique() == 2 else float("nan")
    return dict(
        accuracy=metrics.accuracy_score(truth, said),
        precision=metrics.precision_score(truth, said, **average),
        recall=metrics.recall_score(truth, said, **average),
        f1=metrics.f1_score(truth, said, **average),
        roc_auc=area)


def by_nannyml(reference, analysis, target, prediction, score, window):
    several = isinstance(score, dict)
    estimator = nml.CBPE(
        y_true=target, y_pred=prediction, y_pred_proba=score, metrics=MEASURES, chunk_size=window,
        problem_type="classification_multiclass" if several else "classification_binary")
    frame = estimator.fit(reference).estimate(analysis).filter(period="analysis").to_df()
    return [{m: frame[(m, "value")].iloc[i] for m in MEASURES} for i in range(len(frame))]


def by_program(command, folder, reference, analysis, target, prediction, score, window, sample):
    scores = list(score.values()) if isinstance(score, dict) else [score]
    columns = [prediction, target] + scores
    for name, rows in (("reference", reference), ("analysis", analysis)):
        rows = rows[columns].copy()
        for column in (prediction, target):
            if rows[column].dtype.kind in "if":
                rows[column] = rows[column].astype(int)
        rows.to_csv(folder / f"{name}.csv", index=False)
    profile, quality = folder / "profile.json", folder / "quality.json"
    subprocess.run(
        command + ["profile", "--input", folder / "reference.csv", "--output", profile, "--prediction", prediction, "--score", ",".join(scores),
                   "--target", target, "--sample-rows", str(sample)], check=True, capture_output=True)
    done = subprocess.run(
        command + ["replay", "--reference", profile, "--input", folder / "analysis.csv", "--score-class", "positive", "--label-delay", "0",
                   "--quality-window", str(window), "--quality", quality], capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise SystemExit(done.stderr)
    windows = json.loads(quality.read_text())["estimates"]["windows"][::-1]
    return [{m: w["estimated"][m] for m in MEASURES if m in w["estimated"]} for w in windows]


def inside(band, shown):
    return None not in (band["low"], band["high"]) and band["low"] <= shown <= band["high"]


def main():
    folder, command = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    print("| data set | windows | measure | NannyML | ours | ours, all rows of the reference kept | band holds it |")
    print("|---|---|---|---|---|---|---|")
    for name, load, target, prediction, score, window in SETS:
        reference, analysis, labels = load()
        analysis = with_labels(analysis, labels, target)
        windows = min(100, len(analysis) // window)
        analysis = analysis.iloc[: windows * window].reset_index(drop=True)
        shown = [real(analysis.iloc[i * window:(i + 1) * window], target, prediction, score) for i in range(windows)]
        args = (reference, analysis, target, prediction, score, window)
        nanny = by_nannyml(*args)
        by_default = by_program(command, folder, *args, 10_000)
        all_rows = by_program(command, folder, *args, 100_000)
        for measure in MEASURES:
            def error(of):
                gaps = [abs(e[measure] - r[measure]) for e, r in zip(of, shown) if None not in (e[measure], r[measure]) and r[measure] == r[measure]]
                return sum(gaps) / max(1, len(gaps))
            value = lambda e: e[measure]["value"] if isinstance(e[measure], dict) else e[measure]
            ours = [[{measure: value(e)} for e in of] for of in (by_default, all_rows)]
            held = sum(inside(e[measure], r[measure]) for e, r in zip(by_default, shown))
            print(f"| {name} | {windows} x {window:,} | {measure} | {error(nanny):.4f} | {error(ours[0]):.4f} | {error(ours[1]):.4f} | {held} of {windows} |",
                  flush=True)


if __name__ == "__main__":
    main()
