"""Writing files: what is the user's stays, what belongs together appears together or not at all."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from ecdosis.errors import UsageError
from ecdosis.storage import scratch, writing
from ecdosis.storage.writing import (
    DRAFTS,
    Inputs,
    Permit,
    claimed,
    locked,
    remove,
    sha256,
    tidy,
    write,
    write_user_file,
)

OLD, NEW = {"a.xml": b"old xml", "a.txt": b"old text"}, {"a.xml": b"new xml", "a.txt": b"new text"}


def put(folder: Path, files: dict[str, bytes], permit: Permit = Permit(), gone: tuple[str, ...] = ()) -> None:
    """Write files of an edition into two folders, as in a project."""
    write({place(folder, name): data for name, data in files.items()}, folder / "tei" / ".a.json", {"fingerprint": "x"},
          permit, [place(folder, name) for name in gone])  # fmt: skip


def place(folder: Path, name: str) -> Path:
    return folder / ("tei" if name.endswith(".xml") else "output") / name


def there(folder: Path) -> dict[str, bytes]:
    """All files in all folders, also hidden ones and drafts, but for the record."""
    return {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".a.json"}


# ---------------------------------------------------------------- whose a file is


def test_what_was_written_is_written_again(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    put(tmp_path, NEW)
    assert there(tmp_path) == NEW
    assert claimed(tmp_path / "tei" / ".a.json") == {name: frozenset({sha256(place(tmp_path, name))}) for name in NEW}


def altered(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"!")


def linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "mine").write_bytes(b"mine")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("change", [altered, linked, folder, pipe])
@pytest.mark.parametrize("name", OLD)
def test_what_is_no_longer_as_it_was_written_is_the_users(
    tmp_path: Path, change: Callable[[Path], None], name: str
) -> None:
    put(tmp_path, OLD)
    change(place(tmp_path, name))
    before = there(tmp_path)
    with pytest.raises(UsageError, match=f"{name}: this file was altered"):
        put(tmp_path, NEW)
    assert there(tmp_path) == before
    assert place(tmp_path, name).is_symlink() == (change is linked)


@pytest.mark.parametrize("name", OLD)
def test_what_no_record_claims_is_the_users(tmp_path: Path, name: str) -> None:
    place(tmp_path, name).parent.mkdir()
    place(tmp_path, name).write_bytes(b"mine")
    with pytest.raises(UsageError, match="was not made by Ecdosis"):
        put(tmp_path, NEW)
    assert there(tmp_path) == {name: b"mine"}
    put(tmp_path, NEW, Permit(overwrite=True))
    assert there(tmp_path) == NEW


def test_a_file_that_is_as_it_should_be_is_no_hindrance(tmp_path: Path) -> None:
    """As when the records were lost in copying a project."""
    put(tmp_path, NEW)
    (tmp_path / "tei" / ".a.json").unlink()
    put(tmp_path, NEW)
    put(tmp_path, OLD)
    assert there(tmp_path) == OLD


def test_the_record_of_release_0_1_0_counts(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    hashes = ", ".join(f'"{name}": "{sha256(place(tmp_path, name))}"' for name in OLD)
    (tmp_path / "tei" / ".a.json").write_text(
        f'{{"fingerprint": "f", "files": {{{hashes}}}, "card": {{"of another shape": 1}}}}'
    )
    put(tmp_path, NEW)
    assert there(tmp_path) == NEW


@pytest.mark.parametrize("told", [b"[]", b'{"files": []}', b'{"files": {"a.txt": 7}}'])
def test_a_record_that_says_nothing_claims_nothing(tmp_path: Path, told: bytes) -> None:
    put(tmp_path, OLD)
    (tmp_path / "tei" / ".a.json").write_bytes(told)
    with pytest.raises(UsageError, match="was not made by Ecdosis"):
        put(tmp_path, NEW)
    assert there(tmp_path) == OLD


def test_what_is_not_written_now_stays_claimed(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    put(tmp_path, {"a.xml": b"newer"})
    put(tmp_path, NEW)
    assert there(tmp_path) == NEW


def test_what_could_not_be_made_again_goes_unless_it_is_the_users(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    put(tmp_path, {"a.xml": b"newer"}, gone=("a.txt", "never.there"))
    assert there(tmp_path) == {"a.xml": b"newer"}
    put(tmp_path, OLD)
    altered(place(tmp_path, "a.txt"))
    put(tmp_path, {"a.xml": b"newest"}, gone=("a.txt",))
    assert there(tmp_path) == {"a.xml": b"newest", "a.txt": b"old text!"}


def test_remove_takes_what_is_ours(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    altered(place(tmp_path, "a.txt"))
    (tmp_path / "output" / "mine.pdf").write_bytes(b"mine")
    paths = [place(tmp_path, name) for name in (*OLD, "mine.pdf", "never.there")]
    assert remove(tmp_path / "tei" / ".a.json", paths, Inputs()) == 1
    assert there(tmp_path) == {"a.txt": b"old text!", "mine.pdf": b"mine"}
    assert remove(tmp_path / "tei" / ".a.json", paths, Inputs()) == 0


def test_remove_never_takes_an_input(tmp_path: Path) -> None:
    put(tmp_path, OLD)
    paths = [place(tmp_path, name) for name in OLD]
    assert remove(tmp_path / "tei" / ".a.json", paths, Inputs.of(paths[:1])) == 1
    assert there(tmp_path) == {"a.xml": b"old xml"}


@pytest.mark.parametrize("told", [b"mine", b"", b"7", b'{"mine": 1}', b"[" * 100_000, b"\xff"])
def test_a_file_in_the_place_of_the_record_is_the_users(tmp_path: Path, told: bytes) -> None:
    record = tmp_path / "tei" / ".a.json"
    record.parent.mkdir()
    record.write_bytes(told)
    with pytest.raises(UsageError, match="json: this file was not made"):
        put(tmp_path, NEW)
    assert there(tmp_path) == {}
    assert remove(record, [place(tmp_path, "a.xml")], Inputs()) == 0
    assert record.read_bytes() == told
    record.unlink()
    (tmp_path / "far").write_bytes(b'{"files": {}}')
    record.symlink_to(tmp_path / "far")
    with pytest.raises(UsageError, match="json: this file was not made"):
        put(tmp_path, NEW)


def test_a_record_leads_nowhere_else(tmp_path: Path) -> None:
    record = tmp_path / ".a.json"
    names = ("../x", "/x", "a/b", "", ".", "..", "x")
    record.write_text(json.dumps({"files": dict.fromkeys(names, "0" * 64) | {"y": 7, "z": ["1", 2, ""]}}))
    assert claimed(record) == {"x": frozenset({"0" * 64}), "z": frozenset({"1"})}


def test_an_input_in_the_place_of_the_record_is_not_written(tmp_path: Path) -> None:
    record = tmp_path / ".a.json"
    record.write_bytes(b'{"files": {}}')
    with pytest.raises(UsageError, match="Choose another folder"):
        write({tmp_path / "a.txt": b"x"}, record, permit=Permit(Inputs.of([record]), overwrite=True))
    assert record.read_bytes() == b'{"files": {}}'


def test_a_full_disk_leaves_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("ecdosis.storage.writing.os.fsync", full)
    with pytest.raises(UsageError, match="Free some space"):
        put(tmp_path, NEW)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


# ---------------------------------------------------------------- inputs


def same(path: Path) -> Path:
    return path


def hard_link(path: Path) -> Path:
    os.link(path, path.with_name("a.txt"))
    return path.with_name("a.txt")


def soft_link(path: Path) -> Path:
    path.with_name("a.txt").symlink_to(path)
    return path.with_name("a.txt")


def by_a_linked_folder(path: Path) -> Path:
    path.parent.with_name("way").symlink_to(path.parent)
    return path.parent.with_name("way") / path.name


def other_case(path: Path) -> Path:
    return path.with_name(path.name.upper())


@pytest.mark.parametrize("product", [same, hard_link, soft_link, by_a_linked_folder, other_case])
def test_an_input_is_never_written(tmp_path: Path, product: Callable[[Path], Path]) -> None:
    (tmp_path / "texts").mkdir()
    text = tmp_path / "texts" / "letter.txt"
    text.write_bytes(b"the only copy")
    path = product(text)
    permit = Permit(Inputs.of([text]), overwrite=True)
    with pytest.raises(UsageError, match="Choose another folder"):
        write({path: b"the reading"}, tmp_path / ".a.json", permit=permit)
    assert text.read_bytes() == b"the only copy"
    assert not (tmp_path / ".a.json").exists()


def test_nor_one_by_a_name_in_another_form_of_unicode(tmp_path: Path) -> None:
    text = tmp_path / "\u1112\u1161\u11ab.txt"  # decomposed Hangul, as macOS gives names
    text.write_bytes(b"the only copy")
    with pytest.raises(UsageError, match="Choose another folder"):
        write({tmp_path / "\ud55c.txt": b"the reading"}, tmp_path / ".a.json", permit=Permit(Inputs.of([text])))
    assert [path.name for path in tmp_path.iterdir()] == [text.name]


def test_what_a_link_that_is_read_leads_to_is_an_input_too(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "real.txt").write_bytes(b"the only copy")
    (tmp_path / "letter.txt").symlink_to(tmp_path / "far" / "real.txt")
    inputs = Inputs.of([tmp_path / "letter.txt"])
    assert tmp_path / "letter.txt" in inputs
    assert tmp_path / "far" / "real.txt" in inputs
    assert tmp_path / "far" / "Real.TXT" in inputs
    assert tmp_path / "real.txt" not in inputs
    assert tmp_path / "letter.text" not in inputs


# ---------------------------------------------------------------- all or nothing


@pytest.mark.parametrize("number", [0, 2, 3])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EROFS])
def test_one_that_cannot_be_written_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: int
) -> None:
    """Synchronising a file fails, as on a full disk: the record before (0; 1 is its folder), the one or the other."""
    put(tmp_path, OLD)
    calls = iter(range(100))
    sync = os.fsync

    def fails(handle: int) -> None:
        if next(calls) == number:
            raise OSError(code, os.strerror(code))
        sync(handle)

    monkeypatch.setattr("ecdosis.storage.writing.os.fsync", fails)
    remedy = {errno.ENOSPC: "Free some space", errno.EFBIG: "ulimit -f", errno.EROFS: "who may write"}[code]
    with pytest.raises(UsageError, match=remedy):
        put(tmp_path, NEW)
    assert there(tmp_path) == OLD
    monkeypatch.undo()
    put(tmp_path, NEW)
    assert there(tmp_path) == NEW


@pytest.mark.parametrize("number", range(4))
def test_one_that_cannot_be_put_in_place_brings_back_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    put(tmp_path, OLD)
    calls = iter(range(100))
    replace = Path.replace

    def fails(path: Path, target: Path) -> Path:
        if next(calls) == number:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(UsageError, match="cannot be written"):
        put(tmp_path, NEW | {"a.pdf": b"none before"})
    assert there(tmp_path) == OLD
    monkeypatch.undo()
    put(tmp_path, NEW)
    assert {name: there(tmp_path)[name] for name in NEW} == NEW


KILLED = """
    import os, sys
    from pathlib import Path
    from ecdosis.storage.writing import write

    folder, last = Path(sys.argv[1]), int(sys.argv[2])
    steps = iter(range(1000))

    def dying(done):
        def step(*arguments, **options):
            if next(steps) == last:
                os._exit(9)
            return done(*arguments, **options)
        return step

    for name in ("fsync", "link", "open", "write"):
        setattr(os, name, dying(getattr(os, name)))
    for name in ("replace", "unlink", "mkdir"):
        setattr(Path, name, dying(getattr(Path, name)))
    files = {folder / "tei" / "a.xml": b"new xml", folder / "output" / "a.txt": b"new text"}
    write(files, folder / "tei" / ".a.json")
"""


def test_whenever_it_dies_the_next_run_writes_all(tmp_path: Path) -> None:
    """No moment leaves half a file, a file that no record claims, or drafts for ever."""
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(KILLED))
    ended = []
    for last in range(60):
        home = tmp_path / str(last)
        put(home, OLD)
        done = subprocess.run([sys.executable, script, home, str(last)], env=os.environ | {"PYTHONPATH": str(ROOT)})
        ended.append(done.returncode)
        for name in OLD:
            assert place(home, name).read_bytes() in (OLD[name], NEW[name])
        put(home, NEW | {"a.txt": b"newest"})
        assert there(home) == {"a.xml": b"new xml", "a.txt": b"newest"}
        assert not list(home.rglob(f"{DRAFTS}*"))
        if done.returncode == 0:
            break
    assert ended[-1] == 0
    assert ended[:-1] == [9] * (len(ended) - 1)
    assert len(ended) > 10


# ---------------------------------------------------------------- locks, drafts


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A folder that another has locked."""
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    yield tmp_path
    os.close(handle)


def test_who_waits_too_long_says_so(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PATIENCE", 0.05)
    with pytest.raises(UsageError, match="another run of Ecdosis"):
        write({held / "a.txt": b"x"}, held / ".a.json")
    assert not list(held.iterdir())


def test_drafts_of_one_who_works_stay(held: Path) -> None:
    (held / f"{DRAFTS}abcdefgh").mkdir()
    tidy(held)
    assert (held / f"{DRAFTS}abcdefgh").is_dir()


def test_drafts_of_the_dead_go_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / f"{DRAFTS}abcdefgh").mkdir()
    (tmp_path / f"{DRAFTS}abcdefgh" / "0.new").write_bytes(b"half")
    for name in (f"{DRAFTS}mine", f"{DRAFTS}12345678"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "book").write_bytes(b"mine")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "book").write_bytes(b"mine")
    (tmp_path / f"{DRAFTS}link").symlink_to(tmp_path / "mine")
    tidy(tmp_path, tmp_path / "none")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [f"{DRAFTS}link", f"{DRAFTS}mine", f"{DRAFTS}12345678", "mine"]
    )
    assert (tmp_path / f"{DRAFTS}12345678" / "book").read_bytes() == b"mine"
    assert (tmp_path / "mine" / "book").read_bytes() == b"mine"


TOGETHER = """
    import sys
    from pathlib import Path
    from ecdosis.storage.writing import write

    folder, mine = Path(sys.argv[1]), sys.argv[2].encode()
    for number in range(50):
        text = mine + str(number).encode()
        write({folder / "tei" / "a.xml": text, folder / "output" / "a.txt": text}, folder / "tei" / ".a.json")
"""


def test_two_at_once_wait_for_each_other(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(TOGETHER))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen([sys.executable, script, tmp_path / "home", name], env=environment, stderr=subprocess.PIPE)
        for name in "ab"
    ]
    assert [(process.communicate()[1], process.returncode) for process in both] == [(b"", 0)] * 2
    assert there(tmp_path / "home")["a.xml"] == there(tmp_path / "home")["a.txt"]


def test_a_folder_for_this_process_alone(tmp_path: Path) -> None:
    with locked(tmp_path / "new" / "folder"):
        handle = os.open(tmp_path / "new" / "folder", os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file where the folder should be")
    with pytest.raises(UsageError, match="out: this is a file"):
        write({tmp_path / "out" / "x.txt": b"x"}, tmp_path / "out" / ".x.json")
    assert (tmp_path / "out").read_bytes() == b"a file where the folder should be"


def test_links_named_like_drafts_are_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    for name in (".a.txt.part", "0.new", "1.new"):
        (tmp_path / name).symlink_to(tmp_path / "mine")
    write({tmp_path / "a.txt": b"x"}, tmp_path / ".a.json")
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert (tmp_path / "a.txt").read_bytes() == b"x"


def test_a_file_of_the_users_is_written_where_his_link_leads(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "rows.tsv").write_bytes(b"one\n")
    (tmp_path / "far" / "rows.tsv").chmod(0o640)
    (tmp_path / "rows.tsv").symlink_to(tmp_path / "far" / "rows.tsv")
    write_user_file(tmp_path / "rows.tsv", b"one\ntwo\n")
    assert (tmp_path / "rows.tsv").is_symlink()
    assert (tmp_path / "far" / "rows.tsv").read_bytes() == b"one\ntwo\n"
    assert (tmp_path / "far" / "rows.tsv").stat().st_mode & 0o777 == 0o640


# ---------------------------------------------------------------- scratch folders


def test_a_scratch_folder_that_another_process_takes_for_a_dead_ones_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even before it is opened."""
    made = tempfile.mkdtemp
    taken: list[str] = []

    def swept(**options: Any) -> str:
        folder = str(made(**options))
        if not taken:
            Path(folder).rmdir()
            taken.append(folder)
        return folder

    monkeypatch.setattr(tempfile, "mkdtemp", swept)
    with scratch.scratch(tmp_path) as folder:
        assert folder.is_dir()
        assert str(folder) not in taken
    assert len(taken) == 1


def test_a_scratch_folder_is_gone_afterwards_and_those_of_the_dead_too(tmp_path: Path) -> None:
    (tmp_path / f"{scratch.PREFIX}dead").mkdir()
    (tmp_path / f"{scratch.PREFIX}dead" / "file").write_bytes(b"x")
    (tmp_path / "ecdosis-editions").mkdir()
    (tmp_path / f"{scratch.PREFIX}link").symlink_to(tmp_path / "ecdosis-editions")
    (tmp_path / f"{scratch.PREFIX}used").mkdir()
    handle = os.open(tmp_path / f"{scratch.PREFIX}used", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with scratch.scratch(tmp_path) as folder:
        (folder / "x").write_bytes(b"x")
        others = {path.name for path in tmp_path.iterdir()} - {folder.name}
    os.close(handle)
    assert others == {"ecdosis-editions", f"{scratch.PREFIX}link", f"{scratch.PREFIX}used"}
    assert {path.name for path in tmp_path.iterdir()} == others


def test_no_room_for_a_scratch_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="TMPDIR"), scratch.scratch(tmp_path / "none"):
        pass
    with pytest.raises(UsageError, match="TMPDIR"), scratch.scratch(tmp_path) as folder:
        raise OSError(errno.ENOSPC, "No space left on device", str(folder / "x"))
    with pytest.raises(UsageError, match="TMPDIR"), scratch.scratch(tmp_path):
        raise OSError(errno.EFBIG, "File too large")
    with pytest.raises(OSError, match="elsewhere"), scratch.scratch(tmp_path):
        raise OSError(errno.EACCES, "elsewhere", "/x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("length", [30, 59, 60, 70])
def test_workers_start_however_long_the_way_to_the_temporary_folder_is(tmp_path: Path, length: int) -> None:
    """The path of a socket has a greatest length (sys/un.h): 107 bytes on Linux."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"A good text.\n")
    with tempfile.TemporaryDirectory(dir="/tmp") as base:
        room = Path(base, "x" * (length - len(base) - 1))
        room.mkdir()
        command = [sys.executable, "-m", "ecdosis", "build", "a.txt", "b.txt", "-o", "out", "--jobs", "2"]
        own = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(room)}
        done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert not list(room.iterdir())
