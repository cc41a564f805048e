"""
A small client of the language server: requests out, answers and diagnostics in.
"""

import json
import os
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any, Self

SECONDS = 60
ROOT = Path(__file__).parent.parent.parent


def folder() -> Path:
    """
    Say where `tests/language_server/install` puts the server.
    """
    named = os.environ.get("CARING_LANGUAGE_SERVER")
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(named or f"{cache}/caring/language-server")


class LanguageServer:
    """
    The server on its standard streams, with the settings of this repository.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        package = folder() / "node_modules" / "yaml-language-server"
        program = package / "bin" / "yaml-language-server"
        if not program.is_file():
            message = "first run: bash tests/language_server/install"
            raise FileNotFoundError(2, message, str(program))
        self._settings = settings
        self._sent = 0
        self._got: queue.Queue[dict[str, Any]] = queue.Queue()
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def __enter__(self) -> Self:
        workspace = {"configuration": True, "didChangeConfiguration": {}}
        self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=ROOT.as_uri(),
            workspaceFolders=[{"uri": ROOT.as_uri(), "name": "caring"}],
            capabilities={
                "workspace": workspace,
                "textDocument": {
                    "completion": {"completionItem": {"snippetSupport": False}},
                    "hover": {"contentFormat": ["plaintext"]},
                },
            },
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=self._settings)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._reading.join(SECONDS)
        with self._process:  # closes its streams, which somebody else's test would meet
            pass

    def open(self, path: str, text: str) -> str:
        """
        Open a file with a text that need not be on the disk; hand back its address.
        """
        uri = (ROOT / path).as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=item)
        return uri

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """
        Wait for what the server finds in a file.
        """
        while True:
            message = self._next()
            is_found = message.get("method") == "textDocument/publishDiagnostics"
            if is_found and message["params"]["uri"] == uri:
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def at(self, method: str, uri: str, text: str, word: str) -> Any:
        """
        Ask something at the end of the first place where a word stands.
        """
        before = text[: text.index(word) + len(word)]
        place = {
            "line": before.count("\n"),
            "character": len(before) - before.rfind("\n") - 1,
        }
        return self.ask(
            f"textDocument/{method}", textDocument={"uri": uri}, position=place
        )

    def ask(self, method: str, **params: Any) -> Any:
        """
        Send a request and wait for its answer.
        """
        self._sent += 1
        self._send({"id": self._sent, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._sent and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        """
        Send what needs no answer.
        """
        self._send({"method": method, "params": params})

    def _next(self) -> dict[str, Any]:
        """
        Wait for a message; what the server asks of an editor is answered on the way.
        """
        while True:
            message = self._got.get(timeout=SECONDS)
            if "method" not in message or "id" not in message:
                return message
            result: Any = None
            if message["method"] == "workspace/configuration":
                result = [
                    self._settings.get(each.get("section"))
                    for each in message["params"]["items"]
                ]
            self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content))
        self._process.stdin.write(content)
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.decode().partition(":")
                length = int(value) if name == "Content-Length" else length
                line = stream.readline()
            body = stream.read(length)
            if len(body) == length:  # it may be stopped in the middle of a message
                self._got.put(json.loads(body))
