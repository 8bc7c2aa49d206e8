#!/usr/bin/env bash
# Measures the running jar with wrk (Debian: apt-get install wrk): decisions beside an empty endpoint of the same server.
# usage: load.sh [SECONDS] [CONNECTIONS] [AUDIT]; AUDIT is files or database
set -euo pipefail

seconds=${1:-15} connections=${2:-8} audit=${3:-files}
jar=$(cd "$(dirname "$0")/.." && pwd)/target/bank-service.jar
[ -f "$jar" ] || { echo "no $jar: mvn -B -ntp -DskipTests package -pl examples/bank-service -am" >&2; exit 66; }
command -v wrk >/dev/null || { echo "wrk is not installed: apt-get install wrk" >&2; exit 77; }

dir=$(mktemp -d)
key=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
url=http://127.0.0.1:18080
java -Xmx512m -jar "$jar" --server.port=18080 --bank.folder="$dir" --bank.keys.decide="$key" --bank.audit="$audit" \
  --bank.limits.requests-per-second=10000000 --bank.limits.burst=10000000 >"$dir/log" 2>&1 &
service=$!
trap 'kill $service 2>/dev/null; wait $service 2>/dev/null || true; rm -rf "$dir"' EXIT
for _ in $(seq 120); do
  curl -sf "$url/actuator/health/readiness" >/dev/null && break
  kill -0 $service 2>/dev/null || { cat "$dir/log" >&2; exit 1; }
  sleep 0.5
done

# Customers in turn, or one customer's history would grow.
cat >"$dir/post.lua" <<'LUA'
local path, template = os.getenv("LOAD_PATH"), os.getenv("LOAD_BODY")
local n = 0
request = function()
  n = n + 1
  local body = template:gsub("#", string.format("C%07d", 6001 + n % 2000))
  return wrk.format("POST", path, {["X-API-Key"] = os.getenv("LOAD_KEY"), ["Content-Type"] = "application/json"}, body)
end
LUA
export LOAD_KEY=$key

report() { awk -v name="$1" '/99%/{p99=$2} /50%/{p50=$2} /Requests\/sec/{rate=$2} /Non-2xx/{bad=$NF}
  END{printf "%-34s %9.0f /s   p50 %9s   p99 %9s   errors %d\n", name, rate, p50, p99, bad}'; }
get() { wrk -t2 -c"$connections" -d"$2"s --latency -H "X-API-Key: $key" "$url/api/v1/ping" | report "$1"; }
post() { LOAD_PATH=$3 LOAD_BODY=$4 wrk -t2 -c"$connections" -d"$2"s --latency -s "$dir/post.lua" "$url" | report "$1"; }

about='{"customerId":"#"}'
get "warm-up" "$seconds"; post "warm-up" "$seconds" /api/v1/decisions "$about"
echo "$connections connections, $seconds s each, audit in $audit:"
get "empty endpoint" "$seconds"
post "explain (decided, not recorded)" "$seconds" /api/v1/explain "$about"
post "decide (recorded)" "$seconds" /api/v1/decisions "$about"
