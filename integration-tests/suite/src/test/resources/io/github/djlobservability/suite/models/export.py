"""Writes classifier.onnx and columns.onnx: scikit-learn models as skl2onnx exports them.

pip install scikit-learn skl2onnx; Applicant.java has the same coefficients.
"""

import numpy as np
from skl2onnx import convert_sklearn, to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
import pandas as pd

REGIONS = [0, 1, 2, 3]
rows = pd.DataFrame({"age": [20.0, 70.0] * 4, "visits": [0, 9] * 4, "region": REGIONS * 2})
classes = [0, 1] * 4


def with_coefficients(model, coefficients, intercept):
    model.coef_ = np.array([coefficients])
    model.intercept_ = np.array([intercept])


# One tensor of all columns; the probabilities as a ZipMap, which is what the converter does unasked.
single = LogisticRegression().fit(rows.values, classes)
with_coefficients(single, [1.2, 1.5, -2.0], -54.0)
with open("classifier.onnx", "wb") as file:
    file.write(to_onnx(single, rows.values[:1].astype(np.float32)).SerializeToString())

# An input for each column; the probabilities as a tensor.
encoder = ColumnTransformer(
    [("region", OneHotEncoder(categories=[REGIONS]), ["region"])], remainder="passthrough"
)
columns = make_pipeline(encoder, LogisticRegression()).fit(rows, classes)
with_coefficients(columns[-1], [0.0, -2.0, -4.0, -6.0, 1.2, 1.5], -54.0)
types = [
    ("age", FloatTensorType([None, 1])),
    ("visits", Int64TensorType([None, 1])),
    ("region", Int64TensorType([None, 1])),
]
with open("columns.onnx", "wb") as file:
    onnx = convert_sklearn(columns, initial_types=types, options={"zipmap": False})
    file.write(onnx.SerializeToString())
