"""Network check: whether a server answers, asked once and briefly."""

import threading
import urllib.error
import urllib.request

SECONDS = 2.0


def answers(url: str, seconds: float = SECONDS) -> bool:
    """True when the server of `url` answers anything in time, through proxies where there are any."""
    heard = threading.Event()

    def ask():
        request = urllib.request.Request(url, method="HEAD")
        try:
            urllib.request.urlopen(request, timeout=seconds).close()
        except urllib.error.HTTPError:
            pass
        except (OSError, ValueError):
            return
        heard.set()

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    return heard.is_set()
