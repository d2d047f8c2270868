"""``completion bash|zsh|fish``: the lines that teach a shell to complete; ``completing`` answers them."""

from enum import StrEnum
from typing import Annotated

from note_sched.cli.answering import answering
from note_sched.cli.completing import COMPLETE, FILES
from note_sched.cli.output import put
from note_sched.cli.taking import Argument, command


class Shell(StrEnum):
    """The shells that can be taught."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


_BASH = """\
_note_sched() {
  local IFS=$'\\n'
  COMPREPLY=($(VARIABLE=bash "$1" "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null))
  if [[ ${COMPREPLY[0]} == FILES ]]; then
    COMPREPLY=()
    compopt -o default
  elif [[ ${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace
  fi
}
complete -F _note_sched note-sched
"""

_ZSH = """\
#compdef note-sched
_note_sched() {
  local -a lines words_ shown
  local line
  lines=("${(@f)$(VARIABLE=zsh ${words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ ${lines[1]} == FILES ]]; then
    _files
    return
  fi
  [[ -n ${lines[1]} ]] || return 1
  for line in ${lines[@]}; do
    words_+=("${line%%$'\\t'*}")
    shown+=("${line/$'\\t'/  }")
  done
  if [[ ${words_[1]} == *= ]]; then
    compadd -S '' -a words_
  else
    compadd -l -d shown -a words_
  fi
}
compdef _note_sched note-sched
"""

_FISH = """\
function __note_sched
  set -l typed (commandline -opc)
  set -l found (env VARIABLE=fish $typed[1] $typed[2..-1] (commandline -ct) 2>/dev/null)
  if test "$found[1]" = FILES
    __fish_complete_path (commandline -ct)
  else
    printf '%s\\n' $found
  end
end
complete -c note-sched -f -a '(__note_sched)'
"""

_SCRIPTS = {Shell.BASH: _BASH, Shell.ZSH: _ZSH, Shell.FISH: _FISH}


@command()
def completion(shell: Annotated[Shell, Argument(help="Which shell.")]) -> None:
    """The lines that teach a shell to complete commands, options, Holders and dates."""
    script = _SCRIPTS[shell].replace("VARIABLE", COMPLETE).replace("FILES", FILES)
    with answering(None):
        put([script.encode()], None)
