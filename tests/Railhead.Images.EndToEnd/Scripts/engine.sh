#!/bin/sh
# Usage: engine.sh FOLDER CGROUP
# A Docker Engine, a registry and a load balancer. It is the first process of namespaces of its own: network, mounts and processes. So it uses
# any port, its names lead nowhere else, and nothing is left when it ends.
set -eu
folder=$1 cgroup=$2

ip link set lo up
mount --make-rprivate /
mount --bind "$folder/hosts" /etc/hosts
mount --bind "$folder/resolv.conf" "$(readlink -f /etc/resolv.conf)"
# Everything large is in memory: dpkg and the Docker Engine wait for the disk otherwise.
mount -t tmpfs tmpfs "$folder/memory"
until ip -4 address show dev tap0 2>/dev/null | grep -q inet; do sleep 0.05; done

docker-registry serve "$folder/registry.yml" >"$folder/registry.log" 2>&1 &
docker-registry serve "$folder/public-registry.yml" >"$folder/public-registry.log" 2>&1 &
haproxy -db -f "$folder/haproxy.cfg" >"$folder/haproxy.log" 2>&1 &
SSL_CERT_FILE=$folder/ca.pem dockerd --data-root "$folder/memory/docker" --exec-root "$folder/exec" --pidfile "$folder/dockerd.pid" \
  --host "unix://$folder/docker.sock" --exec-opt native.cgroupdriver=cgroupfs --cgroup-parent "$cgroup" \
  >"$folder/dockerd.log" 2>&1 &
wait
