#ifndef ROLLCALL_CSIMDJSON_H
#define ROLLCALL_CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The fields of a dump's records that rollcall reads, as places in a
/// `json_record`. `json_field_name` gives their keys in this order.
typedef enum {
  FIELD_KIND,
  FIELD_ID,
  FIELD_NAME,
  FIELD_EMAIL,
  FIELD_ROLE,
  FIELD_TITLE,
  FIELD_STATUS,
  FIELD_BOT,
  FIELD_CREATED_AT,
  FIELD_LAST_LOGIN_AT,
  FIELD_DESCRIPTION,
  FIELD_USER_ID,
  FIELD_WORKSPACE_ID,
  FIELD_SINCE,
  FIELD_ARCHIVED,
  FIELD_TYPE,
  FIELD_AT,
  FIELD_COUNT,
  FIELD_TIME_ZONE,
  FIELD_EXPORTED_AT,
  FIELD_URL,
  FIELD_ACCOUNTS,
  FIELD_TOTAL
} json_field;

typedef enum {
  VALUE_ABSENT,
  VALUE_NULL,
  VALUE_FALSE,
  VALUE_TRUE,
  VALUE_INTEGER,
  /// A number as it is written in the input.
  VALUE_NUMBER,
  /// Unescaped UTF-8.
  VALUE_STRING,
  /// Of a record of a dump: an object or an array.
  VALUE_CONTAINER,
  VALUE_OBJECT,
  VALUE_ARRAY
} json_type;

/// One value of a record. `text` is borrowed until the next record is parsed.
typedef struct {
  const char *text;
  int64_t integer;
  uint32_t length;
  uint8_t type;
} json_value;

typedef struct {
  json_value values[FIELD_TOTAL];
} json_record;

typedef enum {
  /// An object; `json_record` is filled, with the last value of a repeated key.
  RECORD_OBJECT,
  /// Valid JSON, but no object.
  RECORD_OTHER,
  /// Refused, or in need of more than simdjson keeps: exact digits, or depths.
  RECORD_UNDECIDED
} json_outcome;

typedef struct json_parser json_parser;

/// A parser with its own memory, for one thread; NULL without memory, or on a machine that simdjson does not know.
json_parser *json_parser_create(void);
void json_parser_destroy(json_parser *parser);

/// Parses one record of `length` bytes. 64 bytes behind it must be readable. Without a parser nothing is decided.
json_outcome json_parse(json_parser *parser, const char *bytes, size_t length, json_record *record);

/// The field with this key, or FIELD_TOTAL.
json_field json_field_named(const char *key, size_t length);
const char *json_field_name(json_field field);

/// How many bytes a batch may have: what lies in it and simdjson's notes of it fit into the fastest cache.
enum { JSON_LONGEST_BATCH = 16 << 10 };

/// Objects that follow each other with nothing but white space between, parsed at once. Whether one is valid is not
/// decided here, but for those that are taken: each of the others is for `json_parse`.
typedef struct json_batch json_batch;

/// For one thread; NULL without memory.
json_batch *json_batch_create(void);
void json_batch_destroy(json_batch *batch);

/// Begins with the records that stand in `bytes`, whole and without white space before the first one. The byte behind
/// them must be white space, and 64 more readable.
void json_batch_begin(json_batch *batch, const char *bytes, size_t length);
/// Whether the next record is taken, as `json_parse` does with a RECORD_OBJECT. It must begin at `start`, and the one
/// behind it at `next`, which is NULL for the last. False for all that follow one which is not taken.
bool json_batch_next(json_batch *batch, const char *start, const char *next, json_record *record);

/// How many bytes behind a record `json_parse` may read.
size_t json_padding(void);

/// Which values of a record are read, as a tree of keys: node 0 is the record.
typedef struct json_shape json_shape;

/// Never NULL: without memory the program ends, as all of Swift does.
json_shape *json_shape_create(void);
void json_shape_destroy(json_shape *shape);
/// The node of the value under `key` of the object at `node`; it is made where there is none.
int32_t json_shape_add(json_shape *shape, int32_t node, const char *key, size_t length);
/// The value at `node` is read into place `slot` of the values.
void json_shape_set_slot(json_shape *shape, int32_t node, int32_t slot);
/// The node under `key`, or -1.
int32_t json_shape_child(const json_shape *shape, int32_t node, const char *key, size_t length);
/// The place of the value at `node`, or -1.
int32_t json_shape_slot(const json_shape *shape, int32_t node);
bool json_shape_has_children(const json_shape *shape, int32_t node);
/// Makes absent what is read below `node`, as its key comes once more.
void json_shape_clear(const json_shape *shape, int32_t node, json_value *values);

/// Parses one record of `length` bytes into `values`, which has a place for each of the shape's, and the record itself
/// into `itself`. An array is there by a number, `integer`, for `json_next`. 64 bytes behind the record must be readable.
json_outcome json_read(json_parser *parser, const json_shape *shape, const char *bytes, size_t length, json_value *values,
                       json_value *itself);
/// The next element of an array of the last record; false behind the last one.
bool json_next(json_parser *parser, int64_t array, const json_shape *shape, json_value *values, json_value *itself);

/// What a walk through a document comes across. A member's key stands before its value; each PART_ARRAY and
/// PART_OBJECT has its PART_END.
typedef enum {
  PART_NULL,
  PART_FALSE,
  PART_TRUE,
  PART_INTEGER,
  PART_DECIMAL,
  PART_STRING,
  PART_KEY,
  PART_ARRAY,
  PART_OBJECT,
  PART_END
} json_part_type;

/// `text` is borrowed until the walk goes on.
typedef struct {
  json_part_type type;
  const char *text;
  size_t length;
  int64_t integer;
  double decimal;
} json_part;

/// Walks through one small document; false where it is not valid JSON, is nested deeper than 64 or has a whole number
/// of more than 64 bits.
bool json_walk(const char *bytes, size_t length, void *context, void (*see)(void *context, json_part part));

/// Where a scan inside an object or array stands.
typedef struct {
  /// How many brackets are open, whatever their kind.
  size_t depth;
  bool in_string;
  /// Whether the next byte of the string stands behind a backslash.
  bool escaped;
} json_scan;

/// The index behind the bracket that closes the last open one, looked for from `from` on; -1 where it is not before
/// `length`: the scan can go on there. Nothing is judged but brackets and strings.
ptrdiff_t json_scan_end(json_scan *scan, const char *bytes, size_t from, size_t length);

/// Half-open.
typedef struct {
  size_t start;
  size_t end;
} json_border;

/// Finds whole objects from `from` on, with one comma and any white space between two; gives how many. Fewer than
/// `capacity` mean that something else stands behind the last, or the end at `length`.
size_t json_scan_objects(const char *bytes, size_t from, size_t length, json_border *borders, size_t capacity);

#endif
