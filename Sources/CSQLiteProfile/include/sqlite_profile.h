#ifndef SQLITE_PROFILE_H
#define SQLITE_PROFILE_H

#include <sqlite3.h>
#include <stdint.h>

/* sqlite3_db_config is variadic, and the destructor constants of sqlite3_bind_* are casts of
   integers: neither can be called from Swift. Everything here is a plain forward. */

/* Turns off the memory statistics of the library, which take a lock at every allocation. Only before
   the first connection; later it is refused and nothing changes. */
int sqlite_profile_prepare(void);

/* Turns on DEFENSIVE, turns off extension loading, double-quoted strings and trusted schema.
   Returns SQLITE_OK, or the first code that is not. */
int sqlite_profile_harden(sqlite3 *connection);

/* Whether statements that are prepared from now on fire triggers. Returns SQLITE_OK, or why not. */
int sqlite_profile_triggers(sqlite3 *connection, int fire);

/* Runs a pragma and, where it answers with a row, leaves the first column in found as a text that
   ends. Returns SQLITE_ROW, SQLITE_DONE where there was no row, or the code of what failed. */
int sqlite_profile_setting(sqlite3 *connection, const char *sql, char *found, int room);

/* Both bind a copy, so that the caller's buffer may move before the step. */
int sqlite_profile_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count);
int sqlite_profile_bind_text(sqlite3_stmt *statement, int index, const void *utf8, int count);

/* Binds bytes that stay where they are until the statement is reset and its values are cleared. */
int sqlite_profile_lend_blob(sqlite3_stmt *statement, int index, const void *bytes, int count);
int sqlite_profile_lend_text(sqlite3_stmt *statement, int index, const void *utf8, int count);

/* Rows that a statement gathered in SQLite's own loop, which costs half of what it costs to hand them
   over one by one: integers side by side, and behind each other the bytes of the last column. */
typedef struct sqlite_profile_rows {
  int64_t *integers;
  unsigned char *bytes;
  int32_t *ends;
  int32_t count;
  int32_t room;
  int32_t width;
  int32_t used;
  int32_t length;
} sqlite_profile_rows;

/* Teaches a connection gather(rows, key, ...): it takes up `width` integers and, where there is one
   more argument, its bytes, and is true for the row that fills the room. */
int sqlite_profile_teach(sqlite3 *connection);

/* Room for so many rows with so many integers each; NULL where there is no memory. */
sqlite_profile_rows *sqlite_profile_make_rows(int32_t most, int32_t width);
void sqlite_profile_free_rows(sqlite_profile_rows *rows);

/* Gives a statement the rows that its gather() fills. They outlive the statement's last step. */
int sqlite_profile_bind_rows(sqlite3_stmt *statement, int index, sqlite_profile_rows *rows);

#endif
