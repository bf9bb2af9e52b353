"""Time stamps of an authority by HTTP (RFC 3161)."""

from __future__ import annotations

import asyncio
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

TIMEOUT_S = 5.0
LARGEST_ANSWER = 1_000_000
_REQUEST = "application/timestamp-query"
_ANSWER = "application/timestamp-reply"
_KINDS = {"http": HTTPConnection, "https": HTTPSConnection}


class HttpStamper(TimeStamper):
    """Asks an authority for stamps; every trouble is a TimestampRequestError."""

    def __init__(self, url: str, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = urlsplit(url)
        self._timeout_s = timeout_s

    async def async_request_tsa_response(self, req: Any) -> Any:
        """Send a request and read the answer."""
        try:
            answer = await asyncio.to_thread(self._post, req.dump())
            return tsp.TimeStampResp.load(answer, strict=True)
        except (OSError, HTTPException, ValueError) as error:
            raise TimestampRequestError(type(error).__name__) from error

    def _post(self, body: bytes) -> bytes:
        url = self._url
        if url.scheme not in _KINDS:
            raise ValueError("not an address of the web")
        line = _KINDS[url.scheme](url.hostname or "", url.port, timeout=self._timeout_s)
        try:
            path = (url.path or "/") + (f"?{url.query}" if url.query else "")
            line.request("POST", path, body, {"Content-Type": _REQUEST, "Accept": _ANSWER})
            with line.getresponse() as answer:
                if answer.status != 200 or answer.headers.get_content_type() != _ANSWER:
                    raise ValueError("not an answer of an authority")
                content: bytes = answer.read(LARGEST_ANSWER)
                return content
        finally:
            line.close()
