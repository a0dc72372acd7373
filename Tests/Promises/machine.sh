#!/bin/bash
# A machine of its own, for an hour or less: this one's files, or those in $MACHINE_ROOT, with a layer over them,
# systemd as its first process, no network but its own. `machine.sh FOLDER`: runs FOLDER/guest.sh in it as root,
# what that prints is in FOLDER/guest.log, and nothing that it does is left.
set -eu
folder=$(realpath "$1")

if [ "${2:-}" = "" ]; then
  unshare --mount --pid --net --uts --ipc --fork --kill-child "$0" "$folder" first || true
  exec unshare --mount "$0" "$folder" last
elif [ "$2" = first ]; then
  # Its own part of the control groups, which are seen as the whole.
  mkdir "$folder/groups"
  mount -t cgroup2 none "$folder/groups"
  mkdir -p "$folder/groups/rollcall-machine"
  echo 0 > "$folder/groups/rollcall-machine/cgroup.procs"
  exec unshare --cgroup "$0" "$folder" second
elif [ "$2" = last ]; then
  mount -t cgroup2 none "$folder/groups"
  exec find "$folder/groups/rollcall-machine" -depth -type d -delete
fi

mkdir "$folder/layer"
mount -t tmpfs none "$folder/layer"
mkdir "$folder"/layer/{upper,work,root}
root=$folder/layer/root
mount -t overlay overlay -o "lowerdir=${MACHINE_ROOT:-/},upperdir=$folder/layer/upper,workdir=$folder/layer/work" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t cgroup2 none "$root/sys/fs/cgroup"
for name in run tmp dev; do mount -t tmpfs none "$root/$name"; done
for name in null zero full random urandom tty; do cp -a "/dev/$name" "$root/dev/"; done
mkdir "$root"/dev/{pts,shm,mqueue,hugepages}
mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
mount -t tmpfs none "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
for name in fd:fd stdin:fd/0 stdout:fd/1 stderr:fd/2; do ln -s "/proc/self/${name#*:}" "$root/dev/${name%:*}"; done
ip link set lo up

# Nothing of this machine's starts.
rm -rf "$root"/etc/systemd/system/*.wants
mkdir -p "$root/etc/systemd/system/multi-user.target.wants" "$root/guest" "$root/old"
ln -sf /lib/systemd/system/multi-user.target "$root/etc/systemd/system/default.target"
mount --bind "$folder" "$root/guest"
ln -s ../guest.service "$root/etc/systemd/system/multi-user.target.wants/"
cat > "$root/etc/systemd/system/guest.service" <<'END'
[Service]
Type=oneshot
ExecStart=/bin/bash /guest/guest.sh
ExecStopPost=/bin/sh -c 'systemctl poweroff --force --force > /dev/null 2>&1'
StandardOutput=append:/guest/guest.log
StandardError=append:/guest/guest.log
END
cd "$root"
pivot_root . old
exec env -i container=machine PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . /bin/sh -c \
  'umount -l /old; mount --make-rshared /; exec /lib/systemd/systemd --log-target=journal --show-status=0'
