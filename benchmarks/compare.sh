#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The short form of the benchmarks: a few minutes, one line a workload.
#
#   benchmarks/compare.sh [--keep FILE] [JMH options]
#
# --keep FILE   keeps JMH's JSON result there, for ResultTable
# JMH options   narrow it down, such as: -p workload=M -p peer=OURS,H2O
#
# Prints: WORKLOAD METRIC ours NS fastest-peer NAME NS ratio X
# Workloads: one row, 1,000 rows on one thread, one row's Shapley values (S, M, L each), decisions among 8 actions.
# Quick settings: 1 fork, 2 + 3 iterations of half a second, for a look; the variable QUICK replaces them, such as
# QUICK="-f 2 -wi 3 -w 1 -i 5 -r 1". README.md has the commands of the real table.
# The first run also trains what is measured (a minute or two) and keeps it in target/benchmarks.
set -eu
cd "$(dirname "$0")/.."
jar=benchmarks/target/benchmarks.jar
if [ ! -f "$jar" ]; then
    mvn -B -ntp -q -pl benchmarks -am -Dmaven.test.skip=true package >&2
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
keep=
if [ "${1:-}" = --keep ]; then
    keep=$2
    shift 2
fi
quick=${QUICK:--f 1 -wi 2 -w 500ms -i 3 -r 500ms}

measure() {
    name=$1
    shift
    if ! java -jar "$jar" -bm avgt $quick -rf json -rff "$folder/$name.json" "$@" >"$folder/$name.log" 2>&1; then
        tail -n 20 "$folder/$name.log" >&2
    fi
    # A peer whose native library is not for this machine is named and left out.
    grep -h 'must load on this machine' "$folder/$name.log" | sort -u >&2 || true
}

measure rows '\.SingleRow\.' "$@"
measure batches '\.Batch\.' -p rows=1000 -p threads=1 "$@"
measure reasons '\.ShapleyRow\.' "$@"
measure decisions '\.Decide\.' -p actions=8 "$@"
set -- "$folder"/*.json
if [ ! -f "$1" ]; then
    echo 'The benchmarks must measure something. Maybe an option is wrong: see the message above.' >&2
    exit 1
fi
java -cp "$jar" io.nextbestaction.benchmarks.table.ResultTable --lines "$@"
if [ -n "$keep" ]; then
    # One array of all: the last bracket of each file but the last becomes a comma.
    { printf '['; first=1; for f in "$@"; do [ $first = 1 ] || printf ','; first=0; tr '\n' ' ' <"$f" | sed 's/^ *\[//; s/\] *$//'; done; printf ']'; } >"$keep"
fi
