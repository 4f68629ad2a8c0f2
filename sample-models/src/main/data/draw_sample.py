"""Draws the two CSV files of this folder out of the data sets in the nannyml wheel.

Not part of the build: the files it writes are checked in. To draw them again:

    pip download --no-deps nannyml==0.13.1
    unzip nannyml-0.13.1-py3-none-any.whl 'nannyml/datasets/data/employment_MA_*'
    pip install pyarrow
    python draw_sample.py nannyml/datasets/data

The draw is without replacement and seeded, so it gives the same rows each time.
"""

import random
import sys
from pathlib import Path

import pyarrow.parquet as parquet

FEATURES = (
    "AGEP SCHL MAR RELP DIS ESP CIT MIG MIL ANC NATIVITY DEAR DEYE DREM SEX RAC1P".split()
)
REFERENCE_ROWS = 6000
TRAFFIC_ROWS_A_YEAR = 3000


def draw(rows, count, seed):
    chosen = random.Random(seed).sample(sorted(rows, key=lambda row: row["id"]), count)
    return sorted(chosen, key=lambda row: row["id"])


def write(path, rows):
    with open(path, "w", newline="") as file:
        file.write(",".join(["id", "year", *FEATURES, "employed"]) + "\n")
        for row in rows:
            values = [row["id"], row["year"], *(int(row[name]) for name in FEATURES), row["employed"]]
            file.write(",".join(str(value) for value in values) + "\n")


def main():
    source = Path(sys.argv[1])
    here = Path(__file__).resolve().parent
    reference = parquet.read_table(source / "employment_MA_reference.pq").to_pylist()
    traffic = parquet.read_table(source / "employment_MA_analysis.pq").to_pylist()
    labels = parquet.read_table(source / "employment_MA_analysis_target.pq").to_pylist()
    employed = {row["id"]: row["employed"] for row in labels}
    for row in traffic:
        row["employed"] = employed[row["id"]]

    write(here / "employment-reference.csv", draw(reference, REFERENCE_ROWS, seed=2015))
    by_year = [
        row
        for year in (2016, 2017, 2018)
        for row in draw([r for r in traffic if r["year"] == year], TRAFFIC_ROWS_A_YEAR, seed=year)
    ]
    write(here / "employment-traffic.csv", by_year)


if __name__ == "__main__":
    main()
