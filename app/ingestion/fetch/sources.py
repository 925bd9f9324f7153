"""Places go in: addresses, feeds, sitemaps, files, directories, standard input; one item comes out for each report that they lead to.

An address may hold a page, or a listing of addresses, or a listing of listings; which, is seen when it is there. Entries of a listing are
asked for ahead, several at a time, and come out in its order.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from app.ingestion.failures import BadListing, Failure
from app.ingestion.fetch import files
from app.ingestion.fetch.fetched import NO_VALIDATORS, Fetched, NotModified, Validators
from app.ingestion.fetch.fetcher import Fetcher
from app.ingestion.fetch.listings import Entry, listing
from app.ingestion.fetch.pages import articles
from app.ingestion.fetch.records import ADDRESS, Defaults
from app.ingestion.report import Report

AHEAD = 8  # addresses that are asked for at a time, of as many hosts; one host is asked for one at a time
DEEPEST = 3  # listings of listings; sitemaps may be listed in an index, which robots.txt or a list may name


@dataclass(frozen=True, slots=True)
class Item:
    """What one place gave, under its address, file or `file:line`. `answer` is what an address said, if it said anything."""

    name: str
    source: Report | NotModified | Failure
    answer: Fetched | NotModified | None = None


def nothing_known(_: str) -> Validators:
    return NO_VALIDATORS


def sources(
    places: Iterable[str], fetcher: Fetcher, defaults: Defaults, known: Callable[[str], Validators] = nothing_known
) -> Iterator[Item]:
    """An item for each report that `places` lead to, in their order. `known` gives what an address was known by the last time."""
    pool = ThreadPoolExecutor(AHEAD)
    try:
        yield from _Way(fetcher, defaults, known, pool).items(_found(places, defaults), DEEPEST)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # who stops does not wait for what was asked for ahead


def _found(places: Iterable[str], defaults: Defaults) -> Iterator[files.Found]:
    for place in places:
        yield from [(place, Entry(place))] if ADDRESS.fullmatch(place) else files.found([place], defaults)


class _Way:
    """Leads from what was found to items. An address is asked for once, whoever lists it."""

    def __init__(
        self, fetcher: Fetcher, defaults: Defaults, known: Callable[[str], Validators], pool: ThreadPoolExecutor
    ) -> None:
        self._fetcher = fetcher
        self._defaults = defaults
        self._known = known
        self._pool = pool
        self._asked: set[str] = set()

    def items(self, found: Iterable[files.Found], deep: int) -> Iterator[Item]:
        """What was found, in its order; addresses may lead through so many listings."""
        waiting: deque[tuple[str, Report | Failure | _Asked]] = deque()
        for name, each in found:
            if not isinstance(each, Entry):
                waiting.append((name, each))
            elif each.address not in self._asked:
                self._asked.add(each.address)
                waiting.append((name, _Asked(each, self._pool.submit(self._answer, each.address))))
            while waiting and (len(waiting) > AHEAD or not isinstance(waiting[0][1], _Asked)):
                yield from self._done(*waiting.popleft(), deep)
        for name, asked in waiting:
            yield from self._done(name, asked, deep)

    def _answer(self, address: str) -> Fetched | NotModified:
        return self._fetcher.fetch(address, self._known(address))

    def _done(self, name: str, each: "Report | Failure | _Asked", deep: int) -> Iterator[Item]:
        if not isinstance(each, _Asked):
            yield Item(name, each)
            return
        try:
            answer = each.answer.result()
        except Failure as failure:
            yield Item(name, failure)
        else:
            yield from [Item(name, answer, answer)] if isinstance(answer, NotModified) else self._at(each.entry, answer, deep)

    def _at(self, entry: Entry, answer: Fetched, deep: int) -> Iterator[Item]:
        try:
            listed = listing(answer.body, answer.final)
            found = articles(answer, self._defaults, entry) if listed is None else []
            if listed is not None and deep == 0:
                raise BadListing(f"a listing that is listed by a listing, {DEEPEST} times over")
        except Failure as failure:
            yield Item(entry.address, failure, answer)
            return
        yield from (Item(entry.address, each, answer) for each in found)
        if listed is not None:
            further = [*listed.entries, *map(Entry, listed.further)]
            yield from self.items(((each.address, each) for each in further), deep - 1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """An address whose answer is on its way."""

    entry: Entry
    answer: "Future[Fetched | NotModified]"
