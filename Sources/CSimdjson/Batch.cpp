// Records that follow each other, a batch of them in one run of simdjson's first stage (Langdale and Lemire, as in
// Scan.cpp), then walked On-Demand: a third fewer instructions than a call for each. On-Demand judges only what is
// read, so every value is visited; what it does not take is no reject yet, but parsed alone.

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <simdjson.h>

extern "C" {
#include "CSimdjson.h"
}

using namespace simdjson;

/// Nesting that a batch takes; deeper records are parsed alone.
static constexpr size_t DEEPEST = 32;

// Most of what a batch saves is that simdjson's small steps become one function.
#define INLINED __attribute__((always_inline)) inline

namespace {

/// A key with its closing quote, and which of the sixteen bytes it has.
struct key_word {
  uint64_t bytes[2] = {0, 0};
  uint64_t mask[2] = {0, 0};

  explicit key_word(const char *name) {
    const size_t length = std::strlen(name);
    std::memcpy(bytes, name, length);
    reinterpret_cast<char *>(bytes)[length] = '"';
    std::memset(mask, 0xFF, length + 1);
  }

  key_word() = default;

  /// Whether the key that begins at `raw` is this one, written without escapes. Sixteen bytes must be readable.
  bool stands_at(const char *raw) const {
    uint64_t there[2];
    std::memcpy(there, raw, sizeof there);
    return (((there[0] ^ bytes[0]) & mask[0]) | ((there[1] ^ bytes[1]) & mask[1])) == 0;
  }
};

} // namespace

struct json_batch {
  ondemand::parser parser;
  ondemand::document_stream stream;
  ondemand::document_stream::iterator next;
  bool is_first = true;
  /// Whether the next record can be taken; not after one that could not.
  bool is_open = false;
  /// Whether there is a backslash anywhere in the batch.
  bool has_escapes = false;
  std::array<key_word, FIELD_TOTAL> keys;
  /// The field that last came behind each, as records of a dump are alike: one comparison finds most keys.
  std::array<uint8_t, FIELD_TOTAL + 1> followers{};

  json_batch() {
    for (size_t field = 0; field < FIELD_TOTAL; field++) keys[field] = key_word(json_field_name(json_field(field)));
  }

  void begin(const char *bytes, size_t length) {
    is_first = true;
    is_open = false;
    // What looks like the start of a character at the end is silently left out.
    for (size_t back = 1; back <= std::min<size_t>(length, 3); back++)
      if (uint8_t(bytes[length - back]) >= 0xC0) return;
    has_escapes = std::memchr(bytes, '\\', length) != nullptr;
    if (parser.iterate_many(bytes, length, JSON_LONGEST_BATCH).get(stream) != SUCCESS) return;
    next = stream.begin();
    // So is what stands behind the last whole document.
    is_open = (*next).error() == SUCCESS && stream.truncated_bytes() == 0;
  }

  /// A document has all tokens from the first of its record up to the first of the next one, and no other.
  bool take(const char *start, const char *behind, json_record &record) {
    if (!is_open || *start != '{') return false;
    is_open = false;
    if (!is_first) ++next;
    is_first = false;
    ondemand::document_reference document;
    ondemand::object object;
    const char *place;
    if ((*next).get(document) != SUCCESS) return false;
    if (document.current_location().get(place) != SUCCESS || place != start) return false;
    if (document.get_object().get(object) != SUCCESS || !fill(object, record)) return false;
    const error_code error = document.current_location().get(place);
    is_open = behind == nullptr ? error == OUT_OF_BOUNDS : error == SUCCESS && place == behind;
    return is_open;
  }

private:
  INLINED bool fill(ondemand::object object, json_record &record) {
    for (auto &value : record.values) value.type = VALUE_ABSENT;
    size_t last = FIELD_TOTAL;
    for (auto member : object) {
      ondemand::field read;
      if (std::move(member).get(read) != SUCCESS) return false;
      size_t field = followers[last];
      if (!keys[field].stands_at(read.key().raw())) {
        std::string_view key;
        if (read.unescaped_key().get(key) != SUCCESS) return false;
        field = json_field_named(key.data(), key.size());
        if (field != FIELD_TOTAL) followers[last] = uint8_t(field);
      }
      if (field == FIELD_TOTAL) {
        if (!judge(read.value(), 1)) return false;
      } else {
        if (!fill(record.values[field], read.value())) return false;
        last = field;
      }
    }
    return true;
  }

  /// As of a record that is parsed alone; false for what simdjson does not keep exactly, too.
  INLINED bool fill(json_value &value, ondemand::value read) {
    switch (*read.raw_json_token().data()) {
    case '"': {
      std::string_view string;
      if (!text(read, string)) return false;
      value.type = VALUE_STRING;
      value.text = string.data();
      value.length = uint32_t(string.size());
      return true;
    }
    case '{':
    case '[': value.type = VALUE_CONTAINER; return judge(read, 1);
    case 't':
    case 'f': {
      bool flag;
      if (read.get_bool().get(flag) != SUCCESS) return false;
      value.type = flag ? VALUE_TRUE : VALUE_FALSE;
      return true;
    }
    case 'n': value.type = VALUE_NULL; return judge(read, 1);
    default: {
      ondemand::number number;
      if (read.get_number().get(number) != SUCCESS || !number.is_int64()) return false;
      value.type = VALUE_INTEGER;
      value.integer = number.get_int64();
      return true;
    }
    }
  }

  /// Whether a value is valid; `depth` containers are open around it.
  bool judge(ondemand::value value, size_t depth) {
    switch (*value.raw_json_token().data()) {
    case '"': {
      std::string_view string;
      return text(value, string);
    }
    case '{': {
      ondemand::object object;
      if (depth == DEEPEST || value.get_object().get(object) != SUCCESS) return false;
      for (auto member : object) {
        ondemand::field read;
        std::string_view key;
        if (std::move(member).get(read) != SUCCESS || read.unescaped_key().get(key) != SUCCESS) return false;
        if (!judge(read.value(), depth + 1)) return false;
      }
      return true;
    }
    case '[': {
      ondemand::array array;
      if (depth == DEEPEST || value.get_array().get(array) != SUCCESS) return false;
      for (auto element : array) {
        ondemand::value read;
        if (std::move(element).get(read) != SUCCESS || !judge(read, depth + 1)) return false;
      }
      return true;
    }
    case 't':
    case 'f': return value.get_bool().error() == SUCCESS;
    case 'n': {
      bool is_null;
      return simdjson_result<bool>(value.is_null()).get(is_null) == SUCCESS && is_null;
    }
    default: {
      ondemand::number number;
      return value.get_number().get(number) == SUCCESS &&
             (number.is_int64() || number.is_uint64() || number.is_double());
    }
    }
  }

  /// Without escapes a string is where it stands: the first stage has judged its bytes.
  INLINED bool text(ondemand::value value, std::string_view &text) {
    const std::string_view token = value.raw_json_token();
    if (has_escapes && std::memchr(token.data(), '\\', token.size()) != nullptr)
      return value.get_string().get(text) == SUCCESS;
    ondemand::raw_json_string raw;
    // Nothing but white space is behind the closing quote.
    size_t end = token.size() - 1;
    while (end > 0 && token[end] != '"') end--;
    if (end == 0 || value.get_raw_json_string().get(raw) != SUCCESS) return false;
    text = token.substr(1, end - 1);
    return true;
  }
};

extern "C" json_batch *json_batch_create(void) { return new (std::nothrow) json_batch(); }

extern "C" void json_batch_destroy(json_batch *batch) { delete batch; }

extern "C" void json_batch_begin(json_batch *batch, const char *bytes, size_t length) {
  if (batch != nullptr) batch->begin(bytes, length);
}

extern "C" bool json_batch_next(json_batch *batch, const char *start, const char *next, json_record *record) {
  return batch != nullptr && batch->take(start, next, *record);
}
