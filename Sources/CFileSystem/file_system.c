#define _GNU_SOURCE
#include "file_system.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

int file_system_rename_new(const char *old_path, const char *new_path) {
  return renameat2(AT_FDCWD, old_path, AT_FDCWD, new_path, RENAME_NOREPLACE);
}

int file_system_open_unnamed(const char *folder) {
  int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  /* EISDIR and ENOENT are what kernels answer that do not know the flag. */
  if (descriptor < 0) {
    if (errno == EISDIR || errno == ENOENT || errno == EINVAL) errno = EOPNOTSUPP;
    return -1;
  }
  char path[40];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  if (access(path, F_OK) == 0) return descriptor;
  close(descriptor);
  errno = EOPNOTSUPP;
  return -1;
}

int file_system_link_unnamed(int descriptor, const char *path) {
  char unnamed[40];
  snprintf(unnamed, sizeof unnamed, "/proc/self/fd/%d", descriptor);
  return linkat(AT_FDCWD, unnamed, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

int file_system_begin_storing(int descriptor, long long start, long long length) {
  return sync_file_range(descriptor, start, length, SYNC_FILE_RANGE_WRITE);
}

int file_system_bypass_cache(int descriptor, int is_on) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return -1;
  return fcntl(descriptor, F_SETFL, is_on ? flags | O_DIRECT : flags & ~O_DIRECT);
}

static long long milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* Sleeps for a millisecond; fails with ETIMEDOUT behind the deadline. */
static int pause_until(long long deadline) {
  if (milliseconds_now() >= deadline) {
    errno = ETIMEDOUT;
    return -1;
  }
  struct timespec pause = {.tv_nsec = 1000000};
  nanosleep(&pause, 0);
  return 0;
}

static int fail_closing(int descriptor) {
  int failure = errno;
  close(descriptor);
  errno = failure;
  return -1;
}

static int open_lock_file(const char *path) {
  return open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static struct flock range(short type, off_t start, off_t length) {
  return (struct flock){
      .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
}

/* Byte 0 is the door, held only while a place is taken; every later byte is a place in the queue. */
int file_system_queue_enter(const char *path, long milliseconds) {
  long long deadline = milliseconds_now() + milliseconds;
  int descriptor = open_lock_file(path);
  if (descriptor < 0) return -1;
  for (;;) {
    struct flock door = range(F_WRLCK, 0, 1);
    if (fcntl(descriptor, F_OFD_SETLK, &door) == 0) break;
    if (errno != EAGAIN && errno != EACCES && errno != EINTR) return fail_closing(descriptor);
    if (pause_until(deadline)) return fail_closing(descriptor);
  }
  off_t place = 1;
  for (;;) {
    struct flock taken = range(F_WRLCK, place, 0);
    if (fcntl(descriptor, F_OFD_GETLK, &taken)) return fail_closing(descriptor);
    if (taken.l_type == F_UNLCK) break;
    /* A lock without an end is nobody's place; whoever holds it keeps everybody out. */
    if (taken.l_len == 0) {
      if (pause_until(deadline)) return fail_closing(descriptor);
      continue;
    }
    if (taken.l_start + taken.l_len > place) place = taken.l_start + taken.l_len;
  }
  struct flock own = range(F_WRLCK, place, 1);
  struct flock door = range(F_UNLCK, 0, 1);
  if (fcntl(descriptor, F_OFD_SETLK, &own) || fcntl(descriptor, F_OFD_SETLK, &door))
    return fail_closing(descriptor);
  while (place > 1) {
    struct flock before = range(F_WRLCK, 1, place - 1);
    if (fcntl(descriptor, F_OFD_GETLK, &before)) return fail_closing(descriptor);
    if (before.l_type == F_UNLCK) break;
    if (pause_until(deadline)) return fail_closing(descriptor);
  }
  return descriptor;
}

int file_system_lock(const char *path, int is_shared, long milliseconds) {
  long long deadline = milliseconds_now() + milliseconds;
  int descriptor = open_lock_file(path);
  if (descriptor < 0) return -1;
  while (flock(descriptor, (is_shared ? LOCK_SH : LOCK_EX) | LOCK_NB)) {
    if (errno != EWOULDBLOCK && errno != EINTR) return fail_closing(descriptor);
    if (pause_until(deadline)) return fail_closing(descriptor);
  }
  return descriptor;
}
