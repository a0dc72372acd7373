#define _GNU_SOURCE
#include "CPlatform.h"
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <linux/limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

int platform_exchange(int from_folder, const char *from, int to_folder, const char *to) {
  return renameat2(from_folder, from, to_folder, to, RENAME_EXCHANGE);
}

int platform_is_mount_point(int fd) {
  struct statx status;
  if (statx(fd, "", AT_EMPTY_PATH, 0, &status)) return -1;
  return (status.stx_attributes & status.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT) != 0;
}

int platform_syncfs(int fd) { return syncfs(fd); }

// Swift's Glibc does not show these calls, and libattr wants names of files.
int platform_copy_attributes(int from, int to) {
  // The kernel's largest list and largest value.
  static _Thread_local char names[XATTR_LIST_MAX], value[XATTR_SIZE_MAX];
  ssize_t size = flistxattr(from, names, sizeof names);
  if (size < 0) return errno == ENOTSUP ? 0 : -1;
  for (char *name = names; name < names + size; name += strlen(name) + 1) {
    ssize_t length = fgetxattr(from, name, value, sizeof value);
    if (length >= 0 && !fsetxattr(to, name, value, (size_t)length, 0)) continue;
    if (errno != ENODATA && errno != ENOTSUP && errno != EPERM && errno != EACCES) return -1;
  }
  return 0;
}

_Bool platform_same_attributes(int one, int other) {
  static _Thread_local char names[XATTR_LIST_MAX], values[2][XATTR_SIZE_MAX];
  ssize_t others = flistxattr(other, NULL, 0);
  ssize_t size = flistxattr(one, names, sizeof names);
  if (size < 0 || size != others) return size < 0 && others < 0 && errno == ENOTSUP;
  // Of as many bytes of names each is in both.
  for (char *name = names; name < names + size; name += strlen(name) + 1) {
    ssize_t length = fgetxattr(one, name, values[0], XATTR_SIZE_MAX);
    if (length < 0 || fgetxattr(other, name, values[1], XATTR_SIZE_MAX) != length) return 0;
    if (memcmp(values[0], values[1], (size_t)length)) return 0;
  }
  return 1;
}

int platform_temporary(const char *folder) {
  return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

_Bool platform_contains(const void *bytes, size_t count, const void *part, size_t part_count) {
  return memmem(bytes, count, part, part_count) != NULL;
}

int platform_close_output(void) {
  int failed = ferror(stdout);
  errno = 0;
  if (fclose(stdout) != 0) return errno ? errno : EIO;
  return failed ? EIO : 0;
}

struct build_id {
  const unsigned char *bytes;
  int size;
};

/// Looks through the notes of the first object, which is the program.
static int find_build_id(struct dl_phdr_info *object, size_t size, void *result) {
  struct build_id *found = result;
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
    if (segment->p_type != PT_NOTE) continue;
    const unsigned char *at = (const unsigned char *)(object->dlpi_addr + segment->p_vaddr);
    const unsigned char *end = at + segment->p_memsz;
    while (at + sizeof(ElfW(Nhdr)) <= end) {
      const ElfW(Nhdr) *note = (const ElfW(Nhdr) *)at;
      const unsigned char *name = at + sizeof *note;
      const unsigned char *bytes = name + ((note->n_namesz + 3) & ~3u);
      if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && !memcmp(name, "GNU", 4)) {
        found->bytes = bytes;
        found->size = (int)note->n_descsz;
        return 1;
      }
      at = bytes + ((note->n_descsz + 3) & ~3u);
    }
  }
  return 1;
}

const unsigned char *platform_build_id(int *size) {
  struct build_id found = {0, 0};
  dl_iterate_phdr(find_build_id, &found);
  *size = found.size;
  return found.bytes;
}
