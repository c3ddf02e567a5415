#ifndef FILE_SYSTEM_H
#define FILE_SYSTEM_H

/* Renames and fails with EEXIST where the new name is taken; the C library declares the call only
   under _GNU_SOURCE, which Swift's view of it does not set. Returns 0, or -1 with errno set. */
int file_system_rename_new(const char *old_path, const char *new_path);

#endif
