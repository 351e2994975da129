#!/bin/sh
# Compares the management API with its own document: schemathesis sends what the document allows, and what it does not, in all
# its phases. It is installed once, into the build's directory. LOGGIA_BIN names the program; SCHEMATHESIS another schemathesis.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../target}
program=${LOGGIA_BIN:-$target/release/loggia}
schemathesis=${SCHEMATHESIS:-$target/schemathesis/bin/schemathesis}

if [ ! -x "$schemathesis" ]; then
    printf '==> installing schemathesis\n'
    python3 -m venv "$target/schemathesis"
    "$target/schemathesis/bin/pip" install --quiet 'schemathesis==4.32.5'
fi

data=$(mktemp -d)
trap 'kill "$server" 2>/dev/null; rm -rf "$data"' EXIT
server=
"$program" user add --data "$data" --email root@example.com --role administrator >/dev/null
token() { "$program" token create --data "$data" --email root@example.com --scope admin | tail -1; }
"$program" serve --demo --data "$data" --listen 127.0.0.1:0 --gateway-listen 127.0.0.1:0 --demo-listen 127.0.0.1:0 --log warn >"$data/out" 2>"$data/err" &
server=$!
until listen=$(sed -n 's/^Loggia .* listens on //p' "$data/out") && [ -n "$listen" ]; do
    kill -0 "$server" || { cat "$data/err"; exit 1; }
    sleep 0.2
done
address=http://$listen

run() {
    "$schemathesis" --config-file "$here/schemathesis.toml" run "$address/api/v1/openapi.json" --url "$address" \
        --header "Authorization: Bearer $(token)" --phases examples,coverage,fuzzing,stateful "$@"
}
# Whatever revokes tokens would revoke the one that all the rest needs.
run --exclude-operation-id revokeToken
run --include-operation-id revokeToken --max-examples 20
if grep -q ERROR "$data/err"; then
    cat "$data/err"
    exit 1
fi
