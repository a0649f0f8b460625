#!/bin/sh
# Usage: stamp FOLDER
# Sets the time of change of each file to a second between 1970 and 2001 that its content determines.
set -eu

find "$1" -type f -exec sh -euc '
  for file; do
    hash=$(sha256sum <"$file" | cut -c 1-8)
    touch -d "@$((0x$hash % 1000000000))" "$file"
  done
' sh {} +
