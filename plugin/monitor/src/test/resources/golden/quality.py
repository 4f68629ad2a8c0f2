"""Writes quality.json: measures by scikit-learn, intervals by statsmodels or their own formulas, estimates by NannyML.

scikit-learn 1.x, numpy, pandas, statsmodels, nannyml 0.13; run as: python quality.py > quality.json
"""
import json
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn import metrics
from sklearn.isotonic import IsotonicRegression
from statsmodels.stats.proportion import proportion_confint

Z = 1.959963984540054


def delong(y, s, w=None):
    """The area and its standard error by the definition, pair by pair; of equal weights only."""
    pos, neg = s[y == 1], s[y == 0]
    pairs = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    area = pairs.mean()
    v10, v01 = pairs.mean(axis=1), pairs.mean(axis=0)
    return area, np.sqrt(v10.var(ddof=1) / len(pos) + v01.var(ddof=1) / len(neg))


def ece(y, pred, conf, w, bins=10):
    b = np.minimum(bins - 1, (conf * bins).astype(int))
    right = (y == pred).astype(float)
    return sum(abs((w[b == i] * (right[b == i] - conf[b == i])).sum()) for i in range(bins)) / w.sum()


def binary(rng, n, weighted):
    p = np.round(rng.beta(1.2, 1.5, n), 2)
    y = (rng.random(n) < p ** 1.4).astype(int)
    pred = (p > 0.5).astype(int)
    w = np.round(rng.uniform(0.5, 4, n), 2) if weighted else np.ones(n)
    out = {
        "label": y.tolist(), "prediction": pred.tolist(), "positive": p.tolist(), "weight": w.tolist(),
        "accuracy": metrics.accuracy_score(y, pred, sample_weight=w),
        "precision": metrics.precision_score(y, pred, sample_weight=w),
        "recall": metrics.recall_score(y, pred, sample_weight=w),
        "f1": metrics.f1_score(y, pred, sample_weight=w),
        "roc_auc": metrics.roc_auc_score(y, p, sample_weight=w),
        "log_loss": metrics.log_loss(y, p, sample_weight=w),
        "brier": metrics.brier_score_loss(y, p, sample_weight=w),
        "expected_calibration_error": ece(y, pred, np.where(pred == 1, p, 1 - p), w),
        "confusion": metrics.confusion_matrix(y, pred, sample_weight=w).tolist(),
    }
    if not weighted:
        area, error = delong(y, p)
        half = Z * error / (area * (1 - area))
        logit = np.log(area / (1 - area))
        out["intervals"] = {
            "accuracy": proportion_confint((y == pred).sum(), n, method="wilson"),
            "precision": proportion_confint(((y == 1) & (pred == 1)).sum(), (pred == 1).sum(), method="wilson"),
            "recall": proportion_confint(((y == 1) & (pred == 1)).sum(), (y == 1).sum(), method="wilson"),
            "roc_auc": (1 / (1 + np.exp(-(logit - half))), 1 / (1 + np.exp(-(logit + half)))),
        }
    return out


def multiclass(rng, n):
    k = 4
    logits = rng.normal(size=(n, k))
    probs = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    probs = probs / probs.sum(axis=1, keepdims=True)
    y = np.array([rng.choice(k, p=q ** 1.5 / (q ** 1.5).sum()) for q in probs])
    pred = probs.argmax(axis=1)
    w = np.round(rng.uniform(0.5, 4, n), 2)
    per = metrics.precision_recall_fscore_support(y, pred, sample_weight=w)
    auc = np.mean([metrics.roc_auc_score(y == c, probs[:, c], sample_weight=w) for c in range(k)])
    return {
        "label": y.tolist(), "prediction": pred.tolist(), "probabilities": probs.tolist(), "weight": w.tolist(),
        "accuracy": metrics.accuracy_score(y, pred, sample_weight=w),
        "precision": metrics.precision_score(y, pred, average="macro", sample_weight=w),
        "recall": metrics.recall_score(y, pred, average="macro", sample_weight=w),
        "f1": metrics.f1_score(y, pred, average="macro", sample_weight=w),
        "roc_auc": auc,
        "log_loss": metrics.log_loss(y, probs, sample_weight=w),
        "brier": float((w * ((probs - np.eye(k)[y]) ** 2).sum(axis=1)).sum() / w.sum()),
        "expected_calibration_error": ece(y, pred, probs.max(axis=1), w),
        "class_precision": per[0].tolist(), "class_recall": per[1].tolist(), "class_f1": per[2].tolist(),
        "confusion": metrics.confusion_matrix(y, pred, sample_weight=w).tolist(),
    }


def regression(rng, n):
    y = np.round(rng.normal(20, 8, n), 3)
    pred = np.round(y * 0.95 + rng.normal(0, 3, n), 3)
    w = np.round(rng.uniform(0.5, 4, n), 2)
    return {
        "label": y.tolist(), "prediction": pred.tolist(), "weight": w.tolist(),
        "mae": metrics.mean_absolute_error(y, pred, sample_weight=w),
        "rmse": float(np.sqrt(metrics.mean_squared_error(y, pred, sample_weight=w))),
        "mape": metrics.mean_absolute_percentage_error(y, pred, sample_weight=w),
        "bias": float(np.average(pred - y, weights=w)),
    }


def isotonic(rng, n):
    x = np.round(rng.random(n), 2)
    y = (rng.random(n) < x ** 2).astype(float)
    at = np.round(np.linspace(-0.1, 1.1, 61), 3)
    fitted = IsotonicRegression(out_of_bounds="clip").fit(x, y)
    return {"x": x.tolist(), "y": y.tolist(), "at": at.tolist(), "fitted": fitted.predict(at).tolist()}


def cbpe(rng):
    import nannyml as nml

    def rows(n, shift):
        p = rng.beta(1.2, 1.2 + shift, n)
        y = (rng.random(n) < p ** 1.3).astype(int)
        return pd.DataFrame({"p": np.round(p, 4), "pred": (p > 0.5).astype(int), "y": y})

    reference, analysis = rows(1000, 0), rows(400, 0.6)
    estimator = nml.CBPE(
        y_pred_proba="p", y_pred="pred", y_true="y", problem_type="classification_binary",
        metrics=["accuracy", "precision", "recall", "f1", "roc_auc"], chunk_size=400)
    estimator.fit(reference)
    result = estimator.estimate(analysis).filter(period="analysis").to_df()
    out = {c: {k: v.tolist() for k, v in d.items()} for c, d in (("reference", reference), ("analysis", analysis))}
    for metric in ("accuracy", "precision", "recall", "f1", "roc_auc"):
        out[metric] = float(result[(metric, "value")].iloc[0])
    return out


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    print(json.dumps({
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "binary": binary(rng, 300, False), "binary_weighted": binary(rng, 200, True),
        "multiclass": multiclass(rng, 200), "regression": regression(rng, 200),
        "isotonic": isotonic(rng, 200), "cbpe": cbpe(rng)}, default=float))
