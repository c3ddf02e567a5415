/* Stands between a program and its files (LD_PRELOAD): records every operation below a folder, and
   makes one of them fail or the process die before it.

   FILEOPS_DIR      the folder, absolute
   FILEOPS_TRACE    where the record goes: per operation a line "kind inode path other offset count",
                    separated by tabs, and the bytes written
   FILEOPS_COUNT    where the number of operations goes when the process ends
   FILEOPS_MASK     what is counted: 1 writes, 2 syncs, 4 names, 8 reads; 7 unless told
   FILEOPS_KILL_AT  the process dies by SIGKILL before this operation
   FILEOPS_FAIL_AT  this operation fails, with FILEOPS_ERRNO
   FILEOPS_STICKY   every later one fails too
   FILEOPS_TORN     a write that fails has written its first half
   FILEOPS_SHORT    the write is half done, and no error
   FILEOPS_LIE      seeded defects: 1 syncs of files do nothing, 2 syncs of folders do nothing */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITES = 1, SYNCS = 2, NAMES = 4, READS = 8, MAX_FILES = 1024 };

static char *names[MAX_FILES];
static char root[PATH_MAX];
static size_t root_length;
static int trace = -1, mask = 7, sticky, torn, is_short, lie, failure = EIO;
static long count, kill_at, fail_at;

#define REAL(type, name, ...)                        \
  static type (*real)(__VA_ARGS__);                  \
  if (!real) real = dlsym(RTLD_NEXT, name);

static long number(const char *name, long otherwise) {
  const char *text = getenv(name);
  return text && *text ? atol(text) : otherwise;
}

static int real_open(const char *path, int flags, mode_t mode) {
  REAL(int, "open64", const char *, int, ...)
  return real(path, flags, mode);
}

static ssize_t real_write(int file, const void *bytes, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t)
  return real(file, bytes, length);
}

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("FILEOPS_DIR");
  if (!text) return;
  snprintf(root, sizeof root, "%s", text);
  root_length = strlen(root);
  mask = number("FILEOPS_MASK", 7);
  kill_at = number("FILEOPS_KILL_AT", 0);
  fail_at = number("FILEOPS_FAIL_AT", 0);
  failure = number("FILEOPS_ERRNO", EIO);
  sticky = number("FILEOPS_STICKY", 0);
  torn = number("FILEOPS_TORN", 0);
  is_short = number("FILEOPS_SHORT", 0);
  lie = number("FILEOPS_LIE", 0);
  text = getenv("FILEOPS_TRACE");
  if (text) trace = real_open(text, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

__attribute__((destructor)) static void end(void) {
  const char *text = getenv("FILEOPS_COUNT");
  if (!text || !root_length) return;
  int file = real_open(text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  char line[32];
  real_write(file, line, snprintf(line, sizeof line, "%ld\n", count));
}

static const char *absolute(const char *path, char *buffer) {
  if (path[0] == '/') return path;
  if (!getcwd(buffer, PATH_MAX / 2)) return path;
  strncat(buffer, "/", 2);
  return strncat(buffer, path, PATH_MAX / 2);
}

/* Whether a path lies below the folder; the files of SQLite's own locking do not count. */
static int is_ours(const char *path) {
  return root_length && !strncmp(path, root, root_length) &&
         (path[root_length] == '/' || !path[root_length]);
}

static const char *name_of(int file) {
  return file >= 0 && file < MAX_FILES ? names[file] : 0;
}

/* Counts an operation; returns whether it has to fail. */
static int gate(int kind) {
  if (!(mask & kind)) return 0;
  count++;
  if (count == kill_at) kill(getpid(), SIGKILL);
  if (!fail_at || is_short) return 0;
  if (count == fail_at || (sticky && count > fail_at)) {
    errno = failure;
    return 1;
  }
  return 0;
}

static const char *inside(const char *path) {
  if (!path) return "";
  path += root_length;
  return *path == '/' ? path + 1 : path;
}

static void record(char kind, uint64_t inode, const char *path, const char *other, int64_t offset,
                   const void *bytes, size_t length) {
  if (trace < 0) return;
  int saved = errno;
  char line[2 * PATH_MAX];
  int used = snprintf(line, sizeof line, "%c\t%llu\t%s\t%s\t%lld\t%zu\n", kind,
                      (unsigned long long)inode, inside(path), inside(other), (long long)offset,
                      bytes ? length : 0);
  struct iovec parts[3] = {{line, used}, {(void *)bytes, bytes ? length : 0}, {"\n", 1}};
  writev(trace, parts, 3);
  errno = saved;
}

static uint64_t inode_of(int file) {
  struct stat status;
  return fstat(file, &status) ? 0 : status.st_ino;
}

static int open_gated(const char *given, int flags, mode_t mode) {
  char buffer[PATH_MAX];
  const char *path = absolute(given, buffer);
  if (!is_ours(path)) return real_open(given, flags, mode);
  int is_unnamed = (flags & O_TMPFILE) == O_TMPFILE;
  int is_new = is_unnamed || ((flags & O_CREAT) && access(path, F_OK));
  if (is_new && gate(NAMES)) return -1;
  int file = real_open(given, flags, mode);
  if (file < 0 || file >= MAX_FILES) return file;
  free(names[file]);
  names[file] = strdup(path);
  if (is_unnamed)
    record('N', inode_of(file), path, 0, 0, 0, 0);
  else if (is_new)
    record('C', inode_of(file), path, 0, 0, 0, 0);
  else if (flags & O_TRUNC)
    record('T', inode_of(file), path, 0, 0, 0, 0);
  return file;
}

#define OPEN(name)                                                          \
  int name(const char *path, int flags, ...) {                              \
    va_list more;                                                           \
    va_start(more, flags);                                                  \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more);                                                           \
    return open_gated(path, flags, mode);                                   \
  }
OPEN(open)
OPEN(open64)

int close(int file) {
  REAL(int, "close", int)
  if (name_of(file)) {
    free(names[file]);
    names[file] = 0;
  }
  return real(file);
}

static ssize_t written(int file, const char *path, const void *bytes, ssize_t length,
                       off_t offset) {
  if (length > 0) record('W', inode_of(file), path, 0, offset, bytes, length);
  return length;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off_t)
  const char *path = name_of(file);
  if (!path) return real(file, bytes, length, offset);
  if (gate(WRITES)) {
    if (torn && length > 1)
      written(file, path, bytes, real(file, bytes, length / 2, offset), offset);
    errno = failure;
    return -1;
  }
  if (is_short && count == fail_at && length > 1) length /= 2;
  return written(file, path, bytes, real(file, bytes, length, offset), offset);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
  return pwrite64(file, bytes, length, offset);
}

ssize_t write(int file, const void *bytes, size_t length) {
  const char *path = name_of(file);
  if (!path) return real_write(file, bytes, length);
  off_t offset = lseek(file, 0, SEEK_CUR);
  if (gate(WRITES)) {
    if (torn && length > 1)
      written(file, path, bytes, real_write(file, bytes, length / 2), offset);
    errno = failure;
    return -1;
  }
  if (is_short && count == fail_at && length > 1) length /= 2;
  return written(file, path, bytes, real_write(file, bytes, length), offset);
}

ssize_t pread64(int file, void *bytes, size_t length, off_t offset) {
  REAL(ssize_t, "pread64", int, void *, size_t, off_t)
  if (name_of(file) && gate(READS)) return -1;
  return real(file, bytes, length, offset);
}

ssize_t pread(int file, void *bytes, size_t length, off_t offset) {
  return pread64(file, bytes, length, offset);
}

ssize_t read(int file, void *bytes, size_t length) {
  REAL(ssize_t, "read", int, void *, size_t)
  if (name_of(file) && gate(READS)) return -1;
  return real(file, bytes, length);
}

int ftruncate64(int file, off_t length) {
  REAL(int, "ftruncate64", int, off_t)
  const char *path = name_of(file);
  if (!path) return real(file, length);
  if (gate(WRITES)) return -1;
  int result = real(file, length);
  if (!result) record('T', inode_of(file), path, 0, length, 0, 0);
  return result;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

static int sync_gated(int file, int (*real)(int)) {
  const char *path = name_of(file);
  if (!path) return real(file);
  if (gate(SYNCS)) return -1;
  struct stat status;
  int is_folder = !fstat(file, &status) && S_ISDIR(status.st_mode);
  if (lie & (is_folder ? 2 : 1)) return 0;
  int result = real(file);
  if (!result) record(is_folder ? 'D' : 'S', status.st_ino, path, 0, 0, 0, 0);
  return result;
}

int fsync(int file) {
  REAL(int, "fsync", int)
  return sync_gated(file, real);
}

int fdatasync(int file) {
  REAL(int, "fdatasync", int)
  return sync_gated(file, real);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *)
  if (!is_ours(path)) return real(path);
  if (gate(NAMES)) return -1;
  int result = real(path);
  if (!result) record('U', 0, path, 0, 0, 0, 0);
  return result;
}

int rmdir(const char *path) {
  REAL(int, "rmdir", const char *)
  if (!is_ours(path)) return real(path);
  if (gate(NAMES)) return -1;
  int result = real(path);
  if (!result) record('U', 0, path, 0, 0, 0, 0);
  return result;
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t)
  if (!is_ours(path)) return real(path, mode);
  if (gate(NAMES)) return -1;
  int result = real(path, mode);
  if (!result) record('M', 0, path, 0, 0, 0, 0);
  return result;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *)
  if (!is_ours(from)) return real(from, to);
  if (gate(NAMES)) return -1;
  int result = real(from, to);
  if (!result) record('R', 0, from, to, 0, 0, 0);
  return result;
}

int renameat2(int one, const char *from, int two, const char *to, unsigned flags) {
  REAL(int, "renameat2", int, const char *, int, const char *, unsigned)
  if (!is_ours(from)) return real(one, from, two, to, flags);
  if (gate(NAMES)) return -1;
  int result = real(one, from, two, to, flags);
  if (!result) record('R', 0, from, to, 0, 0, 0);
  return result;
}

int linkat(int one, const char *from, int two, const char *to, int flags) {
  REAL(int, "linkat", int, const char *, int, const char *, int)
  if (!is_ours(to)) return real(one, from, two, to, flags);
  if (gate(NAMES)) return -1;
  int result = real(one, from, two, to, flags);
  struct stat status;
  if (!result && !stat(to, &status)) record('L', status.st_ino, to, 0, 0, 0, 0);
  return result;
}

int posix_fallocate64(int file, off_t offset, off_t length) {
  REAL(int, "posix_fallocate64", int, off_t, off_t)
  const char *path = name_of(file);
  if (!path) return real(file, offset, length);
  if (gate(WRITES)) return failure;
  int result = real(file, offset, length);
  if (!result) record('T', inode_of(file), path, 0, offset + length, 0, 0);
  return result;
}

int posix_fallocate(int file, off_t offset, off_t length) {
  return posix_fallocate64(file, offset, length);
}
