"""The tree of what can be wrong with what the world sends; each failure has a word for the books and a sentence for people.

Failure                 reason             transient
├── BadInput            bad-input                  a file or a line is no report
├── BadAddress          bad-address                no http or https address
├── ForbiddenAddress    forbidden-address          it leads into this machine or its network
├── RobotsRefused       robots                     the host's robots.txt asks not to
├── Rested              rested             yes     the host failed too often, or asked for time; it is not asked now
├── NoSuchHost          no-such-host       yes     its name is not resolved
├── NotConnected        connection         yes     refused, reset, or no TLS that can be trusted
├── TimedOut            timeout            yes     to connect, between two reads, or on the whole
├── BadProtocol         bad-protocol               an answer that is no HTTP
├── BadStatus           http-status        429, 5xx
├── RedirectLoop        redirect-loop              too many redirects, or in a circle
├── TooLarge            too-large                  more bytes than are read, packed or unpacked
├── Truncated           truncated          yes     the body ended before its end
├── BadEncoding         bad-encoding               a compression or charset that cannot be undone
├── WrongType           wrong-type                 neither a page nor text nor a listing
├── BadListing          bad-listing                a feed or sitemap that cannot be parsed
└── Unreadable          no-article                 no article can be read from the page
    ├── NotPublic       paywall                    only its beginning is there, for who does not pay
    └── NoDate          no-date                    nothing says when it was published
"""

from typing import ClassVar


class Failure(ValueError):
    """Something could not be taken in. Its message is a sentence; `transient` says whether a later try may go better."""

    reason: ClassVar[str]
    transient: bool = False


class BadInput(Failure):
    """This is no report that can be taken in; the message says what would make it one."""

    reason = "bad-input"


class BadAddress(Failure):
    reason = "bad-address"


class ForbiddenAddress(Failure):
    reason = "forbidden-address"


class RobotsRefused(Failure):
    reason = "robots"


class Rested(Failure):
    """The host is asked again in `seconds`."""

    reason, transient = "rested", True

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} is left in peace for another {seconds:,.0f} s")
        self.seconds = seconds


class NoSuchHost(Failure):
    reason, transient = "no-such-host", True


class NotConnected(Failure):
    reason, transient = "connection", True


class TimedOut(Failure):
    reason, transient = "timeout", True


class BadProtocol(Failure):
    reason = "bad-protocol"


class BadStatus(Failure):
    """An answer with a status other than 200. `wait` is the Retry-After of the answer, in seconds, if it has one."""

    reason = "http-status"

    def __init__(self, status: int, wait: float | None = None) -> None:
        super().__init__(f"the server answered {status}")
        self.status, self.wait = status, wait
        self.transient = status in (408, 425, 429) or status >= 500


class RedirectLoop(Failure):
    reason = "redirect-loop"


class TooLarge(Failure):
    reason = "too-large"


class Truncated(Failure):
    reason, transient = "truncated", True


class BadEncoding(Failure):
    reason = "bad-encoding"


class WrongType(Failure):
    reason = "wrong-type"


class BadListing(Failure):
    reason = "bad-listing"


class Unreadable(Failure):
    """No article can be read from this page; the message says why."""

    reason = "no-article"


class NotPublic(Unreadable):
    reason = "paywall"


class NoDate(Unreadable):
    reason = "no-date"
