#include "sqlite_profile.h"

#include <stddef.h>

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
