"""What completes commands, options and their values in a shell: `ecdosis --completion bash|zsh`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, Final

SHELLS: Final = ("bash", "zsh")
BASH: Final = """_ecdosis() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command="" each
    for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $each in -*) ;; *) command=$each; break ;; esac
    done
    COMPREPLY=()
    case "$command $before" in
{values}
    esac
    case "$command" in
{options}
    esac
}}
complete -o default -F _ecdosis ecdosis
"""
"""Each case is a command; what it does not know is left to the shell, which completes names of files."""
ZSH: Final = "autoload -Uz compinit bashcompinit && compinit && bashcompinit\n"
"""Zsh takes bash's completion (zshcompsys(1), bashcompinit)."""


class Completion(argparse.Action):
    """The option that prints it and ends, as `--version` does."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        print(script(parser, values), end="")
        parser.exit()


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for a shell (one of SHELLS), from the parser of all commands."""
    commands = {name: sub for action in parser._actions for name, sub in _commands(action)}
    options = [_case("", [*_options(parser), *commands])]
    values = [line for name, sub in commands.items() for line in _values(name, sub)]
    for name, sub in commands.items():
        free = [str(choice) for action in sub._actions if not action.option_strings for choice in action.choices or ()]
        options.append(_case(name, [*_options(sub), *free]))
    return (ZSH if shell == "zsh" else "") + BASH.format(values="\n".join(values), options="\n".join(options))


def _commands(action: argparse.Action) -> Sequence[tuple[str, argparse.ArgumentParser]]:
    return list(action.choices.items()) if isinstance(action, argparse._SubParsersAction) else []


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings if option.startswith("--")]


def _values(command: str, parser: argparse.ArgumentParser) -> list[str]:
    """The values of the options that have a list of them."""
    return [
        _case(f"{command} {option}", map(str, action.choices), " return ;;")
        for action in parser._actions
        for option in action.option_strings
        if action.choices
    ]


def _case(pattern: str, words: Any, end: str = " ;;") -> str:
    return f"""        "{pattern}") COMPREPLY=($(compgen -W "{" ".join(words)}" -- "$word"));{end}"""
