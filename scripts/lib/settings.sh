# The environment config/settings.py reads. Everything here is for this machine alone: nothing leaves it.
secrets_setup() {
  if [ ! -e "$LOCAL/secrets.env" ]; then
    (
      umask 077
      {
        echo "SECRET_KEY=$(random_base64 48)"
        echo "FIELD_KEYS=$(random_base64 32)"
        echo "INDEX_KEY=$(random_base64 32)"
        echo "TRAIL_KEYS=$(random_base64 32)"
      } >"$LOCAL/secrets.env.$$"
    )
    mv -n "$LOCAL/secrets.env.$$" "$LOCAL/secrets.env"
  fi
  # A checkout from before the trail was sealed.
  grep -q '^TRAIL_KEYS=' "$LOCAL/secrets.env" || echo "TRAIL_KEYS=$(random_base64 32)" >>"$LOCAL/secrets.env"
  set -a
  # shellcheck source=/dev/null
  . "$LOCAL/secrets.env"
  set +a
}

random_base64() { head -c "$1" /dev/urandom | base64 -w 0; }

# A file of its own: it is the one thing somebody who restores must bring along.
backup_key_setup() {
  export BACKUP_KEY_FILE="${BACKUP_KEY_FILE:-$LOCAL/backup.key}" BACKUP_DIR="${BACKUP_DIR:-$LOCAL/backups}"
  [ -e "$BACKUP_KEY_FILE" ] || (umask 077; random_base64 32 >"$BACKUP_KEY_FILE.$$"; mv -n "$BACKUP_KEY_FILE.$$" "$BACKUP_KEY_FILE")
}

settings_setup() {
  secrets_setup
  backup_key_setup
  # What the running application wrote down, so that `manage` builds the same links and finds the same mail sink.
  set -a
  # shellcheck source=/dev/null
  [ ! -e "$LOCAL/run.env" ] || . "$LOCAL/run.env"
  set +a
  export DEBUG="${DEBUG:-1}" ALLOWED_HOSTS="${ALLOWED_HOSTS:-127.0.0.1,localhost,[::1]}"
  export EMAIL_HOST=127.0.0.1 EMAIL_PORT="${EMAIL_PORT:-1025}" EMAIL_USE_TLS=0
  export BASE_URL="${BASE_URL:-http://127.0.0.1:8000}" PYTHONUNBUFFERED=1
  # People of the demonstration sign in with a password alone; docs/operations.md says how to switch the factor on.
  export SECOND_FACTOR_ROLES="${SECOND_FACTOR_ROLES-}"
  export MONITOR_ADDRESSES="${MONITOR_ADDRESSES-127.0.0.1,::1}"
}
