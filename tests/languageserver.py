"""A client of a language server, over its standard input and output: what an editor does."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

from tests import npm

#: Nothing is fetched from the network.
QUIET = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}


def installed(cache: Path) -> list[str]:
    """The command of the pinned server; the test is skipped where it cannot be had."""
    server = npm.installed("editor", cache) / "yaml-language-server"
    return ["node", str(server / "bin" / "yaml-language-server"), "--stdio"]


class LanguageServer:
    """A server at work; `with` ends it. Lines and columns count from 0, as the protocol has it.

    `settings` are those of an editor, ``{"yaml.schemas": …}``, as VS Code writes them.
    """

    def __init__(
        self, command: list[str], folder: Path, settings: dict[str, Any] | None = None
    ) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.number = 0
        self.version = 0
        self.told: dict[str, list[dict[str, Any]]] = {}
        own = {name.removeprefix("yaml."): value for name, value in (settings or {}).items()}
        self.settings = {"yaml": {**QUIET, **own}}
        self.configured = False
        root = {"uri": folder.as_uri(), "name": folder.name}
        markdown = {"hover": {"contentFormat": ["markdown"]}}
        snippets = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
        self.ask(
            "initialize",
            processId=None,
            rootUri=root["uri"],
            workspaceFolders=[root],
            locale="fr",
            capabilities={
                "textDocument": {**markdown, "completion": snippets},
                "workspace": {"configuration": True},
            },
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings={})
        while not self.configured:
            self._receive()

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def ask(self, method: str, **asked: Any) -> Any:
        """The result of a request."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": asked})
        while True:
            message = self._receive()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, **told: Any) -> None:
        """A notification."""
        self._send({"method": method, "params": told})

    def open(self, path: Path, text: str) -> str:
        """Open a file, which need not be on the disk, that holds `text`; its address."""
        uri = path.as_uri()
        self.version += 1
        document = {"uri": uri, "version": self.version, "languageId": "yaml", "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def diagnostics(self, path: Path, text: str) -> list[dict[str, Any]]:
        """What the server says of such a file, which it was not given before."""
        uri = self.open(path, text)
        while uri not in self.told:
            self._receive()
        return self.told[uri]

    def at(self, method: str, path: Path, line: int, column: int) -> Any:
        """The answer to ``hover`` or ``completion`` at a place of an open file."""
        return self.ask(
            f"textDocument/{method}",
            textDocument={"uri": path.as_uri()},
            position={"line": line, "character": column},
        )

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        """The next message; what it notifies is kept, what it asks is answered."""
        stream = self.process.stdout
        assert stream is not None
        length = 0
        while header := stream.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has stopped"
        message: dict[str, Any] = json.loads(stream.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            sections = [each["section"] for each in message["params"]["items"]]
            answer = [self.settings.get(section, {}) for section in sections]
            self._send({"id": message["id"], "result": answer})
            self.configured = True
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message
