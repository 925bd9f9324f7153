"""Questions to measure with: a ledger goes in, what is frequent, middling and rare in it is looked up, and paths come out."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from app.vocabulary import Measure, Modality

Pairs = Sequence[tuple[str, str]]

# Of each filter, its values by how many claims have them.
_RANKED = {
    "actor": "SELECT actor_id FROM claim_actor GROUP BY actor_id ORDER BY count(*) DESC, actor_id",
    "claimant": "SELECT actor_id FROM claim_actor WHERE role = 'claimant' GROUP BY actor_id ORDER BY count(*) DESC, actor_id",
    "force": "SELECT actor_id FROM claim_actor WHERE role = 'force' GROUP BY actor_id ORDER BY count(*) DESC, actor_id",
    "region": "SELECT region_id FROM claim_region GROUP BY region_id ORDER BY count(*) DESC, region_id",
    "publisher": "SELECT publisher FROM article GROUP BY publisher ORDER BY count(*) DESC, publisher",
}
# Ids are hashes, so that the first of them are a sample.
_PAIRS = """SELECT actor_id, region_id FROM (SELECT id FROM claim ORDER BY id LIMIT ?) JOIN claim_actor ON claim_actor.claim_id = id
    JOIN claim_region ON claim_region.claim_id = id GROUP BY actor_id, region_id HAVING count(DISTINCT id) >= ?
    ORDER BY actor_id, region_id"""
SAMPLE, FULL = 20_000, 200  # claims
CLASSES = ("top", "middle", "rare", "unknown")


@dataclass(frozen=True)
class Questions:
    """What can be asked of a ledger, by frequency."""

    values: dict[str, dict[str, list[str]]]  # filter → class → values
    ids: list[str]  # of claims
    rare_regions_of_top_actor: list[str]
    busy: list[tuple[str, str]]  # actors and regions that have some two hundred claims and more together

    @classmethod
    def of(cls, ledger: Path) -> "Questions":
        """The questions for the ledger at a path."""
        with closing(sqlite3.connect(ledger)) as connection:
            ranked = {name: [row[0] for row in connection.execute(sql) if row[0]] for name, sql in _RANKED.items()}
            ids = [row[0] for row in connection.execute("SELECT id FROM claim ORDER BY id LIMIT 2000")]
            top = ranked["actor"][0]
            rare = """SELECT region_id FROM claim_actor JOIN claim_region USING (claim_id) WHERE actor_id = ?
                GROUP BY region_id ORDER BY count(DISTINCT claim_id), region_id LIMIT 50"""
            regions = [row[0] for row in connection.execute(rare, [top])]
            [total] = connection.execute("SELECT count(*) FROM claim").fetchone()
            least = max(2, FULL * min(SAMPLE, total) // total)
            busy = [(actor, region) for actor, region in connection.execute(_PAIRS, [SAMPLE, least])]
        values = {name: _by_class(all_values) for name, all_values in ranked.items()}
        values |= {
            "measure": _of_words(Measure), "modality": _of_words(Modality),
            "date_from": {"top": ["2022"], "middle": ["2024-03"], "rare": ["2025-12-30"], "unknown": ["2031"]},
            "date_to": {"top": ["2026"], "middle": ["2024-05-15"], "rare": ["2022-03-01"], "unknown": ["1990"]},
            "at_least": {"top": ["1"], "middle": ["100"], "rare": ["100000"], "unknown": ["10000000000"]},
            "at_most": {"top": ["1000000"], "middle": ["100"], "rare": ["2"], "unknown": ["0"]},
        }  # fmt: skip
        return cls(values, ids, regions, busy)

    def pages(self, number: int, random: Random) -> list[dict[str, str]]:
        """Actor, region and days of pages that are full, no two the same."""
        found: dict[str, dict[str, str]] = {}
        while len(found) < number:
            actor, region = random.choice(self.busy)
            start = f"{random.choice((2022, 2023))}-{random.randint(1, 6):02}-{random.randint(1, 28):02}"
            end = f"2025-{random.randint(6, 12):02}-{random.randint(1, 28):02}"
            asked = {"actor": actor, "region": region, "date_from": start, "date_to": end}
            found[urlencode(asked)] = asked
        return list(found.values())

    def combinations(self, each: int, random: Random) -> list[Pairs]:
        """Every combination of at most three filters, asked `each` times with values of random classes."""
        names = [*self.values, "q"]
        chosen = [some for size in (1, 2, 3) for some in combinations(names, size)]
        asked = [
            [(name, self._one(name, random.choice(CLASSES), random)) for name in some] for some in chosen for _ in range(each)
        ]
        top = self.values["actor"]["top"][0]
        asked += [[("actor", top), ("region", region)] for region in self.rare_regions_of_top_actor]
        return [pairs for pairs in asked if _answerable(dict(pairs))]

    def _one(self, name: str, frequency: str, random: Random) -> str:
        if name == "q":
            return {"top": "said", "middle": "soldiers", "rare": '"at least" howitzers', "unknown": "xylophone"}[frequency]
        return random.choice(self.values[name][frequency])


def _of_words(words: type[StrEnum]) -> dict[str, list[str]]:
    """A closed set has no word that is unknown: asking for one is refused."""
    return {**_by_class([*map(str, words)]), "unknown": [*map(str, words)][-1:]}


def _answerable(asked: Mapping[str, str]) -> bool:
    """Bounds that cross are refused before anything is looked up."""
    days = asked.get("date_from", "") <= asked.get("date_to", "9")
    return days and float(asked.get("at_least", 0)) <= float(asked.get("at_most", "inf"))


def _by_class(ranked: Sequence[str]) -> dict[str, list[str]]:
    middle = len(ranked) // 4
    return {
        "top": [*ranked[:5]],
        "middle": [*ranked[middle : middle + 20]],
        "rare": [*ranked[-20:]],
        "unknown": ["nobody-knows-it"],
    }
