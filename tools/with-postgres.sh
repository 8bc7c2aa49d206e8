#!/usr/bin/env bash
# Starts a PostgreSQL of Debian's package on loopback, in a folder of its own that is removed afterwards, and runs the
# given command with its JDBC URL: tools/with-postgres.sh mvn -B test -pl nba-features -Dtest=PostgresStoresTest
# The URL is appended to the command as -Dnba.postgres=…
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed: apt-get install postgresql" >&2; exit 77; }
[ $# -gt 0 ] || { echo "usage: $0 COMMAND..." >&2; exit 64; }

dir=$(mktemp -d)
port=$(( 20000 + RANDOM % 20000 ))
as=()
if [ "$(id -u)" = 0 ]; then
  # The server refuses to run as root.
  chown postgres "$dir"
  as=(runuser -u postgres --)
fi
stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap stop EXIT

cd "$dir"
"${as[@]}" "$bin/initdb" -D "$dir/data" -U nba -A trust -E UTF8 >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir" start >/dev/null
cd "$OLDPWD"
"$@" "-Dnba.postgres=jdbc:postgresql://127.0.0.1:$port/postgres?user=nba"
