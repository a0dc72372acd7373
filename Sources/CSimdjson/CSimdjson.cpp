#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <deque>
#include <new>
#include <string>
#include <vector>
#include <simdjson.h>

extern "C" {
#include "CSimdjson.h"
}

using namespace simdjson;

// One array of a record, and which of its elements is next.
struct array_walk {
  dom::array::iterator next;
  dom::array::iterator end;
};

struct json_parser {
  dom::parser dom;
  std::vector<array_walk> arrays;
  // Digits of numbers that simdjson has as such; they do not move.
  std::deque<std::array<char, 32>> numbers;
};

// Nesting that is surely within the limits of the strict parser; deeper records are
// decided by the strict parser, which knows what is read and what is skipped.
static constexpr size_t SAFE_DEPTH = 64;
static constexpr size_t SAFE_LENGTH = 4 << 20;

static const char *const NAMES[FIELD_TOTAL] = {
    "kind",        "id",     "name",       "email",         "role",        "title",   "status",
    "bot",         "created_at", "last_login_at", "description", "user_id", "workspace_id", "since",
    "archived",    "type",   "at",         "count",         "time_zone",   "exported_at", "url",
    "accounts"};

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
  case 8: return key[1] == 'r' ? match(FIELD_ARCHIVED, key, 8) : match(FIELD_ACCOUNTS, key, 8);
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

// MARK: Shapes

namespace {

struct shape_node {
  int32_t slot = -1;
  std::vector<std::pair<std::string, int32_t>> children;
};

} // namespace

struct json_shape {
  std::vector<shape_node> nodes{1};
  int32_t slots = 0;
};

extern "C" json_shape *json_shape_create(void) { return new json_shape(); }

extern "C" void json_shape_destroy(json_shape *shape) { delete shape; }

static inline int32_t child(const json_shape *shape, int32_t node, const char *key, size_t length) {
  for (const auto &child : shape->nodes[node].children)
    if (child.first.size() == length && std::memcmp(child.first.data(), key, length) == 0) return child.second;
  return -1;
}

extern "C" int32_t json_shape_child(const json_shape *shape, int32_t node, const char *key, size_t length) {
  return child(shape, node, key, length);
}

extern "C" int32_t json_shape_add(json_shape *shape, int32_t node, const char *key, size_t length) {
  int32_t found = child(shape, node, key, length);
  if (found >= 0) return found;
  found = int32_t(shape->nodes.size());
  shape->nodes.emplace_back();
  shape->nodes[node].children.emplace_back(std::string(key, length), found);
  return found;
}

extern "C" void json_shape_set_slot(json_shape *shape, int32_t node, int32_t slot) {
  shape->nodes[node].slot = slot;
  shape->slots = std::max(shape->slots, slot + 1);
}

extern "C" int32_t json_shape_slot(const json_shape *shape, int32_t node) { return shape->nodes[node].slot; }

extern "C" bool json_shape_has_children(const json_shape *shape, int32_t node) {
  return !shape->nodes[node].children.empty();
}

extern "C" void json_shape_clear(const json_shape *shape, int32_t node, json_value *values) {
  if (node == 0) {
    for (int32_t slot = 0; slot < shape->slots; slot++) values[slot].type = VALUE_ABSENT;
    return;
  }
  for (const auto &child : shape->nodes[node].children) {
    const int32_t slot = shape->nodes[child.second].slot;
    if (slot >= 0) values[slot].type = VALUE_ABSENT;
    json_shape_clear(shape, child.second, values);
  }
}

static void set_number(json_parser *parser, json_value &value, const char *digits, size_t length) {
  auto &kept = parser->numbers.emplace_back();
  std::memcpy(kept.data(), digits, length);
  value.type = VALUE_NUMBER;
  value.text = kept.data();
  value.length = uint32_t(length);
}

/// A double always with a point or an exponent, as a whole number would be an id.
static void set_double(json_parser *parser, json_value &value, double number) {
  char digits[32];
  size_t length = size_t(std::to_chars(digits, digits + 28, number).ptr - digits);
  if (std::memchr(digits, '.', length) == nullptr && std::memchr(digits, 'e', length) == nullptr) {
    digits[length++] = '.';
    digits[length++] = '0';
  }
  set_number(parser, value, digits, length);
}

static void set(json_parser *parser, json_value &value, dom::element element) {
  switch (element.type()) {
  case dom::element_type::UINT64: {
    char digits[32];
    const char *end = std::to_chars(digits, digits + 32, element.get_uint64().value_unsafe()).ptr;
    set_number(parser, value, digits, size_t(end - digits));
    break;
  }
  case dom::element_type::DOUBLE: set_double(parser, value, element.get_double().value_unsafe()); break;
  case dom::element_type::OBJECT: value.type = VALUE_OBJECT; break;
  case dom::element_type::ARRAY: {
    dom::array array = element.get_array().value_unsafe();
    value.type = VALUE_ARRAY;
    value.text = nullptr;
    value.length = 0;
    value.integer = int64_t(parser->arrays.size());
    parser->arrays.push_back({array.begin(), array.end()});
    break;
  }
  default: fill(value, element);
  }
}

static void read_object(json_parser *parser, const json_shape *shape, int32_t node, dom::object object,
                        json_value *values) {
  for (dom::key_value_pair pair : object) {
    const int32_t next = child(shape, node, pair.key.data(), pair.key.size());
    if (next < 0) continue;
    const shape_node &found = shape->nodes[next];
    if (found.slot >= 0) set(parser, values[found.slot], pair.value);
    if (found.children.empty()) continue;
    json_shape_clear(shape, next, values);
    dom::object inner;
    if (pair.value.get_object().get(inner) == SUCCESS) read_object(parser, shape, next, inner, values);
  }
}

static json_outcome read_element(json_parser *parser, const json_shape *shape, dom::element element, json_value *values,
                                 json_value *itself) {
  json_shape_clear(shape, 0, values);
  set(parser, *itself, element);
  dom::object object;
  if (element.get_object().get(object) != SUCCESS) return RECORD_OTHER;
  read_object(parser, shape, 0, object, values);
  return RECORD_OBJECT;
}

extern "C" json_outcome json_read(json_parser *parser, const json_shape *shape, const char *bytes, size_t length,
                                  json_value *values, json_value *itself) {
  if (parser == nullptr || length > SAFE_LENGTH) return RECORD_UNDECIDED;
  parser->arrays.clear();
  parser->numbers.clear();
  dom::element root;
  if (parser->dom.parse(reinterpret_cast<const uint8_t *>(bytes), length, false).get(root) != SUCCESS)
    return RECORD_UNDECIDED;
  return read_element(parser, shape, root, values, itself);
}

extern "C" bool json_next(json_parser *parser, int64_t array, const json_shape *shape, json_value *values,
                          json_value *itself) {
  array_walk &walk = parser->arrays[size_t(array)];
  if (!(walk.next != walk.end)) return false;
  dom::element element = *walk.next;
  ++walk.next;
  read_element(parser, shape, element, values, itself);
  return true;
}
