"""LanguageTool: a real server on this machine, its answers kept, and builds that go on without it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ecdosis.cli import main
from ecdosis.errors import ToolError
from ecdosis.stages.spelling import languagetool
from ecdosis.stages.spelling.languagetool import answered, proposals
from ecdosis.stages.spelling.words import Words
from ecdosis.tei.names import parse
from ecdosis.tools.languagetool import installed

ROOT = Path(__file__).parent.parent
SLIP = "He have no idea of it, and nobody else has."


@pytest.fixture(autouse=True)
def own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Answers are kept apart for each test, and no server is known from another."""
    found = installed()
    if found:
        monkeypatch.setenv("LTP_JAR_DIR_PATH", str(found))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ECDOSIS_LANGUAGETOOL", raising=False)
    yield
    languagetool._client.cache_clear()


@pytest.fixture
def real() -> None:
    if installed() is None:
        if os.environ.get("ECDOSIS_CI"):
            pytest.fail("LanguageTool is not installed (make languagetool)")
        pytest.skip("LanguageTool is not installed (make languagetool)")


def everybody() -> dict[int, tuple[int, str]]:
    """The processes of this machine that are not over: parent and words by number."""
    asked = ["ps", "-A", "-ww", "-o", "pid=,ppid=,stat=,args="]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    lines = (line.split(None, 3) for line in told.splitlines())
    return {int(pid): (int(parent), args) for pid, parent, state, args in lines if state[0] != "Z"}


def servers(pid: int) -> set[int]:
    """The servers of LanguageTool that a process, or what it started, has started."""
    found, all_ = {pid}, everybody()
    for _ in range(6):  # builder, fork server, worker, keeper, Java
        found |= {child for child, (parent, _) in all_.items() if parent in found}
    words = {child: all_[child][1] for child in found & all_.keys()}
    return {child for child, said in words.items() if "org.languagetool.server" in said and "leash" not in said}


class Fake(BaseHTTPRequestHandler):
    """A server that knows its languages, and breaks or sleeps when it is asked anything else."""

    patience = 0.0

    def do_GET(self) -> None:
        self._say([{"name": "English", "code": "en", "longCode": "en-US"}])

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(self.patience)
        self.connection.close() if not self.patience else self._say({"matches": []})

    def _say(self, what: object) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(what).encode())

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Fake]]:
    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None: ...

    class Mine(Fake): ...

    with Server(("127.0.0.1", 0), Mine) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("ECDOSIS_LANGUAGETOOL", f"http://127.0.0.1:{server.server_address[1]}")
        yield Mine
        server.shutdown()


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("before", ["", "😀 ", "😀😀😀 𝔄𝔅 ", "So he said.\n\n😀 ", "A cafe\u0301 is here. 😀 "])
def test_a_proposal_stands_where_the_slip_is(before: str) -> None:
    text = before + SLIP
    [edit] = [e for e in proposals(Words.of(text), "en", "spelling") if e.start >= len(before)]
    assert text[edit.start : edit.end] == "have"
    assert (edit.after, edit.kind, edit.safe) == ("has", "real-word", False)
    assert edit.why.startswith("LanguageTool: ")


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    ("language", "text", "slip"),
    [
        ("ru", "Он пришол домой.", "пришол"),
        ("de", "Er gehst nach Hause.", "Er gehst"),
        ("fr", "Il a manger une pomme.", "manger"),
    ],
)
def test_other_languages(language: str, text: str, slip: str) -> None:
    assert [text[edit.start : edit.end] for edit in proposals(Words.of(text), language, "spelling")] == [slip]


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize(
    "text",
    [
        "He went to the Corneliux, Tvrkish and Vysotsky.",  # names
        "However he came, and he saw (as he thought) the the ferry’s colour",
        "the  river  was wide ; it rose",  # blanks, capitals
        "She was very, very tired. She was cold. She was late.",  # style
    ],
)
def test_what_it_is_not_asked(text: str) -> None:
    kinds = {edit.why.rpartition("(")[2] for edit in proposals(Words.of(text), "en", "spelling")}
    assert kinds <= {"ENGLISH_WORD_REPEAT_RULE)"}


@pytest.mark.usefixtures("real")
def test_answers_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    first = answered([SLIP, "Nothing is wrong here."], "en-US")
    assert [len(matches) for matches in first] == [1, 0]

    def never(*_: object) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr(languagetool, "_ask", never)
    assert answered(["Nothing is wrong here.", SLIP], "en-US") == first[::-1]
    with pytest.raises(AssertionError):
        answered([SLIP + " "], "en-US")


def test_it_is_for_some_languages_only() -> None:
    with pytest.raises(ToolError, match="set up for en, ru, de, fr only, not “la”"):
        proposals(Words.of("Gallia est omnis divisa."), "la", "spelling")


# ---------------------------------------------------------------- builds


@pytest.fixture
def text(project: Path) -> Path:
    (project / "seeds" / "x.txt").write_text(f"{SLIP}\n\nIt was late.\n", encoding="utf-8")
    return project


def header(project: Path) -> str:
    found = parse((project / "tei" / "x.xml").read_bytes()).find(".//{*}teiHeader")
    assert found is not None
    return "".join(map(str, found.itertext()))


@pytest.mark.usefixtures("real")
def test_its_questions_are_in_the_edition(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--languagetool"]) == 0
    assert main(["queries", "tei/x.xml"]) == 0
    assert "\thave\t\thas\tLanguageTool: " in capsys.readouterr().out  # the decision is the editor's
    made = (text / "tei" / "x.xml").read_bytes()
    assert main(["build", "--languagetool", "--force"]) == 0
    assert (text / "tei" / "x.xml").read_bytes() == made
    assert main(["build"]) == 0
    assert b"LanguageTool" not in (text / "tei" / "x.xml").read_bytes()


def not_installed(where: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(where))
    languagetool._server.cache_clear()
    return "is not installed. Run: ecdosis tools install languagetool"


def without_java(where: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (where / "languagetool-server-1.jar").touch()
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(where))
    monkeypatch.setenv("PATH", str(where))
    languagetool._server.cache_clear()
    return "needs Java 17"


def broken_jars(where: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (where / "languagetool-server-1.jar").write_bytes(b"no jar")
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(where))
    languagetool._server.cache_clear()
    return "its server does not start"


@pytest.mark.parametrize("fault", [not_installed, without_java, broken_jars], ids=lambda fault: fault.__name__)
def test_the_build_goes_on_without_it(
    fault: object, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "jars"
    folder.mkdir()
    says = fault(folder, monkeypatch)  # type: ignore[operator]
    assert main(["build", "--languagetool"]) == 0
    assert capsys.readouterr().err.count(says) == 1
    assert says in header(text)
    assert (text / "output" / "x.epub").is_file()
    assert main(["build", "--languagetool"]) == 0
    assert says in capsys.readouterr().err  # what failed is tried again
    languagetool._server.cache_clear()


def test_it_dies_in_the_middle(text: Path, fake: type[Fake], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--languagetool"]) == 0
    assert capsys.readouterr().err.count("failed in the middle") == 1
    assert "failed in the middle" in header(text)


def test_it_is_too_slow(
    text: Path, fake: type[Fake], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.patience = 3.0
    monkeypatch.setattr(languagetool, "ANSWERED", 0.2)
    assert main(["build", "--languagetool"]) == 0
    assert "failed in the middle" in capsys.readouterr().err


def test_an_edition_that_requires_it(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    says = not_installed(tmp_path / "none", monkeypatch)
    (text / "seeds" / "x.toml").write_text('languagetool = "required"\n', encoding="utf-8")
    (text / "seeds" / "y.txt").write_text("It was early.\n", encoding="utf-8")
    assert main(["build", "--jobs", "1"]) == 5  # workers have the environment of the first test that started one
    assert says in capsys.readouterr().err
    assert not (text / "output" / "x.epub").exists()
    assert (text / "output" / "y.epub").is_file()
    (text / "seeds" / "x.toml").write_text('languagetool = "perhaps"\n', encoding="utf-8")
    assert main(["build"]) == 2
    languagetool._server.cache_clear()


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("jobs", [1, 2])
def test_its_server_ends_when_the_build_is_killed(project: Path, jobs: int) -> None:
    """Also that of a worker: nobody is left who could end it."""
    for name in ("x", "y"):
        (project / "seeds" / f"{name}.txt").write_text(f"{SLIP}\n\nIt was late.\n", encoding="utf-8")
    command = [sys.executable, "-m", "ecdosis", "build", "--languagetool", "--jobs", str(jobs)]
    own = {"PYTHONPATH": str(ROOT), "TMPDIR": str(project)}
    with subprocess.Popen(command, cwd=project, env=os.environ | own, stdout=-3, stderr=-3) as process:
        while not (mine := servers(process.pid)):  # of two workers one may do all
            assert process.poll() is None
            time.sleep(0.05)
        process.kill()
    for _ in range(600):
        if not mine & set(everybody()):
            return
        time.sleep(0.1)
    pytest.fail("a server of LanguageTool outlives us")
