"""Bytes of a page go in, its characters come out: by what the bytes are rather than by what is said of them."""

import codecs
import re

from app.ingestion.failures import BadEncoding

FEW = 1_000  # characters of which one may be damaged
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{2,30})", re.IGNORECASE
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What pages are written in. Python knows more that are none of a page, and some take a minute for a megabyte.
_KNOWN = set(
    "utf-8 utf-16 utf-16-le utf-16-be ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 "
    "iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 "
    "cp1258 cp866 cp874 koi8-r koi8-u mac-cyrillic mac-roman gb2312 gbk gb18030 big5 big5hkscs euc_jp euc_kr shift_jis cp932 cp949 "
    "iso2022_jp tis-620".split()
)
# Browsers read these as their supersets of Windows, and so do the people who declare them.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


def decoded(body: bytes, declared: str | None = None) -> str:
    """The characters of a page that its server declared to be in `declared`. Raises BadEncoding.

    What is valid UTF-8 is UTF-8, whatever was said: no other text of some length is so by chance.
    """
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return _strictly(body, marked)
    try:
        return body.decode()
    except UnicodeDecodeError:
        pass
    meta = _META.search(body[:4096])
    for label in (declared, meta and (meta[1] or meta[2]).decode("ascii")):
        if (name := _codec(label)) is None:
            continue
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    return _guessed(body)


def _codec(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name) if name in _KNOWN and name != "utf-8" else None


def _strictly(body: bytes, name: str) -> str:
    try:
        return body.decode(name)
    except UnicodeDecodeError as error:
        raise BadEncoding(
            f"this page is not {name.removesuffix('-sig').upper()}, as its first bytes say, at byte {error.start}"
        ) from None


def _guessed(body: bytes) -> str:
    """In UTF-8 if but a few bytes are not, as where two pages were pasted together; else what the bytes look like."""
    text = body.decode(errors="replace")
    if text.count("\ufffd") * FEW <= len(text):
        return text
    from charset_normalizer import from_bytes  # imported here: few pages need it

    best = from_bytes(body[:100_000]).best()
    if best is None or (name := _codec(best.encoding)) is None:
        raise BadEncoding("in no charset that is declared or can be guessed do these bytes make sense")
    return body.decode(name, errors="replace")
