"""`tfgan serve`: a run's products on a web page of this machine."""

import contextlib
import errno
import functools
import http.server
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

from tfgan_suite.errors import SuiteError
from tfgan_suite.quiet import start_tensorflow
from tfgan_suite.training.cards.ranges import Port
from tfgan_suite.training.commands.arguments import run
from tfgan_suite.training.running.run import Run

HOST = "127.0.0.1"
REASONS = {errno.EADDRINUSE: "is in use", errno.EACCES: "may not be used by this user"}


def serve(run_dir: Path, port: Port = 8000, no_browser: bool = False) -> None:
    """Opens the web page of a run on this machine, exporting it first where that has not been done.

    Args:
        run_dir: the run's directory, or a folder that export_network wrote in the format web.
        port: on which the page is served, to this machine only; 0 takes any that is free.
        no_browser: only serves the page, and opens no browser.
    """
    page = _page(run_dir)
    with server_of(page, port) as server:
        address = f"http://{HOST}:{server.server_port}/"
        print(f"serving {page} at {address} until Ctrl-C", flush=True)
        if not no_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


def _page(directory):
    for place in (directory, directory / "web"):
        if (place / "models.json").is_file():
            return place
    opened = Run.open(directory)
    if not (opened.web / "models.json").is_file():
        start_tensorflow()
        from tfgan_suite.training.commands.export import export

        export(directory, "web")
    return opened.web


class Handler(http.server.SimpleHTTPRequestHandler):
    """Types that a browser insists on, whatever this machine's registry says, and no line for each request."""

    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of a file is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server_of(page: Path, port: int) -> Server:
    """A server of a folder, on this machine alone."""
    handler = functools.partial(Handler, directory=page)
    try:
        return Server((HOST, port), handler)
    except OverflowError:
        raise SuiteError(f"there is no port {port}: give one from 1 to 65535, or 0 for any that is free") from None
    except OSError as error:
        reason = REASONS.get(error.errno or 0, error.strerror)
        raise SuiteError(f"port {port} {reason}: give another one, or --port 0 for any that is free") from error


def main(argv: list[str]) -> None:
    run(serve, "tfgan serve", argv)
