#!/bin/sh
# Starts nginx, and ends it late: ECS sends the stop signal at about the moment at which it takes the task out of the load balancer, which
# goes on sending requests for some seconds. Those are served too; then nginx finishes what it has.
set -eu

sed "s|@LB_ENDPOINT@|${LB_ENDPOINT:-}|" "${NGINX_CONF:-/etc/nginx/railhead.conf}" >/tmp/nginx.conf
nginx -p /tmp/ -c /tmp/nginx.conf -e stderr -g 'daemon off;' &
nginx=$!

finish() {
  trap '' TERM QUIT INT
  sleep "${DRAIN_SECONDS:-10}"
  kill -QUIT "$nginx"
}
trap finish TERM QUIT INT

# A signal ends a wait, and nginx may still have requests.
while kill -0 "$nginx" 2>/dev/null; do
  status=0
  wait "$nginx" || status=$?
done
exit "$status"
