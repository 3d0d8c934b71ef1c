"""The options of the commands that make books: how they look."""

from __future__ import annotations

import argparse

from ecdosis.formats.design import PAPERS, Design


def design_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--paper", choices=PAPERS, default="a5", help="the paper of the PDF (default: a5)")
    parser.add_argument("--no-signs", action="store_true", help="show no sign in the text where a reading was changed")


def design(chosen: argparse.Namespace) -> Design:
    return Design(chosen.paper, not chosen.no_signs)
