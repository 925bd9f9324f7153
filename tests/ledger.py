"""A small registry, and a writer of facts: what is asked of a ledger does not depend on how facts are found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import count
from typing import Any

from sqlmodel import Session, SQLModel

from app import models
from app.ingestion import entries, full_text, starts
from app.ingestion.bulk import add
from app.names import folded
from app.vocabulary import Role

NOON = datetime(2024, 10, 30, 12, tzinfo=UTC)

# id: kind, name, parent, point, further names
REGIONS: dict[str, tuple[str, str, str | None, tuple[float, float] | None, list[str]]] = {
    "UA": ("country", "Ukraine", None, (49.0, 32.0), ["Ukrainian"]),
    "UA-14": ("division", "Donetsk Oblast", "UA", None, ["Donetsk"]),
    "hirnyk": ("settlement", "Hirnyk", "UA-14", (48.06, 37.37), ["Hirnik"]),
    "RU": ("country", "Russia", None, (60.0, 100.0), ["Russian"]),
    "RU-KRS": ("division", "Kursk Oblast", "RU", (51.7, 35.2), ["Kursk"]),
    "ML": ("country", "Mali", None, (17.0, -4.0), []),
    "SO": ("country", "Somalia", None, (6.0, 47.0), []),
    "GE": ("country", "Georgia", None, None, []),
    "US-GA": ("division", "Georgia (state)", None, None, ["Georgia"]),
}

# id: kind, name, parent, country, further names
ACTORS: dict[str, tuple[str, str, str | None, str | None, list[str]]] = {
    "ukraine": ("state", "Ukraine", None, "UA", ["UA", "Kyiv"]),
    "office-of-the-president-of-ukraine": ("organ", "Office of the President", "ukraine", "UA", []),
    "volodymyr-zelenskyy": (
        "person",
        "Volodymyr Zelenskyy",
        "office-of-the-president-of-ukraine",
        "UA",
        ["Zelenskyy", "Zelensky"],
    ),
    "russia": ("state", "Russia", None, "RU", ["Moscow"]),
    "north-korea": ("state", "North Korea", None, None, ["DPRK"]),
    "south-korea": ("state", "South Korea", None, None, ["Seoul"]),
    "united-states": ("state", "United States", None, None, ["US"]),
    "pat-ryder": ("person", "Pat Ryder", "united-states", None, ["Ryder"]),
    "csis": ("organisation", "Center for Strategic and International Studies", None, None, ["CSIS"]),
    "associated-press": ("outlet", "Associated Press", None, None, ["AP"]),
}


def _line(parents: dict[str, str | None], id: str | None) -> list[str]:
    return [id, *_line(parents, parents[id])] if id else []


def line_of_regions(id: str | None) -> list[str]:
    """A region and what it lies in, the nearest first."""
    return _line({each: region[2] for each, region in REGIONS.items()}, id)


def line_of_actors(id: str | None) -> list[str]:
    """An actor and what it lies under, the nearest first."""
    return _line({each: actor[2] for each, actor in ACTORS.items()}, id)


@dataclass
class Ledger:
    """Writes rows as the taking-in arm would, so that what is asked does not depend on how facts are found."""

    session: Session
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def add_registry(self) -> None:
        for id, (kind, name, parent, point, _) in REGIONS.items():
            latitude, longitude = point or (None, None)
            self._add(models.Region(id=id, kind=kind, name=name, parent_id=parent, latitude=latitude, longitude=longitude))
        for id, (kind, name, parent, _, names) in REGIONS.items():
            del kind, parent
            for alias in {name, id, *names}:
                self._add(models.RegionAlias(region_id=id, alias=alias, folded=folded(alias)))
        for id, (kind, name, parent, country, _) in ACTORS.items():
            self._add(models.Actor(id=id, kind=kind, name=name, parent_id=parent, country=country))
        for id, (_, name, _, _, names) in ACTORS.items():
            for alias in {name, *names}:
                self._add(models.ActorAlias(actor_id=id, alias=alias, folded=folded(alias)))
        office = {"person_id": "volodymyr-zelenskyy", "organ_id": "ukraine", "title": "president"}
        self._add(models.Office(**office, started=date(2019, 5, 20)))
        self._add(models.Revision(number=1))
        self.name()

    def name(self) -> None:
        """Let everybody be found by the names that the tables have."""
        starts.renew(self.session, starts.ACTORS)
        starts.renew(self.session, starts.REGIONS)
        self.session.commit()

    def article(self, text: str = "The text.", published_at: datetime = NOON, **columns: Any) -> str:
        """A new article; its id."""
        id = columns.pop("id", None) or f"art_{next(self.numbers):03}"
        known: dict[str, Any] = {
            "publisher": "Al Jazeera",
            "title": f"Report {id}",
            "url": f"https://example.org/{id}",
            "language": "en",
        }
        known |= {"taken_in_at": NOON, "revision": 1}
        self._add(models.Article(id=id, published_at=published_at, **(known | columns)))
        digest = sha256(text.encode()).hexdigest()
        self._add(models.ArticleVersion(article_id=id, version=1, text=text, sha256=digest, taken_in_at=NOON))
        self.session.commit()
        return id

    def statement(
        self, speaker: str | None = None, addressee: str | None = None, region: str | None = None, **columns: Any
    ) -> str:
        """A new statement; its id. `days` is a pair of days it was said on."""
        id = columns.pop("id", None) or f"stm_{next(self.numbers):03}"
        start, end = columns.pop("days", ("2024-10-29", "2024-10-29"))
        article = columns.pop("article", None) or self.article()
        given = {"version": 1, "kind": "indirect", "content": "that", "cue": "said", "rule": "test", "revision": 1}
        given |= {"sentence": "The text.", "spans": {"content": {"start": 4, "end": 8}, "speaker": None}, **columns}
        self._add(
            models.Statement(
                id=id,
                article_id=article,
                **given,
                **_actor("speaker", speaker),
                **_actor("addressee", addressee),
                **_region(region),
                **_days("said", start, end),
            )
        )
        full_text.touch(self.session, [id])
        roles = {Role.SPEAKER: speaker, Role.ADDRESSEE: addressee}
        self._index(models.StatementActor, models.StatementRegion, {"statement_id": id}, roles, region)
        if speaker:
            hop = _actor("actor", speaker)
            names = {"actor_name": hop["actor_name"], "actor_kind": hop["actor_kind"], "as_written": hop["actor_as_written"]}
            self._add(models.Hop(statement_id=id, position=0, actor_id=speaker, cue="said", **names))
        self.session.commit()
        return id

    def claim(self, claimant: str | None = None, force: str | None = None, region: str | None = None, **columns: Any) -> str:
        """A new claim; its id. `days` is a pair of days it is about."""
        id = columns.pop("id", None) or f"clm_{next(self.numbers):03}"
        start, end = columns.pop("days", ("2024-10-29", "2024-10-29"))
        article = columns.pop("article", None) or self.article()
        given = {"version": 1, "measure": "troops", "quote": "text", "modality": "asserted", "approximate": False}
        given |= {"sentence": "The text.", "spans": {"quote": {"start": 4, "end": 8}, "force": None}, **columns}
        self._add(
            models.Claim(
                id=id,
                article_id=article,
                **{"low": 3000.0, "high": 3000.0, "rule": "test", "revision": 1, **given},
                **_actor("claimant", claimant),
                **_actor("force", force),
                **_region(region),
                **_days("as_of", start, end),
                attribution=[],
            )
        )
        roles = {Role.CLAIMANT: claimant, Role.FORCE: force}
        self._index(models.ClaimActor, models.ClaimRegion, {"claim_id": id}, roles, region)
        entries.make(self.session, [id])
        self.session.commit()
        return id

    def enter(self, claim: str) -> None:
        """Let a claim be listed, and answered, as its rows are by now."""
        self.session.flush()
        entries.take_away(self.session, [claim])
        entries.make(self.session, [claim])
        self.session.commit()

    def mention(
        self,
        article: str,
        words: str,
        actor: str | None = None,
        region: str | None = None,
        kind: str | None = None,
        **columns: Any,
    ) -> None:
        """A new mention in `article`, whose text has `words` once; `days` is a pair of days."""
        text = self.session.get_one(models.ArticleVersion, (article, 1)).text
        start, end = columns.pop("days", (None, None))
        days = {"days_precision": "day", "days_basis": "explicit"} if start else {}
        self._add(
            models.Mention(
                article_id=article,
                position=next(self.numbers),
                version=1,
                kind=kind or ("actor" if actor else "region" if region else "date"),
                start=text.index(words),
                end=text.index(words) + len(words),
                text=words,
                actor_id=actor,
                region_id=region,
                days_start=start and date.fromisoformat(start),
                days_end=end and date.fromisoformat(end),
                **days,
            )
        )
        for depth, id in enumerate(line_of_actors(actor)):
            self._add_once(models.MentionActor(actor_id=id, article_id=article, depth=depth))
        for depth, id in enumerate(line_of_regions(region)):
            self._add_once(models.MentionRegion(region_id=id, article_id=article, depth=depth))
        self.session.commit()

    def advance(self) -> None:
        """Another revision."""
        revision = self.session.get_one(models.Revision, 1)
        revision.number += 1
        self.session.commit()

    def _index(
        self, by_actor: Any, by_region: Any, fact: dict[str, str], roles: dict[Role, str | None], region: str | None
    ) -> None:
        self._add(
            *(
                by_actor(actor_id=id, role=role, depth=depth, **fact)
                for role, actor in roles.items()
                for depth, id in enumerate(line_of_actors(actor))
            ),
            *(by_region(region_id=id, depth=depth, **fact) for depth, id in enumerate(line_of_regions(region))),
        )

    def _add_once(self, row: Any) -> None:
        known = self.session.get(type(row), tuple(row.model_dump()[key.name] for key in type(row).__table__.primary_key))
        if known is None:
            self._add(row)
        else:
            known.depth = min(known.depth, row.depth)

    def _add(self, *rows: SQLModel) -> None:
        """Write rows, by the statements of the taking-in arm: to let the session find out what to write takes ten times as long."""
        self.session.flush()
        for row in rows:
            add(self.session, type(row), [row.model_dump()])


def _actor(role: str, id: str | None) -> dict[str, str | None]:
    kind, name, *_ = ACTORS[id] if id else (None, None)
    return {f"{role}_id": id, f"{role}_name": name, f"{role}_kind": kind, f"{role}_as_written": name}


def _region(id: str | None) -> dict[str, str | None]:
    kind, name, *_ = REGIONS[id] if id else (None, None)
    columns = {"region_id": id, "region_name": name, "region_kind": kind, "region_as_written": name}
    return {**columns, "region_relation": "in" if id else None}


def _days(column: str, start: str, end: str) -> dict[str, Any]:
    days = {f"{column}_start": date.fromisoformat(start), f"{column}_end": date.fromisoformat(end)}
    return {**days, f"{column}_precision": "day", f"{column}_basis": "relative"}
