"""How fast reports are taken in: `python tests/benchmarks/taking_in.py` prints it, from files to committed facts.

It runs `fogline ingest` as users do, on plain articles of 750 words made of the sample reports' sentences, in one process and in
two that read beside one that writes, and then posts known articles again. CPU seconds are those of all the processes.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "app" / "data" / "samples"
WORDS = 750


def main(articles: int = 240, known: int = 100_000) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as directory:
        reports = Path(directory, "reports.jsonl")
        reports.write_text("\n".join(json.dumps(report) for report in made(articles)))
        first = Path(directory, "first.jsonl")
        first.write_text(reports.read_text().partition("\n")[0])
        one = taken(directory, reports, first, 1)
        two = taken(directory, reports, first, 2)
        print(f"articles of {WORDS} words                    {articles:8}")
        print(f"one process: wall s, CPU s, a second     {one[0]:8.1f} {one[1]:8.1f} {articles / one[0]:8.1f}")
        print(f"a second and CPU core                    {articles / one[1]:8.1f}")
        print(f"two processes: wall s, CPU s, a second   {two[0]:8.1f} {two[1]:8.1f} {articles / two[0]:8.1f}")
        print(f"times as fast with two                   {one[0] / two[0]:8.2f}")
        again = Path(directory, "again.jsonl")
        with again.open("w") as file:
            lines = reports.read_text().splitlines()
            for number in range(known):
                file.write(lines[number % len(lines)] + "\n")
        wall, cpu = run(directory, 1, "1", again)
        print(f"known again: wall s, CPU s, a second     {wall:8.1f} {cpu:8.1f} {known / wall:8.1f}")


def made(number: int) -> list[dict[str, str]]:
    """So many reports, each of other sentences in another order, so that none is a copy of another."""
    sentences = [line for file in sorted(SAMPLES.glob("*.txt")) for line in _body(file).split("\n\n") if line.strip()]
    reports = []
    for place in range(number):
        chance, text = random.Random(place), ""
        while len(text.split()) < WORDS:
            text += chance.choice(sentences) + "\n\n"
        reports.append({"text": text.strip(), "url": f"https://bench.example/{place}", "published_at": "2024-11-01"})
    return reports


def _body(file: Path) -> str:
    return file.read_text().split("---\n", 2)[-1]


def taken(directory: str, reports: Path, first: Path, processes: int) -> tuple[float, float]:
    """Wall and CPU seconds of taking in `reports`, without those of starting, which the `first` report alone shows."""
    run(directory, processes, f"start-{processes}", first, empty=True)  # makes the registries
    start = run(directory, processes, f"start-{processes}", first)
    start = run(directory, processes, f"begin-{processes}", first)
    whole = run(directory, processes, f"begin-{processes}", reports)
    del start
    return whole


def run(directory: str, processes: int, name: str, reports: Path, empty: bool = False) -> tuple[float, float]:
    """Wall and CPU seconds of one `fogline ingest`."""
    environment = {**os.environ, "FOGLINE_DATABASE_URL": f"sqlite:///{directory}/{name}.db"}
    command = [sys.executable, "-m", "app.cli", "ingest", str(reports), "--processes", str(processes), "--json"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
