"""A real browser, to see pages as their readers do: Chromium without a window, spoken to over a pipe.

The DevTools protocol over ``--remote-debugging-pipe`` needs nothing but file descriptors: messages of JSON, each ended
by a zero byte, on descriptors 3 and 4 of the browser. One browser serves all tests of a process; each page is a tab of
its own, sized and emulated as asked.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
from pathlib import Path

MISSING = "Chromium is not here, no page was looked at: apt-get install chromium"
MISSING_POPPLER = "poppler is not here, no PDF was read: apt-get install poppler-utils"
PATIENCE = 60

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_OPTIONS = (
    "--headless",
    "--no-sandbox",  # root in a container has none; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""Pixels by which the page is wider than the window."""

REACHED = """(() => {
  const at = document.activeElement;
  return at === document.body ? null : [...document.querySelectorAll('*')].indexOf(at);
})()"""
"""Which element has the focus, by its place among all; null if none."""

SCROLLING = """[...document.querySelectorAll('*')].map((each, at) => [each, at]).filter(([each]) =>
  each.scrollWidth > each.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(each).overflowX)
).map(([, at]) => at)"""
"""Boxes that have more in them than they show."""

FAINT = """(() => {
  const numbers = colour => (colour.match(/[0-9.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const each of document.querySelectorAll('body *')) {
    const said = [...each.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    if (!said || style.visibility === 'hidden' || !box.width) continue;
    const ink = numbers(each instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [light(ink), light(behind(each))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push([said.slice(0, 40), Math.round(ratio * 100) / 100]);
  }
  return found;
})()"""
"""Text whose contrast is below what WCAG AA asks for (1.4.3): 4.5, for large text 3; with its ratio."""


def find_browser():
    """The browser's program; None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class Browser:
    """Chromium, running; ``with`` it, then ``open`` pages."""

    def __init__(self, program):
        self._last, self._events, self._buffer = 0, [], b""
        self._profile = tempfile.TemporaryDirectory(prefix="chromium", ignore_cleanup_errors=True)
        theirs_in, self._write = os.pipe()
        self._read, theirs_out = os.pipe()
        high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (theirs_in, theirs_out)]

        def on_three_and_four():
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        command = [program, *_OPTIONS, f"--user-data-dir={self._profile.name}", "about:blank"]
        self._process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=on_three_and_four,  # noqa: PLW1509 (nothing but two system calls)
            start_new_session=True,
        )
        for end in (theirs_in, theirs_out, *high):
            os.close(end)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.ask("Browser.close")
            self._process.wait(PATIENCE)
        except (OSError, TimeoutError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        os.close(self._read)
        os.close(self._write)
        self._profile.cleanup()

    def ask(self, method, session=None, **params):
        """One command and its result; what the browser tells meanwhile is kept."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            said = self._hear()
            if said.get("id") == self._last:
                if "error" in said:
                    raise AssertionError(f"{method}: {said['error']}")
                return said["result"]
            self._events.append(said)

    def wait_for(self, method, session):
        """Until the browser has told a thing about a page."""
        while not any((each.get("method"), each.get("sessionId")) == (method, session) for each in self._events):
            self._events.append(self._hear())

    def told(self, session):
        """What the browser has told about a page."""
        return [each for each in self._events if each.get("sessionId") == session]

    def forget(self, session):
        self._events = [each for each in self._events if each.get("sessionId") != session]

    def _hear(self):
        while b"\0" not in self._buffer:
            if not select.select([self._read], [], [], PATIENCE)[0]:
                raise TimeoutError("the browser says nothing")
            part = os.read(self._read, 1_048_576)
            if not part:
                raise TimeoutError("the browser has gone")
            self._buffer += part
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

    def open(self, html, folder):
        """A page in a tab of its own; ``folder``: where the file is laid from which it is read."""
        path = Path(folder) / "page.html"
        path.write_bytes(html.encode() if isinstance(html, str) else html)
        return Tab(self, path)


class Tab:
    """A page that is open."""

    def __init__(self, browser, path):
        self._browser = browser
        target = browser.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = browser.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable")
        self._target, self._url = target, path.as_uri()
        self._ask("Page.navigate", url=self._url)
        browser.wait_for("Page.loadEventFired", self._session)

    def _ask(self, method, **params):
        return self._browser.ask(method, self._session, **params)

    def close(self):
        self._browser.ask("Target.closeTarget", targetId=self._target)
        self._browser.forget(self._session)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def look(self, width=1400, height=1000, *, dark=False, media=""):
        """See the page in a window of a size, by day or by night, on a screen or as ``print``."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._ask("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def run(self, expression):
        """The value of an expression in the page."""
        answer = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key, code=9, text=""):
        """A key; ``text``: what it types, where it types something (Enter presses a button by it)."""
        for kind in ("keyDown" if text else "rawKeyDown", "keyUp"):
            typed = {"text": text} if text and kind == "keyDown" else {}
            self._ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **typed)

    def reachable(self, most=400):
        """The elements that the Tab key comes to, by their place among all."""
        found = []
        for _ in range(most):
            self.press("Tab")
            at = self.run(REACHED)
            if found and at == found[-1]:  # a field for a day takes the key three times
                continue
            if at is None or at in found:
                break
            found.append(at)
        return found

    def printed(self):
        """The page as the browser prints it, on the paper that it asks for."""
        return base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def pictured(self, path):
        """The whole page as a PNG, to be looked at."""
        shot = self._ask("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        Path(path).write_bytes(base64.b64decode(shot))

    def complaints(self):
        """Errors and warnings of the console, and everything that the page asked for besides itself."""
        found = []
        for each in self._browser.told(self._session):
            method, params = each.get("method"), each.get("params", {})
            if method == "Network.requestWillBeSent" and not params["request"]["url"].startswith((self._url, "data:")):
                found.append(params["request"]["url"])
            elif method in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
                found.append(json.dumps(params))
        return found


def faults_of(tab):
    """What a reader would stumble over in a page, whatever it says; [] for a good one.

    At 400 and 1,400 pixels nothing makes the page itself wider than the window; every box that scrolls is reached by
    the Tab key; text has the contrast of WCAG AA by day and by night; the console is silent and nothing is fetched.
    What is folded is unfolded before.
    """
    found = []
    tab.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for width in (400, 1400):
        for dark in (False, True):
            tab.look(width, dark=dark)
            over, faint = tab.run(OVERFLOW), tab.run(FAINT)
            found += [f"{over} pixels too wide at {width}"] if over > 0 else []
            found += [f"contrast {ratio} of {text!r}, dark={dark}" for text, ratio in faint]
        unreached = set(tab.run(SCROLLING)) - set(tab.reachable())
        found += [f"{len(unreached)} boxes that scroll are not reached by Tab at {width}"] if unreached else []
    return found + tab.complaints()


def pages_of(pdf, *options):
    """The text of each page of a PDF, as poppler reads it."""
    command = ["pdftotext", *options, "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S603
    return text.split("\f")[:-1]
