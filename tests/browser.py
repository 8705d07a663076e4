"""Debian's Chromium, driven through the pipe of its protocol: one browser for all the checks."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

CHROMIUM = shutil.which("chromium")
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-extensions", "--hide-scrollbars",
    "--force-color-profile=srgb", "--remote-debugging-pipe", "--lang=fr",
)  # fmt: skip


class Browser:
    """A browser with one page; `with` ends it. `folder` is for its profile."""

    def __init__(self, folder: Path) -> None:
        assert CHROMIUM
        # The browser reads its orders from descriptor 3 and answers on descriptor 4.
        theirs_in, self._orders = os.pipe()
        answers, theirs_out = os.pipe()
        script = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        command = ["bash", "-c", script, "bash", CHROMIUM, *_OPTIONS]
        self.process = subprocess.Popen(
            [*command, f"--user-data-dir={folder / 'profile'}"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._answers = os.fdopen(answers, "rb")
        self._left = b""
        self._number = 0
        self._session: str | None = None
        #: What the page asked of any network or disk, and what its policy or its script said.
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._loaded: set[str] = set()
        page = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setLifecycleEventsEnabled", enabled=True)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._session = None
        self._send("Browser.close")
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._orders)
        self._answers.close()

    def ask(self, method: str, **asked: Any) -> Any:
        """The result of one order of the protocol."""
        self._send(method, **asked)
        while True:
            message = self._receive()
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]

    def open(self, path: Path) -> None:
        """Show a file, and wait until its scripts ran."""
        self.requests.clear()
        self.complaints.clear()
        loader = self.ask("Page.navigate", url=path.as_uri())["loaderId"]
        while loader not in self._loaded:
            self._receive()

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        done = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def rest(self) -> None:
        """Leave the page the time to ask, to complain and to move."""
        self.run("new Promise(done=>setTimeout(done,150))")

    def size(self, width: int, height: int, scale: float = 1) -> None:
        """The window, in CSS pixels."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 500,
        )

    def media(self, media: str = "", scheme: str = "light") -> None:
        """What the page believes it is shown on (``print``), and the scheme of its reader."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)

    def picture(self) -> bytes:
        """The window as a PNG."""
        done = self.ask("Page.captureScreenshot", format="png")
        return base64.b64decode(done["data"])

    def _send(self, method: str, **asked: Any) -> None:
        self._number += 1
        order = {"id": self._number, "method": method, "params": asked}
        if self._session is not None:
            order["sessionId"] = self._session
        data = json.dumps(order).encode() + b"\0"
        while data:  # a pipe takes as much as it holds
            data = data[os.write(self._orders, data) :]

    def _receive(self) -> dict[str, Any]:
        """The next message; what it tells of the page is kept."""
        while b"\0" not in self._left:
            read = os.read(self._answers.fileno(), 1 << 16)
            assert read, "the browser has stopped"
            self._left += read
        data, _, self._left = self._left.partition(b"\0")
        message: dict[str, Any] = json.loads(data)
        told = message.get("params", {})
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif message.get("method") == "Page.lifecycleEvent" and told["name"] == "load":
            self._loaded.add(told["loaderId"])
        elif message.get("method") == "Log.entryAdded":
            self.complaints.append(told["entry"]["text"])
        elif message.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(str(told["exceptionDetails"]))
        return message
