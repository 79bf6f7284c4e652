#!/usr/bin/env bash
# cluster.sh FOLDER RANKS COMMAND...: runs a program on two simulated hosts: network namespaces joined by a bridge, each with a host name and
# a folder of its own for temporary files. Open MPI's daemons enter them through an agent in place of ssh; ranks on different hosts speak TCP. Wants root and ip.
set -euo pipefail
folder=$1 ranks=$2
shift 2
# A network of its own, should two of these run at once.
net=10.$((64 + $$ / 256 % 128)).$(($$ % 256))
name=nl$$
cleanup() {
  for k in 1 2; do ip netns del "$name-$k" 2>/dev/null || true; done
  ip link del "$name" 2>/dev/null || true
  rm -rf "$temporary"
}
temporary=$(mktemp -d)
trap cleanup EXIT
ip link add "$name" type bridge
ip addr add "$net.254/24" dev "$name"
ip link set "$name" up
for k in 1 2; do
  ip netns add "$name-$k"
  ip link add "$name$k" type veth peer name eth0 netns "$name-$k"
  ip link set "$name$k" master "$name" up
  ip -n "$name-$k" addr add "$net.$k/24" dev eth0
  ip -n "$name-$k" link set eth0 up
  ip -n "$name-$k" link set lo up
  mkdir "$temporary/$k"
done
cat >"$folder/agent.sh" <<AGENT
#!/usr/bin/env bash
host=\$1
shift
k=\${host##*.}
exec ip netns exec "$name-\$k" unshare --uts --mount --ipc bash -c "hostname host\$k; export TMPDIR='$temporary/\$k'; \$*"
AGENT
chmod +x "$folder/agent.sh"
mpirun.openmpi --mca plm_rsh_agent "$folder/agent.sh" --mca plm_rsh_no_tree_spawn 1 --mca oob_tcp_if_include "$net.0/24" \
  --mca pml ob1 --mca osc ^ucx --mca btl tcp,self --mca btl_tcp_if_include "$net.0/24" \
  --host "$net.1:$ranks,$net.2:$ranks" --map-by node -np "$ranks" -x NUMLOOM_BACKEND=single "$@"
