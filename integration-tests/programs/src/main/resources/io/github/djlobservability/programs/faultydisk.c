/*
 * A disk on which something goes wrong: preloaded (LD_PRELOAD) into a process, it stands in front
 * of the C library's calls for files below FOLDER. The file FAULT is read at each call. Its first
 * word says what is wrong:
 *
 *   none       all is well, and so it is where there is no such file
 *   full       what writes, or makes a file or folder, fails: ENOSPC
 *   half-full  a write takes half of what it is given; the next one fails: ENOSPC
 *   read-only  what changes anything fails: EROFS
 *   slow N     what writes takes N milliseconds
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name, type) ((type) dlsym(RTLD_NEXT, name))

enum fault { NONE, FULL, HALF_FULL, READ_ONLY };

static enum fault now(void) {
  char said[64] = {0};
  int fd = syscall(SYS_openat, AT_FDCWD, FAULT, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) {
    return NONE;
  }
  syscall(SYS_read, fd, said, sizeof said - 1);
  syscall(SYS_close, fd);
  if (strncmp(said, "slow ", 5) == 0) {
    long millis = atol(said + 5);
    struct timespec pause = {millis / 1000, millis % 1000 * 1000000};
    nanosleep(&pause, NULL);
    return NONE;
  }
  return strncmp(said, "full", 4) == 0        ? FULL
         : strncmp(said, "half-full", 9) == 0 ? HALF_FULL
         : strncmp(said, "read-only", 9) == 0 ? READ_ONLY
                                              : NONE;
}

static int isBelow(const char *path) {
  return strncmp(path, FOLDER, strlen(FOLDER)) == 0;
}

static int isFile(int fd) {
  char link[64], path[4096];
  struct stat what;
  if (fstat(fd, &what) != 0 || !S_ISREG(what.st_mode)) {
    return 0;
  }
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) {
    return 0;
  }
  path[length] = 0;
  return isBelow(path);
}

/* Returns 0, or -1 with errno set: for what changes a file or folder. */
static int refusal(int grows) {
  enum fault fault = now();
  if (fault == READ_ONLY) {
    errno = EROFS;
    return -1;
  }
  if (grows && (fault == FULL || fault == HALF_FULL)) {
    errno = ENOSPC;
    return -1;
  }
  return 0;
}

/* Returns how many of so many bytes a write may take, or -1 with errno set. */
static ssize_t room(int fd, size_t bytes) {
  static __thread int halved;
  if (!isFile(fd)) {
    return (ssize_t) bytes;
  }
  enum fault fault = now();
  if (fault == HALF_FULL && bytes > 1 && !halved) {
    halved = 1;
    return (ssize_t) (bytes / 2);
  }
  halved = 0;
  if (fault == NONE) {
    return (ssize_t) bytes;
  }
  errno = fault == READ_ONLY ? EROFS : ENOSPC;
  return -1;
}

static int opened(const char *name, const char *path, int flags, mode_t mode) {
  int writes = (flags & O_ACCMODE) != O_RDONLY;
  int makes = (flags & O_CREAT) != 0;
  if (writes && isBelow(path) && refusal(makes) != 0) {
    return -1;
  }
  return REAL(name, int (*)(const char *, int, mode_t))(path, flags, mode);
}

static mode_t modeOf(int flags, va_list arguments) {
  return flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = modeOf(flags, arguments);
  va_end(arguments);
  return opened("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = modeOf(flags, arguments);
  va_end(arguments);
  return opened("open64", path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t count) {
  ssize_t taken = room(fd, count);
  return taken < 0 ? -1 : REAL("write", ssize_t (*)(int, const void *, size_t))(fd, bytes, taken);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  ssize_t taken = room(fd, count);
  return taken < 0
             ? -1
             : REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t))(
                   fd, bytes, taken, at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  return room(fd, 1) < 0 ? -1 : REAL("writev", ssize_t (*)(int, const struct iovec *, int))(fd, parts, count);
}

int fsync(int fd) {
  return isFile(fd) && refusal(1) != 0 ? -1 : REAL("fsync", int (*)(int))(fd);
}

int fdatasync(int fd) {
  return isFile(fd) && refusal(1) != 0 ? -1 : REAL("fdatasync", int (*)(int))(fd);
}

int mkdir(const char *path, mode_t mode) {
  return isBelow(path) && refusal(1) != 0
             ? -1
             : REAL("mkdir", int (*)(const char *, mode_t))(path, mode);
}

int rename(const char *from, const char *to) {
  return isBelow(to) && refusal(0) != 0
             ? -1
             : REAL("rename", int (*)(const char *, const char *))(from, to);
}

int unlink(const char *path) {
  return isBelow(path) && refusal(0) != 0 ? -1 : REAL("unlink", int (*)(const char *))(path);
}
