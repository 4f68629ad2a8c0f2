"""Writes two of the data sets that NannyML ships as CSV. Runs in NannyML's environment: real_data.py FOLDER."""
import os
import sys
from pathlib import Path

os.environ["NML_DISABLE_USAGE_LOGGING"] = "1"

import nannyml as nml
import pandas as pd

folder = Path(sys.argv[1]) / "real"
folder.mkdir(parents=True, exist_ok=True)
reference, analysis, _ = nml.load_modified_california_housing_dataset()
pd.concat([reference, analysis]).to_csv(folder / "housing.csv", index=False)
data = Path(nml.__path__[0]) / "datasets" / "data"
census = pd.concat([pd.read_parquet(data / f"employment_MA_{part}.pq") for part in ("reference", "analysis")])
census[["AGEP", "SCHL", "MAR", "MIG", "RAC1P", "year"]].to_csv(folder / "census.csv", index=False)
