#!/usr/bin/env python3
"""Compares this project's monitor with River, Frouros, Evidently and NannyML on streams of known truth. Needs Python 3.11 and Java 17, nothing else.

    python3 benchmark.py --quick          # a few seeds, half an hour
    python3 benchmark.py                  # what README.md shows
    python3 benchmark.py --estimates      # quality without labels, beside NannyML's

Each peer has an environment of its own, made here with venv and pip. What is there already in --folder is kept, so a run that was stopped goes on.
"""
import argparse
import concurrent.futures
import json
import math
import random
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEERS = {"river": "River", "frouros": "Frouros", "evidently": "Evidently", "nannyml": "NannyML"}
RUN_TIME = 10_000
REFERENCE = 1000
LONGEST = 4000
Z = 1.96


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=Path("target/benchmark"), help="where environments, streams and results go")
    parser.add_argument("--jar", type=Path, help="this project's jar; default: the one that the build has made")
    parser.add_argument("--command", help="instead of --jar: the whole command line of the program")
    parser.add_argument("--quick", action="store_true", help="4 runs to tune, 3 to hold, 2 with the change")
    parser.add_argument("--tune", type=int, default=40, help="runs without a change to tune peers by, for each kind of stream")
    parser.add_argument("--hold", type=int, default=20, help="further runs without a change, to measure run lengths by")
    parser.add_argument("--change", type=int, default=20, help="runs with the change, for each stream")
    parser.add_argument("--slow", action="store_true", help="KSWIN too, which takes hours")
    parser.add_argument("--jobs", type=int, default=1, help="programs that run at the same time")
    parser.add_argument("--estimates", action="store_true", help="compare estimates of quality instead")
    parser.add_argument("--table", action="store_true", help="only make the table of what is there")
    parser.add_argument("--readme", action="store_true", help="put the table into README.md")
    given = parser.parse_args()
    if given.quick:
        given.tune, given.hold, given.change = 4, 3, 2
    return given


def program(given):
    if given.command:
        return shlex.split(given.command)
    jar = given.jar or next((j for j in (HERE.parents[1] / "plugin/serving/target").glob("djl-serving-observability-*.jar")), None)
    if jar is None:
        sys.exit("no jar: build the project, or say --jar")
    return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]


def environment(folder, peer):
    """Returns the Python of a peer's environment, made if it isn't there."""
    home = folder / "environments" / peer
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (home / "ready").exists():
        print(f"making the environment of {peer}", flush=True)
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements" / f"{peer}.txt"], check=True)
        (home / "ready").touch()
    return python


def python(folder, peer, script, *words):
    subprocess.run([environment(folder, peer), HERE / "peers" / script, *map(str, words)], check=True)


def make_streams(given):
    folder = given.folder
    counts = [given.tune, given.hold, given.change]
    made = folder / "streams.json"
    if made.exists() and json.loads(made.read_text()) == counts:
        return
    for old in ("families", "streams"):
        shutil.rmtree(folder / old, ignore_errors=True)
    for result in [*PEERS, "ours"]:
        (folder / f"{result}.json").unlink(missing_ok=True)
    python(folder, "nannyml", "real_data.py", folder)
    python(folder, "river", "streams.py", folder, *counts)
    made.write_text(json.dumps(counts))


def run_peers(given):
    for peer in PEERS:
        python(given.folder, peer, f"{peer}_detectors.py", given.folder, given.folder / f"{peer}.json", given.folder / "families.json",
               *(["slow"] if given.slow else []))


def run_ours(given):
    command = program(given)
    found = given.folder / "ours.json"
    known = json.loads(found.read_text()) if found.exists() else {}
    places = [place for stream, family in json.loads((given.folder / "families.json").read_text()).items()
              for place in (f"families/{family}", f"streams/{stream}")]
    files = [f for place in dict.fromkeys(places) for f in sorted((given.folder / place).glob("*.csv"))]
    wanted = [f for f in files if str(f.relative_to(given.folder)) not in known]
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        for i, (file, row) in enumerate(zip(wanted, pool.map(lambda f: first_alarm(command, f), wanted))):
            known[str(file.relative_to(given.folder))] = row
            if i % 20 == 19 or i == len(wanted) - 1:
                print(f"ours: {len(known)} of {len(files)}", flush=True)
                found.write_text(json.dumps(known))


def first_alarm(command, file):
    """Returns the row of the first DRIFT, from 0; None if there is none."""
    verdicts = file.with_suffix(".jsonl")
    with open(file, encoding="utf-8") as rows:
        labels = ["--prediction", "said", "--label", "label"] if ",said,label" in rows.readline() else []
    done = subprocess.run(
        command + ["replay", "--input", str(file), "--reference-rows", str(REFERENCE), "--expected-run-time", str(RUN_TIME),
                   "--json", str(verdicts)] + labels, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise SystemExit(f"{file}: {done.stderr}")
    with open(verdicts, encoding="utf-8") as lines:
        for line in lines:
            verdict = json.loads(line)
            if verdict["status"] == "DRIFT":
                return verdict["row"] - 1
    return None


def wilson(share, n):
    if n == 0:
        return 0.0, 1.0
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def run_length(alarms, rows):
    """Returns the mean run and its interval: alarms are Poisson, whose exact interval Wilson and Hilferty approximate."""
    few = alarms * (1 - 1 / (9 * alarms) - Z / (3 * math.sqrt(alarms))) ** 3 if alarms else 0
    many = (alarms + 1) * (1 - 1 / (9 * (alarms + 1)) + Z / (3 * math.sqrt(alarms + 1))) ** 3
    length = lambda n: rows / n if n else math.inf
    return length(alarms), length(many), length(few)


def alarm(records, strictness):
    return next((row for row, score in records if score >= strictness), None)


def alarms_and_rows(runs, strictness, rows):
    at = [alarm(run, strictness) for run in runs]
    return sum(a is not None for a in at), sum(rows if a is None else a - REFERENCE + 1 for a in at)


def tuned(runs, rows, settings):
    """Returns the least strictness that alarms no more often than once in RUN_TIME rows; None if even the strictest does.

    Settings are how many there are of a detector that has some; where no run alarms, the next one is the least.
    """
    for strictness in sorted({score for run in runs for _, score in run} | {0.0}):
        alarms, seen = alarms_and_rows(runs, strictness, rows)
        if alarms * RUN_TIME <= seen:
            return strictness
    strictest = max(score for run in runs for _, score in run)
    if settings is None:
        return strictest + 1e-9
    return strictest + 1 if strictest + 1 < settings else None


class Delays:
    """Holds the delays of a detector on a stream; a miss counts as the longest delay. Runs with an alarm before the change are left out."""

    def __init__(self, alarms, changes):
        self.delays, self.early = [], 0
        for at, change in zip(alarms, changes):
            if at is not None and at < change:
                self.early += 1
            else:
                self.delays.append(None if at is None or at - change >= LONGEST else at - change + 1)

    def missed(self):
        return sum(d is None for d in self.delays)

    def capped(self):
        return [LONGEST if d is None else d for d in self.delays]

    def mean(self):
        return sum(self.capped()) / len(self.delays) if self.delays else math.inf

    def interval(self):
        """Resamples the runs, 1,000 times with seed 1."""
        if not self.delays:
            return math.nan, math.nan
        draw, all_delays = random.Random(1), self.capped()
        means = sorted(sum(draw.choices(all_delays, k=len(all_delays))) / len(all_delays) for _ in range(1000))
        return means[25], means[974]

    def text(self):
        if not self.delays:
            return "alarms before"
        low, high = self.interval()
        missed = f", missed {self.missed()} of {len(self.delays)}" if self.missed() else ""
        return f"{self.mean():,.0f} ({low:,.0f} to {high:,.0f}){missed}"


def collect(given):
    """Returns the delays of each detector by stream, and its alarms and rows without a change by kind of stream."""
    folder = given.folder
    families = json.loads((folder / "families.json").read_text())
    changes = json.loads((folder / "changes.json").read_text())
    rows = changes.pop("rows")
    delays, steady = {}, {}
    for peer, title in PEERS.items():
        if not (folder / f"{peer}.json").exists():
            continue
        measured = json.loads((folder / f"{peer}.json").read_text())
        for detector, by_stream in measured["results"].items():
            strictness = {}
            for name, kinds in by_stream.items():
                if name.startswith("families/"):
                    family = name.split("/", 1)[1]
                    strictness[family] = tuned(kinds["tune"], rows, measured["settings"].get(detector))
                    if strictness[family] is not None:
                        steady.setdefault((title, detector), {})[family] = alarms_and_rows(kinds["hold"], strictness[family], rows)
            for name, kinds in by_stream.items():
                stream = name.split("/", 1)[1]
                if name.startswith("streams/") and stream in families and "change" in kinds and strictness.get(families[stream]) is not None:
                    at = [alarm(run, strictness[families[stream]]) for run in kinds["change"]]
                    delays.setdefault(stream, {})[title, detector] = Delays(at, changes[stream])
    known = json.loads((folder / "ours.json").read_text()) if (folder / "ours.json").exists() else {}
    ours = ("ours", "replay")
    for stream in families:
        runs = [known.get(f"streams/{stream}/change-{i}.csv", "none") for i in range(len(changes[stream]))]
        there = [(at, change) for at, change in zip(runs, changes[stream]) if at != "none"]
        if there:
            delays.setdefault(stream, {})[ours] = Delays(*zip(*there))
    for file, at in known.items():
        group, family, _ = file.split("/")
        if group == "families":
            before = steady.setdefault(ours, {}).get(family, (0, 0))
            steady[ours][family] = (before[0] + (at is not None), before[1] + (rows if at is None else at - REFERENCE + 1))
    return families, delays, steady


def table(given):
    families, delays, steady = collect(given)
    ours = ("ours", "replay")
    counts = json.loads((given.folder / "streams.json").read_text())
    lines = [
        f"{counts[0]} runs to tune, {counts[1]} to measure run lengths, {counts[2]} with the change. Rows from the change to the alarm: mean, a miss counting as {LONGEST:,}, and the 95 % "
        "interval of that mean.\n**Bold**: the best peer is more than a tenth sooner than ours.", "",
        "| stream | ours | " + " | ".join(PEERS.values()) + " |", "|---|---|" + "---|" * len(PEERS)]
    lost = compared = 0
    for stream in families:
        found = delays.get(stream, {})
        own = found.get(ours)
        best = {}
        for title in PEERS.values():
            of = {k: d for k, d in found.items() if k[0] == title and d.delays}
            if of:
                best[title] = min(of, key=lambda k: of[k].mean())
        soonest = min((found[k].mean() for k in best.values()), default=math.inf)
        loses = own is not None and soonest * 1.1 < own.mean()
        lost += loses
        compared += own is not None and soonest < math.inf
        cells = []
        for title in PEERS.values():
            key = best.get(title)
            text = "not measured" if key is None else f"{found[key].text()}<br>{key[1]}"
            cells.append(f"**{text}**" if key and loses and found[key].mean() == soonest else text)
        lines.append(f"| {stream} | {own.text() if own else ''} | " + " | ".join(cells) + " |")
    lines += ["", f"A peer's best detector is more than a tenth sooner on {lost} of {compared} streams.", "",
              "Run lengths of further runs without a change, all kinds of streams together; asked or tuned is 10,000:", "",
              "| detector | alarms | rows | mean run | 95 % |", "|---|---|---|---|---|"]
    for (title, detector), by_family in sorted(steady.items(), key=lambda e: (e[0][0] != "ours", e[0])):
        alarms, seen = (sum(v[i] for v in by_family.values()) for i in (0, 1))
        mean, low, high = run_length(alarms, seen)
        shown = lambda x: "no alarm" if x == math.inf else f"{x:,.0f}"
        lines.append(f"| {title}: {detector} | {alarms} | {seen:,} | {shown(mean)} | {shown(low)} to {shown(high)} |")
    lines += ["", "Every detector on every stream: mean rows to the alarm, as above, and the misses.", "", "| stream | detector | rows | missed | alarms before the change |",
              "|---|---|---|---|---|"]
    everything = [f"| {stream} | {k[0]}: {k[1]} | {d.text()} | {d.missed()} of {len(d.delays)} | {d.early} |"
                  for stream in families for k, d in sorted(delays.get(stream, {}).items(), key=lambda e: e[1].mean())]
    (given.folder / "table.md").write_text("\n".join(lines[:-4]) + "\n")
    (given.folder / "all.md").write_text("\n".join(lines[-3:] + everything) + "\n")
    print((given.folder / "table.md").read_text())
    print(f"{given.folder / 'all.md'} has every detector on every stream")
    if given.readme:
        readme = HERE / "README.md"
        start, end = "<!-- the table begins -->", "<!-- the table ends -->"
        before, rest = readme.read_text().split(start)
        readme.write_text(before + start + "\n\n" + (given.folder / "table.md").read_text() + "\n" + end + rest.split(end)[1])


def main():
    given = arguments()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.estimates:
        python(given.folder, "nannyml", "estimates.py", given.folder / "estimates", *program(given))
        return
    if not given.table:
        make_streams(given)
        run_ours(given)
        run_peers(given)
    table(given)


if __name__ == "__main__":
    main()
