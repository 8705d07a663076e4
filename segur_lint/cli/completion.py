"""``segur-lint completion``: what a shell needs to complete our lines, made of the parsers."""

from __future__ import annotations

import argparse

from segur_lint.cli.arguments import COMMON
from segur_lint.cli.output import out
from segur_lint.cli.suggested import values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from segur_lint.cli.parser import Parser

#: What the values of options are called where they are names of files.
FILES = ("FICHIER", "DOSSIER", "CHEMIN")


class Option:
    """An option: its `flags`, its `help`, and the `values` that it takes; None where it takes none.

    An empty list stands for a value that is not one of a few, a file's name where `file` is True.
    """

    __slots__ = ("file", "flags", "help", "values")

    def __init__(self, action: argparse.Action, known: Mapping[str, Sequence[str]]) -> None:
        self.flags = list(action.option_strings)
        self.help = (action.help or "").replace("%%", "%")
        self.values = None if action.nargs == 0 else _values(action)
        if not self.values and self.values is not None:
            self.values = [value for flag in self.flags for value in known.get(flag, ())]
        self.file = action.metavar in FILES


class Command:
    """A command, by its words (``rules list``): its options, the words that may follow, files.

    `follow` are the names of its own commands, or the values of its argument, with their help.
    """

    __slots__ = ("follow", "options", "words")

    def __init__(self, words: str, parser: Parser, known: Mapping[str, Sequence[str]]) -> None:
        self.words = words
        shown = [each for each in parser._actions if each.help != argparse.SUPPRESS]
        self.options = [Option(each, known) for each in shown if each.option_strings]
        self.follow: dict[str, str] = {}
        for action in shown:
            if isinstance(action, argparse._SubParsersAction):
                self.follow |= {each.dest: each.help or "" for each in action._choices_actions}
            elif not action.option_strings:
                self.follow |= dict.fromkeys(_values(action), action.help or "")


def _values(action: argparse.Action) -> list[str]:
    return [str(each) for each in action.choices or ()]


def add(parser: Parser) -> None:
    """The argument of ``completion``."""
    asked = {"choices": tuple(SHELLS), "metavar": "SHELL"}
    parser.add([(("shell",), asked, "bash, zsh ou fish", "bash, zsh or fish")])
    parser.add(each for each in COMMON if each[0] == ("--lang",))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Write the script of a shell to the standard output."""
    out(SHELLS[arguments.shell](list(commands(arguments.lang))))
    return 0


def commands(lang: str) -> Iterator[Command]:
    """All commands: segur-lint itself, those of one word, of two; in that order for each."""
    from segur_lint.cli import COMMANDS, whole_parser

    yield from _below("", whole_parser(COMMANDS, lang), values())


def _below(words: str, parser: Parser, known: Mapping[str, Sequence[str]]) -> Iterator[Command]:
    if parser.later is not None:
        parser.add(parser.later())
    yield Command(words, parser, known)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from _below(f"{words} {name}".strip(), inner, known)


# --- shells ---------------------------------------------------------------------------------------


_BASH = """\
# eval "$(segur-lint completion bash)"
_segur_lint() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= i
  COMPREPLY=()
  # bash cuts « --option=value » at the sign.
  if [[ $cur == "=" ]]; then cur=
  elif [[ $prev == "=" ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command ${COMP_WORDS[i]}" in
      @words) command="${command:+$command }${COMP_WORDS[i]}";;
    esac
  done
  case "$command $prev" in
@values
  esac
  case "$command:$cur" in
@told
  esac
}
complete -o bashdefault -o default -F _segur_lint segur-lint
"""
_ZSH = """\
#compdef segur-lint
# eval "$(segur-lint completion zsh)"
_segur_lint() {
  local command= word
  local -a told
  for word in ${words[2,CURRENT-1]}; do
    case "$command $word" in
      @words) command="${command:+$command }$word";;
    esac
  done
  case "$command ${words[CURRENT-1]}" in
@values
  esac
  case "$command:$PREFIX" in
@told
    *) _files;;
  esac
}
if [ "$funcstack[1]" = _segur_lint ]; then _segur_lint "$@"
else compdef _segur_lint segur-lint; fi
"""


def bash(known: Sequence[Command]) -> str:
    """For bash: where nothing of ours fits, it completes the names of files."""
    reply = 'COMPREPLY=($(compgen -W {} -- "$cur"))'
    values = [
        f"    {pattern}) {reply.format(_sh(' '.join(values)))}; return;;"
        for pattern, values, _ in _valued(known)
        if values
    ]
    told = [
        f"    {pattern}) {reply.format(_sh(' '.join(words)))};;" for pattern, words in _told(known)
    ]
    return _filled(_BASH, known, values, told)


def zsh(known: Sequence[Command]) -> str:
    """For zsh, with a word on each option."""
    values = [
        f"    {pattern}) compadd -- {' '.join(map(_sh, values))}; return;;"
        if values
        else f"    {pattern}) {'_files' if file else ':'}; return;;"
        for pattern, values, file in _valued(known)
    ]
    told = [
        f"    {pattern}) told=({' '.join(_sh(f'{word}:{said}') for word, said in words.items())})"
        "; _describe segur-lint told;;"
        for pattern, words in _told(known)
    ]
    return _filled(_ZSH, known, values, told)


def _filled(script: str, known: Sequence[Command], values: list[str], told: list[str]) -> str:
    words = "|".join(_sh(each.words if " " in each.words else f" {each.words}") for each in known)
    script = script.replace("@words", words).replace("@values", "\n".join(values))
    return script.replace("@told", "\n".join(told))


def _told(known: Sequence[Command]) -> Iterator[tuple[str, dict[str, str]]]:
    """What may follow each command, with a word on each: pattern of a shell, words."""
    for each in known:
        start = _sh(f"{each.words}:")
        yield f"{start}-*", {flag: option.help for option in each.options for flag in option.flags}
        if each.follow:
            yield f"{start}*", each.follow


def fish(known: Sequence[Command]) -> str:
    """For fish, with a word on each option."""
    lines = ["# segur-lint completion fish | source"]
    for each in known:
        lines.append("")
        begin = f"complete -c segur-lint -n {_fish(_seen(each, known))}"
        lines += [
            f"{begin} -f -a {_fish(word)} -d {_fish(said)}" for word, said in each.follow.items()
        ]
        for option in each.options:
            flags = " ".join(
                f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"
                for flag in option.flags
            )
            takes = "" if option.values is None else " -r" if option.file else " -x"
            if option.values:
                takes += f" -a {_fish(' '.join(option.values))}"
            lines.append(f"{begin} {flags}{takes} -d {_fish(option.help)}")
    return "\n".join([*lines, ""])


def _seen(command: Command, known: Sequence[Command]) -> str:
    """When a line of fish is in a command: its words were seen, and none that lead elsewhere."""
    words = command.words.split()
    inner = [each.words.split() for each in known if len(each.words.split()) == len(words) + 1]
    below = [each[-1] for each in inner if each[:-1] == words]
    if not words:
        return "__fish_use_subcommand"
    said = [f"__fish_seen_subcommand_from {word}" for word in words]
    parents = {each.words.split()[0] for each in known if " " in each.words}
    if len(words) == 1:
        others = [*below, *(parents - {words[0]})]
        said += [f"not __fish_seen_subcommand_from {' '.join(sorted(others))}"] if others else []
    return "; and ".join(said)


SHELLS: dict[str, Callable[[Sequence[Command]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}


def _valued(known: Sequence[Command]) -> Iterator[tuple[str, list[str], bool]]:
    """The options that take a value: pattern of a shell, values, whether it is a file."""
    for each in known:
        for option in each.options:
            if option.values is not None:
                pattern = "|".join(_sh(f"{each.words} {flag}") for flag in option.flags)
                yield pattern, option.values, option.file


def _sh(text: str) -> str:
    """A text that bash and zsh take as it is."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fish(text: str) -> str:
    """A text that fish takes as it is."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
