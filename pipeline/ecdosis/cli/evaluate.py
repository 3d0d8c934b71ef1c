"""`ecdosis evaluate`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from ecdosis.cli.command import Command, overwrite_argument
from ecdosis.cli.printing import relative, say
from ecdosis.errors import UsageError


def _arguments(evaluate: argparse.ArgumentParser) -> None:
    evaluate.add_argument("damaged", type=Path, metavar="DAMAGED", help="a text as it came, or a folder of such texts")
    evaluate.add_argument(
        "true",
        type=Path,
        nargs="?",
        metavar="TRUE",
        help="the same proofread, or a folder with texts of the same names",
    )
    evaluate.add_argument("--synthetic", action="store_true", help="damage the text or texts (which are clean) first")
    evaluate.add_argument("--seed", type=int, default=1, metavar="N", help="of the damage: the same gives the same")
    evaluate.add_argument("-o", "--output", type=Path, metavar="DIR", help="write evaluation.json and .html into DIR")
    overwrite_argument(evaluate)
    evaluate.add_argument("--languagetool", action="store_true", help="ask LanguageTool as well")
    evaluate.add_argument(
        "--correction", choices=("bold", "careful"), help="how sure a correction of words must be (default: bold)"
    )
    evaluate.add_argument("--jobs", type=int, default=0, metavar="N", help="work on N pairs at once")
    evaluate.add_argument("--language", help="ISO 639-1 code (default: en)")


def _evaluate(chosen: argparse.Namespace) -> int:
    from ecdosis.evaluate import measured, synthetic
    from ecdosis.evaluate.page import page
    from ecdosis.evaluate.pairs import digest, pairs
    from ecdosis.evaluate.report import as_json, lines
    from ecdosis.languages import FALLBACK
    from ecdosis.storage.writing import Inputs, Permit, write

    if chosen.synthetic == (chosen.true is not None):
        raise UsageError("evaluate: name a damaged text and the true one; or, with --synthetic, a clean text alone.")
    language = chosen.language or FALLBACK
    found = synthetic(chosen.damaged, chosen.seed, language) if chosen.synthetic else pairs(chosen.damaged, chosen.true)
    policies = {"languagetool": "yes"} if chosen.languagetool else {}
    policies |= {"correction": chosen.correction} if chosen.correction else {}
    measures = list(measured(found, language, policies, chosen.jobs))
    for line in lines(measures):
        say(line)
    if chosen.output:
        whole = digest(found)
        made = {"evaluation.json": as_json(measures, whole), "evaluation.html": page(measures, whole)}
        permit = Permit(Inputs.of(_texts(chosen)), chosen.overwrite)
        files = {chosen.output / name: content for name, content in made.items()}
        write(files, chosen.output / ".evaluation.json", permit=permit)
        say("\n".join(["\nRead:", *(f"  {relative(chosen.output / name)}" for name in made)]))
    return 0


def _texts(chosen: argparse.Namespace) -> list[Path]:
    """The texts that are measured."""
    named = [path for path in (chosen.damaged, chosen.true) if path is not None]
    return [file for path in named for file in ([path] if not path.is_dir() else sorted(path.iterdir()))]


COMMAND: Final = Command(
    "evaluate",
    "measure the repairs on damaged texts and their true texts",
    "ecdosis evaluate scan.txt proofread.txt -o report\n  ecdosis evaluate scans/ proofread/"
    "\n  ecdosis evaluate --correction careful scan.txt proofread.txt\n  ecdosis evaluate --synthetic proofread.txt",
    _arguments,
    _evaluate,
)
