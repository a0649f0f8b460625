#!/bin/sh
# Starts nginx, and delays its stop: ECS sends the stop signal at about the time it deregisters the task from the load balancer, which keeps
# sending requests for some seconds. nginx serves these too, then finishes its open requests and exits.
set -eu

sed "s|@LB_ENDPOINT@|${LB_ENDPOINT:-}|" "${NGINX_CONF:-/etc/nginx/railhead.conf}" >/tmp/nginx.conf
nginx -p /tmp/ -c /tmp/nginx.conf -e stderr -g 'daemon off;' &
nginx=$!

finish() {
  trap '' TERM QUIT INT
  sleep "${DRAIN_SECONDS:-10}"
  kill -QUIT "$nginx" || true
  interrupted=yes
}
trap finish TERM QUIT INT

# A signal interrupts wait while nginx may still have open requests. The status is from a wait that no signal interrupted.
while
  interrupted=
  status=0
  wait "$nginx" || status=$?
  [ -n "$interrupted" ] || kill -0 "$nginx" 2>/dev/null
do :; done
exit "$status"
