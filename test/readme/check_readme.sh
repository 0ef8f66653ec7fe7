#!/usr/bin/env bash
# Runs the commands of a README's console blocks against a shop of its own, and its programs:
#   check_readme.sh README SOUK CLIENT ACTORS
# A command stands behind "$ ", what it prints on the lines below; "..." stands for anything.
set -euo pipefail
readme=$1 souk=$2 client=$3 actors=$4
start_seconds=30

# What the tests are told, as in SOUK_TEST_SEED, is not for the program.
unset "${!SOUK_@}"
folder=$(mktemp -d)
coproc server { exec "$souk" serve --demo --port 0 --admin-port 0 --log-level warn --database "$folder/shop.db"; }
server_pid=$server_PID
trap 'kill "$server_pid" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$souk" "$folder/bin/souk"
url='' admin=''
while [[ -z "$admin" ]] && read -r -t "$start_seconds" line <&"${server[0]}"; do
  [[ "$line" =~ API\ +(http://[0-9.:]+) ]] && url=${BASH_REMATCH[1]}
  [[ "$line" =~ Admin\ +(http://[0-9.:]+) ]] && admin=${BASH_REMATCH[1]}
done
[[ -n "$url" && -n "$admin" ]] || { echo "the shop did not say where it is" >&2; exit 1; }

failures=0 commands=0

# check <command> <expected>
check() {
  local command=${1//http:\/\/127.0.0.1:8080/$url} expected=$2 printed pattern
  command=${command//http:\/\/127.0.0.1:8081/$admin}
  commands=$((commands + 1))
  printed=$(cd "$folder" && PATH="$folder/bin:$PATH" sh -c "${command/#curl/curl -sS}" 2>&1) || true
  pattern=$(sed -e 's/[][\\*?]/\\&/g' -e 's/\.\.\./*/g' <<<"$expected")
  # shellcheck disable=SC2053 # it is a pattern
  if [[ "$printed" != $pattern ]]; then
    printf 'command   %s\nexpected  %s\nprinted   %s\n\n' "$1" "$expected" "$printed" >&2
    failures=$((failures + 1))
  fi
}

is_inside=false command='' expected=''
while IFS= read -r line; do
  case "$line" in
    '```console') is_inside=true ;;
    '```'*)
      if $is_inside && [[ -n "$command" ]]; then check "$command" "$expected"; fi
      is_inside=false command='' expected=''
      ;;
    '$ '*)
      if $is_inside; then
        if [[ -n "$command" ]]; then check "$command" "$expected"; fi
        command=${line#'$ '} expected=''
      fi
      ;;
    *) if $is_inside; then expected+=${expected:+$'\n'}$line; fi ;;
  esac
done <"$readme"
((commands > 0)) || { echo "$readme has no console block" >&2; exit 1; }

# says <pattern> <program> [argument...]
says() {
  local pattern=$1 printed
  shift
  printed=$("$@" 2>&1) || failures=$((failures + 1))
  if [[ ! "$printed" =~ $pattern ]]; then
    printf 'program   %s\nexpected  %s\nprinted   %s\n\n' "$*" "$pattern" "$printed" >&2
    failures=$((failures + 1))
  fi
}
says 'Order [0-9]+: 79.80.*Desk lamp.*cart_empty: ' "$client" "$url"
says '^1.7980.1$' "$actors"

kill -TERM "$server_pid"
wait "$server_pid" || { echo "the shop did not end well" >&2; failures=$((failures + 1)); }
echo "$commands commands, $failures failures"
((failures == 0))
