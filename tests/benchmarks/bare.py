"""The floor: uvicorn alone, sending the bytes of the file BARE whatever it is asked."""

import os
from pathlib import Path
from typing import Any

BODY = Path(os.environ["BARE"]).read_bytes()
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())],
}


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer."""
    if scope["type"] == "http":
        await send(START)
        await send({"type": "http.response.body", "body": BODY})
