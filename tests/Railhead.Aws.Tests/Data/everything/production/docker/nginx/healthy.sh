#!/bin/sh
# Usage: healthy MATCHER URL
# Succeeds if the response status matches MATCHER, in the load balancer's notation: "200", "200,204" or "200-399".
set -eu

status=$(curl --silent --output /dev/null --max-time 30 --user-agent ELB-HealthChecker/2.0 --write-out '%{http_code}' --globoff -- "$2")
IFS=,
for codes in $1; do
  if [ "$status" -ge "${codes%-*}" ] && [ "$status" -le "${codes#*-}" ]; then
    exit 0
  fi
done
exit 1
