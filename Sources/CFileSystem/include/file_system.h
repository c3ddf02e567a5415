#ifndef FILE_SYSTEM_H
#define FILE_SYSTEM_H

/* What Linux offers and Swift's view of the C library does not show: calls that are declared only
   under _GNU_SOURCE, and fcntl, which is variadic. Every call returns -1 with errno set where it
   fails. */

/* Renames and fails with EEXIST where the new name is taken. Returns 0. */
int file_system_rename_new(const char *old_path, const char *new_path);

/* Opens a new file without a name in a folder, for writing, mode 0600: a process that ends leaves
   nothing of it. Fails with EOPNOTSUPP where the file system or a missing /proc does not allow it.
   Returns the descriptor. */
int file_system_open_unnamed(const char *folder);

/* Gives an unnamed file its name and fails with EEXIST where the name is taken. Returns 0. */
int file_system_link_unnamed(int descriptor, const char *path);

/* Has the system begin to store a part of a file in the background, so that less is left to wait for
   when the file is synced. A hint: whether it was stored is what fsync says. Returns 0. */
int file_system_begin_storing(int descriptor, long long start, long long length);

/* Has writes go to the disk and not into the system's cache first, or ends that. They have to lie at
   multiples of a page in the file and in memory. Fails with EINVAL where the file system does not
   offer it, or only the write does. Returns 0. */
int file_system_bypass_cache(int descriptor, int is_on);

/* Waits in the order of arrival until everybody who came before has left, at most so many
   milliseconds; then fails with ETIMEDOUT. The turn ends when the descriptor returned is closed, or
   with its process. The locks belong to the descriptor alone (F_OFD_SETLK), so that nothing else
   the process opens or closes gives them up. */
int file_system_queue_enter(const char *path, long milliseconds);

/* Locks a file that is made where it is missing, shared or not, waiting at most so many
   milliseconds; then fails with ETIMEDOUT. Returns the descriptor that holds the lock. */
int file_system_lock(const char *path, int is_shared, long milliseconds);

#endif
