# Paths, messages and locks. Messages go to stderr: stdout belongs to the command that was asked for.
LOCAL="$ROOT/.local"
STARTED_NS=$(date +%s%N)
mkdir -p "$LOCAL"

say() {
  local tenths=$((($(date +%s%N) - STARTED_NS) / 100000000))
  printf '[%4d.%d s] %s\n' "$((tenths / 10))" "$((tenths % 10))" "$*" >&2
}

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Two commands may be started at the same moment: only one of them installs.
one_at_a_time() { # one_at_a_time NAME COMMAND...
  local turn name=$1 code=0
  shift
  exec {turn}>"$LOCAL/$name.lock"
  flock "$turn"
  "$@" || code=$?
  exec {turn}>&-
  return "$code"
}
