#ifndef ROLLCALL_CPLATFORM_H
#define ROLLCALL_CPLATFORM_H

#include <stddef.h>

/// Exchanges two names, each in its folder, atomically: renameat2(2) with RENAME_EXCHANGE,
/// which Swift's Glibc does not show. 0, or -1 with errno.
int platform_exchange(int from_folder, const char *from, int to_folder, const char *to);

/// Whether something is mounted on the folder `fd`: 1 or 0, or -1 where the kernel does not tell
/// (before Linux 5.8).
int platform_is_mount_point(int fd);

/// syncfs(2) of the file system that `fd` lies on. 0, or -1 with errno.
int platform_syncfs(int fd);

/// Gives the file `to` the extended attributes of `from`, access control lists among them, but for
/// those that the file system does not have or only root may set. 0, or -1 with errno.
int platform_copy_attributes(int from, int to);

/// Whether two open files have the same extended attributes, access control lists among them. Not
/// where they cannot be read.
_Bool platform_same_attributes(int one, int other);

/// An unnamed temporary file in `folder` (O_TMPFILE), or -1 with errno.
int platform_temporary(const char *folder);

/// The build id that the linker gave the running program, which changes with its
/// code: `*size` bytes, or none where it has no such note.
const unsigned char *platform_build_id(int *size);

/// Writes what is left of standard output and closes it. 0, or why some of what
/// was printed is lost: an errno.
int platform_close_output(void);

/// Whether `bytes` has `part` in it, by memmem(3).
_Bool platform_contains(const void *bytes, size_t count, const void *part, size_t part_count);

#endif
