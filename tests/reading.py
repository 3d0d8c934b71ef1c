"""A reading system for the tests: foliate-js in the Chromium of the machine, served from this machine alone."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from ecdosis.tools import node

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOM: Final = Path(__file__).parent / "browser"
TYPES: Final = {".html": "text/html", ".js": "text/javascript", ".epub": "application/epub+zip"}


class _Handler(http.server.BaseHTTPRequestHandler):
    """The reader's page, foliate-js, and the books by name."""

    def __init__(self, library: Path, books: Mapping[str, Path], *rest: Any) -> None:
        self.library, self.books = library, books
        super().__init__(*rest)

    def do_GET(self) -> None:
        first, _, rest = unquote(self.path).strip("/").partition("/")
        path = {"foliate": self.library / rest, "books": self.books.get(rest)}.get(first, ROOM / "reader.html")
        if path is None or ".." in rest or not path.is_file():
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        self.end_headers()
        self.wfile.write(path.read_bytes())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(books: Mapping[str, Path]) -> Iterator[str]:
    """The address under which books can be read. Raises ToolError if foliate-js is not installed."""
    library = node.installed(ROOM) / "node_modules" / "foliate-js"
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, library, books))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def browser() -> Iterator[Browser]:
    """The Chromium of the machine. Raises ToolError if there is none."""
    from playwright.sync_api import sync_playwright

    executable = node.chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield started
        finally:
            started.close()


def opened(started: Browser, address: str, name: str, width: int = 800, height: int = 1000) -> tuple[Page, Any]:
    """A page with a book open in it, and what the reading system knows of the book."""
    page = started.new_page(viewport={"width": width, "height": height})
    page.goto(f"{address}/")
    page.wait_for_selector("html[data-ready]", state="attached")
    return page, page.evaluate("url => reader.open(url)", f"/books/{name}")
