#include "sqlite_profile.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

int sqlite_profile_prepare(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

int sqlite_profile_harden(sqlite3 *connection) {
  static const struct {
    int option;
    int value;
  } settings[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},
      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
      {SQLITE_DBCONFIG_DQS_DDL, 0},
      {SQLITE_DBCONFIG_DQS_DML, 0},
      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
  };
  for (unsigned i = 0; i < sizeof settings / sizeof settings[0]; i++) {
    int now = -1;
    int code = sqlite3_db_config(connection, settings[i].option, settings[i].value, &now);
    if (code != SQLITE_OK) return code;
    if (now != settings[i].value) return SQLITE_MISUSE;
  }
  return SQLITE_OK;
}

int sqlite_profile_triggers(sqlite3 *connection, int fire) {
  int now = -1;
  int code = sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, fire, &now);
  if (code != SQLITE_OK) return code;
  return now == fire ? SQLITE_OK : SQLITE_MISUSE;
}

int sqlite_profile_setting(sqlite3 *connection, const char *sql, char *found, int room) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(connection, sql, -1, &statement, NULL);
  if (code != SQLITE_OK) return code;
  code = sqlite3_step(statement);
  if (code == SQLITE_ROW && room > 0) {
    const unsigned char *text = sqlite3_column_text(statement, 0);
    sqlite3_snprintf(room, found, "%s", text ? (const char *)text : "");
  }
  int final = sqlite3_finalize(statement);
  return final == SQLITE_OK ? code : final;
}

int sqlite_profile_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

int sqlite_profile_lend_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_STATIC);
}

int sqlite_profile_bind_text(sqlite3_stmt *statement, int index, const void *utf8, int count) {
  return sqlite3_bind_text(statement, index, count == 0 ? "" : utf8, count, SQLITE_TRANSIENT);
}

int sqlite_profile_lend_text(sqlite3_stmt *statement, int index, const void *utf8, int count) {
  return sqlite3_bind_text(statement, index, count == 0 ? "" : utf8, count, SQLITE_STATIC);
}

static const char rows_kind[] = "rows";

static int rows_take_bytes(sqlite_profile_rows *rows, sqlite3_value *value) {
  const void *bytes = sqlite3_value_blob(value);
  int32_t count = sqlite3_value_bytes(value);
  if (count > rows->length - rows->used) {
    int64_t length = ((int64_t)rows->used + count) * 2 + 1024;
    if (length > INT32_MAX) return SQLITE_TOOBIG;
    unsigned char *larger = realloc(rows->bytes, (size_t)length);
    if (larger == NULL) return SQLITE_NOMEM;
    rows->bytes = larger;
    rows->length = (int32_t)length;
  }
  if (count > 0) memcpy(rows->bytes + rows->used, bytes, (size_t)count);
  rows->used += count;
  return SQLITE_OK;
}

static void rows_gather(sqlite3_context *context, int count, sqlite3_value **values) {
  sqlite_profile_rows *rows = count > 0 ? sqlite3_value_pointer(values[0], rows_kind) : NULL;
  if (rows == NULL || rows->count >= rows->room || count < 1 + rows->width
      || count > 2 + rows->width) {
    sqlite3_result_error_code(context, SQLITE_MISUSE);
    return;
  }
  int64_t *row = rows->integers + (ptrdiff_t)rows->count * rows->width;
  for (int32_t i = 0; i < rows->width; i++) row[i] = sqlite3_value_int64(values[1 + i]);
  if (count > 1 + rows->width) {
    int code = rows_take_bytes(rows, values[1 + rows->width]);
    if (code != SQLITE_OK) {
      sqlite3_result_error_code(context, code);
      return;
    }
  }
  rows->ends[rows->count++] = rows->used;
  sqlite3_result_int(context, rows->count == rows->room);
}

int sqlite_profile_teach(sqlite3 *connection) {
  return sqlite3_create_function_v2(connection, "gather", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL,
                                    rows_gather, NULL, NULL, NULL);
}

sqlite_profile_rows *sqlite_profile_make_rows(int32_t most, int32_t width) {
  sqlite_profile_rows *rows = calloc(1, sizeof *rows);
  if (rows == NULL) return NULL;
  rows->width = width;
  rows->integers = calloc((size_t)most * (size_t)width, sizeof *rows->integers);
  rows->ends = calloc((size_t)most, sizeof *rows->ends);
  if (rows->integers != NULL && rows->ends != NULL) return rows;
  sqlite_profile_free_rows(rows);
  return NULL;
}

void sqlite_profile_free_rows(sqlite_profile_rows *rows) {
  if (rows == NULL) return;
  free(rows->integers);
  free(rows->ends);
  free(rows->bytes);
  free(rows);
}

int sqlite_profile_bind_rows(sqlite3_stmt *statement, int index, sqlite_profile_rows *rows) {
  return sqlite3_bind_pointer(statement, index, rows, rows_kind, NULL);
}
