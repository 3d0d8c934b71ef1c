"""How fast, how good, and how sure (`make bench`). Features are ratios where that is possible: machines differ.

Run as `python tests/bench.py`; ECDOSIS_SEEDS names the folder of the five texts, ECDOSIS_DEVSET one of scanned books
and pages beside their proofread texts (`tests/learn.py` says how), ECDOSIS_LIBRARY a library of real texts. What is not
there is left out.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import calibrate
import learn
import library
import straightened
from ecdosis.model.pieces import Edit, Span
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.notes.solve import solve
from ecdosis.tei.align import hunks

ROOT = Path(__file__).parent.parent
PARAGRAPH = (
    "   The ferry lay at the foot of the stone steps, and nobody who came\n"
    "down to it that morning thought of asking why the ferryman had hung\n"
    "his lantern on the wrong side of the boat, for the tide was going out\n"
    "and the whole commu-\nnity wished to be across before it turned.\n"
)


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """The shortest of a few runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def central_type() -> None:
    """Editing and setting aside at 1x, 8x, 64x: the time for a character should not grow."""
    print("The central type, 20,000 characters with 1,000 edits and 200 asides at 1x")
    base = 0.0
    for factor in (1, 8, 64):
        size = 20_000 * factor
        source = "word " * (size // 5)
        edits = [Edit(i, i + 4, "ward", "mojibake", "encoding", 0.9, "") for i in range(0, size, 20)]
        spans = [Span(i + 5, i + 9, "widget", "furniture", 0.9, "") for i in range(0, size, 100)]
        text = Text.of(source)
        spent = seconds(lambda: text.edit(edits)[0].set_aside(spans), 3)  # noqa: B023
        base = base or spent
        print(f"  {factor:3}x  {spent * 1000:8.1f} ms   {spent / base / factor:5.2f} of linear")


def markers() -> None:
    """Note markers at 1x, 8x, 64x: the best run is found in n log n, so the time for a marker may grow a little."""
    print("Notes, 250 markers in 13,000 characters at 1x")
    base = 0.0
    for factor in (1, 8, 64):
        sentence = "The ferry lay at the foot of the stone steps and waited"
        text = "\n".join(f"{sentence}.{number}" for number in range(1, 250 * factor + 1))
        spent = seconds(lambda: solve(text, []), 2)  # noqa: B023
        base = base or spent
        print(f"  {factor:3}x  {spent * 1000:8.1f} ms   {spent / base / factor:5.2f} of linear")


def scanned(size: float) -> bytes:
    """A made-up book of so many MB, in pages with heads and numbers."""
    page = PARAGRAPH * 8
    return "".join(f"THE FERRY LEDGER\n\n{page}\n{n}\n\f" for n in range(1, int(size * 1e6 / len(page)))).encode()


def source_to_tei() -> None:
    """Decoding, repairs and TEI, in MB/s a core."""
    from ecdosis.build import to_tei

    print("Decoding, repairs and TEI of a scanned book")
    base = 0.0
    for size in (0.25, 1, 4, 10):
        data = scanned(size)
        spent = seconds(lambda: to_tei(data, Descriptor(id="bench", language="en"), Path("bench.txt")), 1)  # noqa: B023
        base = base or spent / size
        print(f"  {size:5} MB  {spent:6.2f} s  {size / spent:6.2f} MB/s   {spent / size / base:5.2f} of linear")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  most memory so far: {peak:.0f} MB")


def versions() -> None:
    """Two versions of a text aligned, one word in fifty another; the worst case is that no word occurs once."""
    print("What differs in two versions of a text, 20,000 words at 1x (its words mostly occur once; all recur)")
    for recurs in (20_000_000, 300):
        base = 0.0
        for factor in (1, 8, 64):
            rng = Random(1)
            old = [str(rng.randrange(recurs)) for _ in range(20_000 * factor)]
            new = [word if rng.random() < 0.98 else "another" for word in old]
            spent = seconds(lambda: hunks(old, new), 1)  # noqa: B023
            base = base or spent
            print(f"  {factor:3}x  {spent * 1000:8.1f} ms   {spent / base / factor:5.2f} of linear")


def novel(chapters: int) -> bytes:
    """A novel in TEI as others encode them: pages, notes, italics, quotations; about 23 kB a chapter."""
    line = "The ferry crossed at low water, and the smith, who had waited since noon, said nothing at all. "
    body = "".join(
        f'<div type="chapter"><head>Chapter {chapter}</head>'
        + "".join(
            f'<p>{line * 3}<pb n="{chapter * 9 + page}"/>{line}<note place="foot" n="{page}">{line}</note> '
            f"<hi>{line}</hi></p>"
            for page in range(1, 37)
        )
        + "</div>"
        for chapter in range(1, chapters + 1)
    )
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text xml:lang="en"><body>{body}</body></text></TEI>'.encode()


def tei_of_others() -> None:
    """How long it takes to make EPUB and PDF of TEI that others made, and whether that is linear."""
    from ecdosis.formats import from_file, products

    print("A novel in somebody else's TEI to EPUB, PDF and web page")
    base = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for chapters in (11, 44, 88):
            path = Path(folder, "novel.xml")
            path.write_bytes(novel(chapters))
            size = path.stat().st_size / 1e6
            spent = seconds(lambda: products(from_file(path)[0], ("epub", "pdf", "html")), 1)  # noqa: B023
            base = base or spent / size
            print(f"  {size:5.2f} MB  {spent:6.2f} s   {spent / size / base:5.2f} of linear")


def five_texts(seeds: Path) -> None:
    """A whole build of the five texts, a second that does nothing, and what calibre takes for the EPUBs alone."""
    print("The five texts to TEI, EPUB, PDF, HTML and text")
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(map(str, seeds.glob("*.txt")))
        command = [sys.executable, "-m", "ecdosis", "build", *files, "-o", folder]

        def build(*options: str) -> None:
            subprocess.run([*command, *options], check=True, capture_output=True, cwd=ROOT)

        whole = seconds(lambda: build("--force"))
        one = seconds(lambda: build("--force", "--jobs", "1"))
        nothing = seconds(build)
        print(f"  side by side {whole:.2f} s, one after another {one:.2f} s, nothing to do {nothing:.2f} s")
        if calibre := shutil.which("ebook-convert"):
            epubs = [[calibre, file, f"{folder}/c.epub"] for file in files]
            theirs = seconds(lambda: [subprocess.run(c, check=True, capture_output=True) for c in epubs] and None, 1)
            print(f"  calibre, EPUB alone {theirs:.2f} s: ours takes {whole / theirs:.2f} of that")
        else:
            print("  (calibre's ebook-convert is not installed: no comparison)")


def proofs() -> None:
    """Reading the proofs, in kB/s a core, without the loading of the models; one word in twenty is no word."""
    from ecdosis.model.document import Document
    from ecdosis.stages import spelling as proof

    print("Reading the proofs of a made-up book, one word in twenty misread")
    proof.repair(Document(Text.of("a word")), "en")
    base = 0.0
    for factor in (1, 4, 16):
        some = (
            PARAGRAPH.replace("-\n", "").replace("\n", " ").replace("three ", "tbree ").replace("thought", "thouglit")
        )
        text = Text.of("\n".join(f"{some} {number}" for number in range(250 * factor)))
        spent = seconds(lambda: proof.repair(Document(text), "en"), 1)  # noqa: B023
        base = base or spent
        rate = len(text.reading) / 1000 / spent
        print(f"  {factor:3}x  {spent:6.2f} s  {rate:6.0f} kB/s   {spent / base / factor:5.2f} of linear")


def scanned_books(devset: Path) -> None:
    """How good the repairs are on scanned books, the judgement's curve, and what each evidence is worth."""
    from ecdosis.evaluate import measured
    from ecdosis.evaluate.pairs import pairs
    from ecdosis.evaluate.report import lines

    for damaged, true in (("books", "books"), ("pages/ocr", "pages/truth")):
        print(f"Development set, {damaged}")
        for line in lines(list(measured(pairs(devset / damaged, devset / true), "en"))):
            print(f"  {line}")
    cases = learn.found(devset)
    print("Calibration: each book judged by what the others teach (probability, changes, right ones, spoiled words)")
    for line in learn.curve(cases):
        print(f"  {line}")
    print("Right changes at 98 % precision, each witness left out in turn and the weights learnt anew")
    for name, features in {"none": (), **learn.WITNESSES}.items():
        print(f"  without {name:12} {learn.reach(cases, features):4}")


def how_sure(devset: Path | None) -> None:
    """How often findings are right, beside how sure they say that they are."""
    for line in calibrate.report(devset):
        print(line)


def typed_marks(of: Path) -> None:
    """How many of a printer's marks come back when texts are typed and set again."""
    print("Texts with a printer's marks, typed and set again")
    for line in straightened.report(straightened.of_files(library.texts(of), os.cpu_count() or 1)):
        print(line)


def main() -> None:
    """All that can be measured here."""
    central_type()
    markers()
    versions()
    source_to_tei()
    proofs()
    tei_of_others()
    if seeds := os.environ.get("ECDOSIS_SEEDS"):
        five_texts(Path(seeds))
    devset = os.environ.get("ECDOSIS_DEVSET")
    if devset:
        scanned_books(Path(devset))
    if of := library.folder():
        typed_marks(of)
    how_sure(Path(devset) if devset else None)


if __name__ == "__main__":
    main()
