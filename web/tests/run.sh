#!/bin/sh
# Runs tests of the explorer with node; 77, which ctest counts as skipped, where there is none.
cd "$(dirname "$0")/.." || exit 1
engine=../build/wasm/web/engine/maatwerk_engine.wasm
page=../out/explorer/maatwerk-explorer.html
if [ ! -e "$engine" ] || [ ! -e "$page" ] || [ ! -e node_modules ]; then
  echo "there is no explorer here: ./dev explorer makes it"
  [ -n "$MAATWERK_COMPLETE" ] && exit 1
  exit 77
fi
exec node --test --test-reporter=spec "tests/$1"
