# One function per word a person can type.
INSTANCES=(dev test bench pictures)

command_help() {
  cat <<'TEXT'
bash scripts/boneboard run                install what is missing, start everything, print the address (Ctrl-C stops it)
bash scripts/boneboard test [PYTEST...]   every check and test, or those named
bash scripts/boneboard faults [PYTEST...] what is lost or said twice when things break, 10,000 reminders a fault
bash scripts/boneboard setup              install what is missing, start nothing
bash scripts/boneboard manage ARGS...     any management command, in the environment of run
bash scripts/boneboard lint               style, types, import order and templates only
bash scripts/boneboard backup [ARGS...]   database and attachments as one encrypted file in .local/backups
bash scripts/boneboard restore FILE NAME  a backup into the empty or new database NAME, verified
bash scripts/boneboard audit              known faults of the packages that are used; asks the internet
bash scripts/boneboard bench [ARGS...]    the benchmarks; see benchmarks/README.md
bash scripts/boneboard screenshots [DIR]  a picture of every page, both languages, desktop and phone
bash scripts/boneboard stop               stop what this checkout started
bash scripts/boneboard clean              stop, and delete this checkout's databases, mail, keys and packages
TEXT
}

prepare() { # prepare run|test
  one_at_a_time setup prepare_machine "$1"
  use_unpacked
  fonts_setup
  settings_setup
  # Without an archive of the hospital the images of the demonstration lie in a folder; tests bring their own.
  [ "$1" = test ] || export DICOM_DIR="${DICOM_DIR-$LOCAL/images}" ATTACHMENT_DIR="${ATTACHMENT_DIR-$LOCAL/attachments}"
  [ "$1" = test ] || export TRAIL_HEADS_DIR="${TRAIL_HEADS_DIR-$LOCAL/trail-heads}"
  [ "$1" = test ] || mkdir -p "$LOCAL/trail-heads"
  VENV="$ROOT/.venv"
  [ "$1" != test ] || VENV="$ROOT/.venv-test"
  export PATH="$VENV/bin:$PATH"
}

prepare_machine() {
  debian_setup "$1"
  if [ "$1" = test ]; then
    python_setup requirements-dev.lock .venv-test
  else
    python_setup requirements.lock .venv
  fi
}

prepare_browser() {
  CHROMIUM=$(chromium_path)
  export CHROMIUM DJANGO_ALLOW_ASYNC_UNSAFE=1 # the driver's event loop runs in the tests' own thread
}

with_services() { # with_services INSTANCE COMMAND...
  local instance=$1
  shift
  # shellcheck disable=SC2064
  trap "services_release $instance" EXIT
  services_start "$instance"
  "$@"
}

command_setup() { prepare run; }

command_manage() {
  prepare run
  with_services dev manage "$@"
}

# On a checkout that never ran, a command finds the tables and the demo hospital that `run` would have made.
manage() {
  one_at_a_time fill fill_database
  python manage.py "$@"
}

command_backup() { command_manage backup "$@"; }

# Attachments go into a folder of the new database's name: nothing that is there is touched.
command_restore() {
  [ $# = 2 ] || die "bash scripts/boneboard restore FILE NAME"
  command_manage restore "$(realpath "$1")" --into "$2" --attachments "$LOCAL/attachments-$2"
}

# Not part of the tests: what is known tomorrow must not break what was right today.
command_audit() {
  uv_setup
  "$LOCAL/uv/bin/uv" tool run --from "pip-audit==2.10.1" pip-audit --require-hashes --disable-pip -r requirements.lock "$@"
}

command_test() {
  # One more than a small machine has processors: a test in eight waits, for a browser's clock or a worker's sweep.
  local all=(-n 3 --dist loadscope --no-loadscope-reorder)
  prepare test
  prepare_browser
  [ $# = 0 ] || all=()
  [ ! -e config/management/commands/catalogs.py ] || python manage.py catalogs compile >&2
  with_services test python -m pytest ${all[@]+"${all[@]}"} "$@"
}

# The same tests as in `test`, with fifty times as many reminders; the table at the end is for docs/reminders.md.
command_faults() {
  export FAULT_REMINDERS="${FAULT_REMINDERS:-10000}"
  prepare test
  with_services test python -m pytest -p no:randomly tests/faults "$@"
}

command_lint() {
  prepare test
  python -m pytest tests/setup/test_house.py "$@"
}

command_bench() {
  prepare test
  prepare_browser
  with_services bench python -m benchmarks "$@"
}

command_screenshots() {
  prepare test
  prepare_browser
  with_services pictures take_pictures "$@"
}

take_pictures() {
  export DICOM_DIR="$LOCAL/images"
  python -m scripts.prepare >/dev/null
  python -m scripts.screenshots "$@"
}

command_run() {
  local ready children=0
  prepare run
  exec {RUN_LOCK}>"$LOCAL/run.lock"
  flock -n "$RUN_LOCK" || die "Already running from this checkout at $BASE_URL. Stop it: bash scripts/boneboard stop"
  echo $$ >"$LOCAL/run.pid"
  choose_ports
  trap 'services_release dev; rm -f "$LOCAL/run.pid" "$LOCAL/run.env"' EXIT
  services_start dev
  one_at_a_time fill fill_database
  # Pages and jobs sign in as whom the owner has opened the rows to, as in production.
  DATABASE_USER=serving honcho -e /dev/null -d "$ROOT" start &
  children=$!
  echo "$$ $children" >"$LOCAL/run.pid"
  trap 'kill -TERM $children 2>/dev/null || true' INT TERM HUP
  python -m scripts.wait_until_up "$BASE_URL/readyz" $children && announce
  ready=0
  wait "$children" || ready=$?
  # The first wait ends with the signal, the second with the children.
  wait "$children" 2>/dev/null || true
  [ "$ready" -lt 129 ] || ready=0
  exit "$ready"
}

# Tables, catalogues and demo hospital; skipped when nothing they are made from has changed since the last time.
fill_database() {
  local done="$DATA/filled"
  [ "$DEBUG" = 1 ] || rm -f "$done" # production-like pages also need fresh static files
  [ "$(cat "$done" 2>/dev/null)" != "$(fill_stamp)" ] || return 0
  say "database and demo hospital"
  DATABASE_SERVING_USER=serving python -m scripts.prepare >"$LOCAL/demo-users.txt" || die "$(cat "$LOCAL/demo-users.txt")"
  fill_stamp >"$done"
}

fill_stamp() {
  shopt -s nullglob
  { cat /dev/null */migrations/*.py accounts/trail/rights.py locale/*/*/LC_MESSAGES/*.po requirements.lock "$LOCAL/demo-users.txt" 2>/dev/null &&
    echo locale/*/*/LC_MESSAGES/*.mo; } | sha256sum
  shopt -u nullglob
}

# Writes .local/run.env: the addresses of this run.
choose_ports() {
  local wanted=${PORT:-8000}
  export HOST="${HOST:-127.0.0.1}"
  PORT=$(python -m scripts.free_port "$HOST" "$wanted")
  [ "$PORT" = "$wanted" ] || say "port $wanted is taken, so it is $PORT this time"
  MAIL_PORT=$(python -m scripts.free_port 127.0.0.1 1025)
  printf '%s\n' "WEB_PORT=$PORT" "EMAIL_PORT=$MAIL_PORT" "BASE_URL=http://127.0.0.1:$PORT" >"$LOCAL/run.env"
  unset BASE_URL EMAIL_PORT
  settings_setup
}

announce() {
  say "ready: $BASE_URL"
  cat "$LOCAL/demo-users.txt"
  printf '\n%s\n%s\n' "BoneBoard: $BASE_URL" "Mail it sends is kept in .local/mail; Ctrl-C stops everything."
}

command_stop() {
  local pids instance
  use_unpacked
  if pids=$(cat "$LOCAL/run.pid" 2>/dev/null) && ! flock -n "$LOCAL/run.lock" true; then
    # Whoever killed the script left its children, which hold the lock as well.
    # shellcheck disable=SC2086
    kill -TERM $pids 2>/dev/null || true
    flock -w 60 "$LOCAL/run.lock" true || die "The running application does not stop; its processes are $pids."
  fi
  for instance in "${INSTANCES[@]}"; do services_stop "$instance"; done
}

command_clean() {
  local instance
  command_stop
  for instance in "${INSTANCES[@]}"; do
    services_locate "$instance"
    rm -rf "$DATA" "$SOCKETS"
  done
  rm -rf "$LOCAL" .venv .venv-test staticfiles
}
