#include <simdjson.h>

extern "C" {
#include "CSimdjson.h"
}

using namespace simdjson;

static constexpr size_t DEEPEST = 64;

namespace {
struct Walk {
  void *context;
  void (*see)(void *context, json_part part);

  void seen(json_part_type type) const { see(context, json_part{type, nullptr, 0, 0, 0}); }

  void text(json_part_type type, std::string_view text) const {
    see(context, json_part{type, text.data(), text.size(), 0, 0});
  }

  /// False for a whole number that is no int64_t.
  bool value(dom::element element) const {
    switch (element.type()) {
    case dom::element_type::NULL_VALUE: seen(PART_NULL); return true;
    case dom::element_type::BOOL: seen(element.get_bool().value_unsafe() ? PART_TRUE : PART_FALSE); return true;
    case dom::element_type::INT64:
      see(context, json_part{PART_INTEGER, nullptr, 0, element.get_int64().value_unsafe(), 0});
      return true;
    case dom::element_type::DOUBLE:
      see(context, json_part{PART_DECIMAL, nullptr, 0, 0, element.get_double().value_unsafe()});
      return true;
    case dom::element_type::STRING: text(PART_STRING, element.get_string().value_unsafe()); return true;
    case dom::element_type::ARRAY:
      seen(PART_ARRAY);
      for (dom::element item : element.get_array().value_unsafe())
        if (!value(item)) return false;
      seen(PART_END);
      return true;
    case dom::element_type::OBJECT:
      seen(PART_OBJECT);
      for (dom::key_value_pair pair : element.get_object().value_unsafe()) {
        text(PART_KEY, pair.key);
        if (!value(pair.value)) return false;
      }
      seen(PART_END);
      return true;
    default: return false;
    }
  }
};
} // namespace

extern "C" bool json_walk(const char *bytes, size_t length, void *context, void (*see)(void *context, json_part part)) {
  dom::parser parser;
  dom::element root;
  if (length == 0 || parser.allocate(length, DEEPEST) != SUCCESS) return false;
  if (parser.parse(reinterpret_cast<const uint8_t *>(bytes), length).get(root) != SUCCESS) return false;
  return Walk{context, see}.value(root);
}
