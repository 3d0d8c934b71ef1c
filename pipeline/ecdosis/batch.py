"""Many editions, side by side."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Final

from ecdosis.build import Options, Outcome, build_edition, kept_outcome, state
from ecdosis.errors import EcdosisError, UnusableInputError, UsageError, fault
from ecdosis.inputs.stream import read
from ecdosis.project import manifest
from ecdosis.project.editions import EditionFiles
from ecdosis.storage.scratch import for_good
from ecdosis.storage.writing import Inputs, Permit, check_inputs, tidy
from ecdosis.tools.leash import with_parent

LONGEST_ROOM: Final = 84
"""Bytes of the path of a folder in which a socket can be made: with its own name, `/listener-` and eight letters, it
may have 103 on macOS (sys/un.h), 107 on Linux. In a longer one none is, and Python finds itself another."""


def build(editions: Sequence[EditionFiles], options: Options) -> Iterator[Outcome]:
    """Build editions side by side; each outcome as it comes. One that fails does not stop the others."""
    present = [edition for edition in editions if edition.text is not None or edition.problem]
    for edition in editions:
        if edition.text is None and edition.problem is None:
            yield Outcome(edition.id, "missing", message=edition.descriptor.source)
    tidy(*{path.parent for edition in present for path in edition.files})
    inputs = Permit(Inputs.of(path for edition in editions for path in edition.inputs))
    stale = []
    for edition in present:
        if done := _unchanged(edition, options) or _in_the_way(edition, inputs):
            yield done
        else:
            stale.append(edition)
    jobs = min(options.jobs or os.cpu_count() or 1, len(stale))
    if jobs < 2:
        yield from (_outcome(edition, options) for edition in stale)
    else:
        yield from _side_by_side(stale, options, jobs)


def _unchanged(edition: EditionFiles, options: Options) -> Outcome | None:
    """The outcome of an edition for which there is nothing to do, so that no worker is started for it."""
    if options.force or options.strict or edition.text is None or edition.problem:
        return None
    try:
        mark, notices = state(edition, hashlib.sha256(read(edition.text)).hexdigest(), options)
    except EcdosisError:
        return None
    kept = manifest.current(edition.tei, edition.products, mark)
    return kept_outcome(edition, kept, notices) if kept else None


def _in_the_way(edition: EditionFiles, inputs: Permit) -> Outcome | None:
    """The outcome of an edition whose products would lie where an input of any edition does."""
    try:
        check_inputs(edition.files if edition.problem is None else (), inputs)
    except UsageError as error:
        return Outcome(edition.id, "failed", status=error.status, message=str(error))
    return None


def _side_by_side(editions: Sequence[EditionFiles], options: Options, jobs: int) -> Iterator[Outcome]:
    """Build in worker processes. If one dies (out of memory, say), what it took with it is tried again alone."""
    largest_first = sorted(editions, key=lambda e: -_size(e))
    lost: list[EditionFiles] = []
    with workers(jobs) as pool:
        futures: dict[Future[Outcome], EditionFiles] = {pool.submit(_outcome, e, options): e for e in largest_first}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                lost.append(futures[future])
    for edition in lost:
        with workers(1) as pool:
            try:
                yield pool.submit(_outcome, edition, options).result()
            except BrokenProcessPool:
                message = f"{edition.text}: the program died while it worked on this text, perhaps for want of memory."
                yield Outcome(edition.id, "failed", status=UnusableInputError.status, message=message)


def _size(edition: EditionFiles) -> int:
    """The size of a text (bytes); 0 if that is not known."""
    try:
        return edition.text.stat().st_size if edition.text else 0
    except OSError:
        return 0


def workers(jobs: int) -> ProcessPoolExecutor:
    """Worker processes, started from a clean one: a fork of a process that has threads (Typst's) may never wake.
    Their sockets would lie in a folder that stays if this process is killed (`multiprocessing.util.get_temp_dir`, which
    takes another from nowhere else)."""
    if len(os.fsencode(room := for_good())) <= LONGEST_ROOM:
        multiprocessing.current_process()._config["tempdir"] = str(room)  # type: ignore[attr-defined]
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(max_workers=jobs, mp_context=context, initializer=with_parent)


def _outcome(edition: EditionFiles, options: Options) -> Outcome:
    """Build one edition; an error becomes its outcome."""
    try:
        return build_edition(edition, options)
    except EcdosisError as error:
        return Outcome(edition.id, "failed", status=error.status, message=str(error))
    except (MemoryError, RecursionError) as error:
        message = f"{edition.text}: too much for this machine ({type(error).__name__}). Split the text into volumes."
        return Outcome(edition.id, "failed", status=UnusableInputError.status, message=message)
    except Exception as error:  # one that nobody foresaw must not stop the other editions
        if options.debug:
            raise
        return Outcome(edition.id, "failed", status=EcdosisError.status, message=f"{edition.text}: {fault(error)}")
