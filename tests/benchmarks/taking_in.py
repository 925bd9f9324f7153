"""How fast reports are taken in: `python tests/benchmarks/taking_in.py` prints it, from files to committed facts.

It runs `fogline ingest` as users do, on plain articles of 750 words made of the sample reports' sentences, in one process and in
two that read beside one that writes, and then posts known articles again. CPU seconds are those of all the processes.
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "app" / "data" / "samples"
WORDS = 750


def main(articles: int = 240, known: int = 100_000) -> None:
    """Print the table. What starting costs is measured on its own and left out."""
    with tempfile.TemporaryDirectory() as directory:
        home, lines = Path(directory), [json.dumps(report) for report in made(articles + 1)]
        run(home, 1, "base", lines[-1:])  # makes the registries
        one, two = (_taken(home, lines[:-1], processes) for processes in (1, 2))
        shutil.copy(home / "base.db", home / "again.db")
        run(home, 1, "again", lines[:200])
        again = _difference(run(home, 1, "again", lines[:1]), run(home, 1, "again", _over_and_over(lines[:200], known)))
        print(f"articles of {WORDS} words: {articles}; CPU seconds are those of all processes together")
        for name, number, (wall, cpu) in (
            ("one process", articles - 1, one),
            ("two that read, one that writes", articles - 2, two),
            ("known already", known, again),
        ):
            print(f"{name:32} {wall:8.1f} s {cpu:8.1f} CPU s {number / wall:9.1f} a second {number / cpu:9.1f} a CPU second")
        print(f"two are {one[0] / two[0]:.2f} times as fast as one, at {two[1] / one[1]:.2f} times the CPU")


def _taken(home: Path, lines: list[str], processes: int) -> tuple[float, float]:
    """Wall and CPU seconds of taking in `lines`, but for those of starting and of the first report of each process."""
    names = f"start-{processes}", f"whole-{processes}"
    for name in names:
        shutil.copy(home / "base.db", home / f"{name}.db")
    start = run(home, processes, names[0], lines[:processes])
    return _difference(start, run(home, processes, names[1], lines))


def _difference(start: tuple[float, float], whole: tuple[float, float]) -> tuple[float, float]:
    return whole[0] - start[0], whole[1] - start[1]


def _over_and_over(lines: list[str], number: int) -> list[str]:
    return [lines[place % len(lines)] for place in range(number)]


def run(home: Path, processes: int, name: str, lines: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of one `fogline ingest` of `lines` into the ledger of that name."""
    reports = home / f"{name}.jsonl"
    reports.write_text("\n".join(lines))
    environment = {**os.environ, "FOGLINE_DATABASE_URL": f"sqlite:///{home}/{name}.db"}
    command = [sys.executable, "-m", "app.cli", "ingest", str(reports), "--processes", str(processes), "--json"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def made(number: int, words: int = WORDS) -> list[dict[str, str]]:
    """So many reports, each of other sentences in another order, so that none is a copy of another."""
    sentences = [line for file in sorted(SAMPLES.glob("*.txt")) for line in _body(file).split("\n\n") if line.strip()]
    reports = []
    for place in range(number):
        chance, text = random.Random(place), ""
        while len(text.split()) < words:
            text += chance.choice(sentences) + "\n\n"
        reports.append({"text": text.strip(), "url": f"https://bench.example/{place}", "published_at": "2024-11-01"})
    return reports


def _body(file: Path) -> str:
    return file.read_text().split("---\n", 2)[-1]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
