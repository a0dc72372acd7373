#include <cstring>
#include <new>
#include <simdjson.h>

extern "C" {
#include "CSimdjson.h"
}

using namespace simdjson;

struct json_parser {
  dom::parser dom;
};

// Nesting that is surely within the limits of the strict parser; deeper records are
// decided by the strict parser, which knows what is read and what is skipped.
static constexpr size_t SAFE_DEPTH = 64;
static constexpr size_t SAFE_LENGTH = 4 << 20;

static const char *const NAMES[FIELD_TOTAL] = {
    "kind",        "id",     "name",       "email",         "role",        "title",   "status",
    "bot",         "created_at", "last_login_at", "description", "user_id", "workspace_id", "since",
    "archived",    "type",   "at",         "count",         "time_zone",   "exported_at", "url"};

extern "C" const char *json_field_name(json_field field) { return NAMES[field]; }

extern "C" size_t json_padding(void) { return SIMDJSON_PADDING; }

static inline json_field match(json_field field, const char *key, size_t length) {
  return std::memcmp(NAMES[field], key, length) == 0 ? field : FIELD_TOTAL;
}

extern "C" json_field json_field_named(const char *key, size_t length) {
  switch (length) {
  case 2: return key[0] == 'a' ? match(FIELD_AT, key, 2) : match(FIELD_ID, key, 2);
  case 3: return key[0] == 'b' ? match(FIELD_BOT, key, 3) : match(FIELD_URL, key, 3);
  case 4:
    switch (key[0]) {
    case 'k': return match(FIELD_KIND, key, 4);
    case 'n': return match(FIELD_NAME, key, 4);
    case 'r': return match(FIELD_ROLE, key, 4);
    default: return match(FIELD_TYPE, key, 4);
    }
  case 5:
    switch (key[0]) {
    case 'e': return match(FIELD_EMAIL, key, 5);
    case 't': return match(FIELD_TITLE, key, 5);
    case 's': return match(FIELD_SINCE, key, 5);
    default: return match(FIELD_COUNT, key, 5);
    }
  case 6: return match(FIELD_STATUS, key, 6);
  case 7: return match(FIELD_USER_ID, key, 7);
  case 8: return match(FIELD_ARCHIVED, key, 8);
  case 9: return match(FIELD_TIME_ZONE, key, 9);
  case 10: return match(FIELD_CREATED_AT, key, 10);
  case 11: return key[0] == 'd' ? match(FIELD_DESCRIPTION, key, 11) : match(FIELD_EXPORTED_AT, key, 11);
  case 12: return match(FIELD_WORKSPACE_ID, key, 12);
  case 13: return match(FIELD_LAST_LOGIN_AT, key, 13);
  default: return FIELD_TOTAL;
  }
}

extern "C" json_parser *json_parser_create(void) {
  auto parser = new (std::nothrow) json_parser();
  if (parser && parser->dom.allocate(1 << 16, SAFE_DEPTH) != SUCCESS) {
    delete parser;
    return nullptr;
  }
  return parser;
}

extern "C" void json_parser_destroy(json_parser *parser) { delete parser; }

/// False where simdjson has not kept what the value means exactly.
static inline bool fill(json_value &value, dom::element element) {
  switch (element.type()) {
  case dom::element_type::STRING: {
    std::string_view text = element.get_string().value_unsafe();
    value.type = VALUE_STRING;
    value.text = text.data();
    value.length = uint32_t(text.size());
    return true;
  }
  case dom::element_type::INT64:
    value.type = VALUE_INTEGER;
    value.integer = element.get_int64().value_unsafe();
    return true;
  case dom::element_type::BOOL:
    value.type = element.get_bool().value_unsafe() ? VALUE_TRUE : VALUE_FALSE;
    return true;
  case dom::element_type::NULL_VALUE: value.type = VALUE_NULL; return true;
  case dom::element_type::OBJECT:
  case dom::element_type::ARRAY: value.type = VALUE_CONTAINER; return true;
  default: return false;
  }
}

extern "C" json_outcome json_parse(json_parser *parser, const char *bytes, size_t length,
                                   json_record *record) {
  if (!parser || length > SAFE_LENGTH) return RECORD_UNDECIDED;
  dom::element root;
  if (parser->dom.parse(reinterpret_cast<const uint8_t *>(bytes), length, false).get(root) != SUCCESS)
    return RECORD_UNDECIDED;
  dom::object object;
  if (root.get_object().get(object) != SUCCESS) return RECORD_OTHER;
  for (auto &value : record->values) value.type = VALUE_ABSENT;
  for (dom::key_value_pair pair : object) {
    json_field field = json_field_named(pair.key.data(), pair.key.size());
    if (field != FIELD_TOTAL && !fill(record->values[field], pair.value)) return RECORD_UNDECIDED;
  }
  return RECORD_OBJECT;
}
