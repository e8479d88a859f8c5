# A private PostgreSQL and a private Redis on Unix sockets: no port, so no clash with the host's own services.
# One pair per purpose, called an instance. Whoever uses a pair holds a shared lock on it; the last one out stops it.

services_locate() { # services_locate INSTANCE  - sets SOCKETS, DATA, OWNER and AS
  local id hash
  [ -e "$LOCAL/instance" ] || (umask 077; od -An -N8 -tx1 /dev/urandom | tr -d ' \n' >"$LOCAL/instance")
  id=$(cat "$LOCAL/instance")
  # The path is part of the name, so that a copied checkout does not find its parent's database.
  hash=$(printf '%s' "$ROOT $id" | sha256sum | cut -c1-8)
  # A socket's path may have 107 bytes: it cannot live in a deep checkout.
  SOCKETS="${BONEBOARD_RUN_DIR:-/var/tmp}/boneboard-$(id -u)-$hash-$1"
  DATA="$LOCAL/data-$1-$hash"
  OWNER=$(id -un)
  AS=()
  [ "$(id -u)" = 0 ] || return 0
  # PostgreSQL refuses to run as root, and the user postgres cannot enter a private home directory.
  OWNER=postgres
  id "$OWNER" >/dev/null 2>&1 || OWNER=nobody
  AS=(setpriv "--reuid=$OWNER" "--regid=$(id -g "$OWNER")" --clear-groups)
  "${AS[@]}" test -x "$LOCAL" || DATA="/var/lib/boneboard-$hash-$1"
}

services_start() { # services_start INSTANCE
  services_locate "$1"
  exec {SERVICES_LOCK}>"$LOCAL/services-$1.lock"
  one_at_a_time "starting-$1" services_hold_and_start "$1"
  export DATABASE_HOST="$SOCKETS" DATABASE_NAME="${DATABASE_NAME:-boneboard}" DATABASE_USER=app
  export BROKER_URL="redis+socket://$SOCKETS/redis.sock?virtual_host=0"
  export CACHE_URL="unix://$SOCKETS/redis.sock?db=1"
}

services_hold_and_start() {
  flock -s "$SERVICES_LOCK"
  mkdir -p "$SOCKETS" "$DATA"
  chmod 700 "$SOCKETS" "$DATA"
  [ "$(id -u)" != 0 ] || chown "$OWNER" "$SOCKETS" "$DATA"
  # The two servers outlive this script, also when it is killed: they must not carry its locks along.
  (cd / && run_lock_leave && postgres_start "$1" && redis_start) {SERVICES_LOCK}>&- {turn}>&-
}

run_lock_leave() {
  [ -z "${RUN_LOCK:-}" ] || exec {RUN_LOCK}>&-
}

postgres_start() {
  local bin options="-c listen_addresses='' -c unix_socket_directories='$SOCKETS' -c max_connections=200"
  # No head has to move: a page anywhere on a solid disk costs what the next page costs, so an index is always worth it.
  options="$options -c random_page_cost=1.1"
  # The longest statement, a sweep, is over before compiling it has paid off (measured: 1.4 seconds instead of 0.8).
  options="$options -c jit=off"
  # Neither the statement that failed nor the row it was about goes into the log: both hold what was typed.
  options="$options -c log_error_verbosity=terse -c log_min_error_statement=panic"
  bin=$(postgres_bin)
  # A test database may be lost at any moment; no other one may.
  [ "$1" != test ] || options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  # A million patients fit no default cache: measure the database, not the disk.
  [ "$1" != bench ] || options="$options -c shared_buffers=2GB -c max_wal_size=8GB -c synchronous_commit=off"
  if [ ! -e "$DATA/postgres/PG_VERSION" ]; then
    rm -rf "$DATA/postgres"
    "${AS[@]}" "$bin/initdb" -D "$DATA/postgres" -U app --auth-local=trust --auth-host=reject \
      -E UTF8 --locale=C.UTF-8 >/dev/null
  fi
  "${AS[@]}" "$bin/pg_ctl" -D "$DATA/postgres" status >/dev/null 2>&1 ||
    "${AS[@]}" "$bin/pg_ctl" -D "$DATA/postgres" -w -t 60 -l "$DATA/postgres.log" -o "$options" start >/dev/null ||
    die "PostgreSQL did not start; see $DATA/postgres.log"
  [ -n "$("$bin/psql" -h "$SOCKETS" -U app -d postgres -Atqc "select 1 from pg_database where datname = 'boneboard'")" ] ||
    "$bin/createdb" -h "$SOCKETS" -U app boneboard
}

redis_start() {
  redis-cli -s "$SOCKETS/redis.sock" ping >/dev/null 2>&1 && return 0
  "${AS[@]}" redis-server --daemonize yes --port 0 --unixsocket "$SOCKETS/redis.sock" --unixsocketperm 700 \
    --dir "$DATA" --appendonly yes --appendfsync everysec --save "" --logfile "$DATA/redis.log" >/dev/null
  local try
  for try in $(seq 100); do
    redis-cli -s "$SOCKETS/redis.sock" ping >/dev/null 2>&1 && return 0
    sleep 0.05
  done
  die "Redis did not start after $try tries; see $DATA/redis.log"
}

# Leaves the pair; stops it when nobody else holds it.
services_release() { # services_release INSTANCE
  [ -z "${SERVICES_LOCK:-}" ] || exec {SERVICES_LOCK}>&-
  SERVICES_LOCK=""
  one_at_a_time "starting-$1" services_stop_unused "$1"
}

services_stop_unused() {
  local fd
  exec {fd}>"$LOCAL/services-$1.lock"
  ! flock -n "$fd" || services_stop "$1"
  exec {fd}>&-
}

services_stop() { # services_stop INSTANCE
  local bin
  services_locate "$1"
  bin=$(postgres_bin)
  [ -e "$DATA/postgres/PG_VERSION" ] || return 0
  (
    cd /
    "${AS[@]}" "$bin/pg_ctl" -D "$DATA/postgres" -m fast stop >/dev/null 2>&1 || true
    redis-cli -s "$SOCKETS/redis.sock" shutdown >/dev/null 2>&1 || true
  )
  rm -rf "$SOCKETS"
}
