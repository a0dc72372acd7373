// Where JSON objects end, 64 bytes a step, after simdjson's first stage (Langdale and Lemire, Parsing gigabytes of
// JSON per second, 2019). Ours because simdjson shows no borders before it has parsed, takes at most 4 GiB, and
// stops at the first bad record. clang's vector types make of it what the machine has.

#include <cstdint>
#include <cstring>

extern "C" {
#include "CSimdjson.h"
}

using Bytes = uint8_t __attribute__((vector_size(64)));
using Bits = bool __attribute__((ext_vector_type(64)));

static constexpr ptrdiff_t NO_END = -1;

template <typename Mask> static inline uint64_t bits(const Mask &mask) {
  return __builtin_bit_cast(uint64_t, __builtin_convertvector(mask, Bits));
}

/// One byte, as `step` does 64. Behind the closing bracket it is 0.
static inline void step_byte(json_scan &scan, char byte) {
  if (scan.in_string) {
    if (scan.escaped) {
      scan.escaped = false;
    } else if (byte == '\\') {
      scan.escaped = true;
    } else if (byte == '"') {
      scan.in_string = false;
    }
  } else if (byte == '"') {
    scan.in_string = true;
  } else if (byte == '{' || byte == '[') {
    scan.depth++;
  } else if (byte == '}' || byte == ']') {
    scan.depth--;
  }
}

static ptrdiff_t by_byte(json_scan &scan, const char *bytes, size_t from, size_t to) {
  for (size_t index = from; index < to; index++) {
    step_byte(scan, bytes[index]);
    if (scan.depth == 0) return ptrdiff_t(index) + 1;
  }
  return NO_END;
}

/// Which bytes a backslash before them escapes; `escaped` is about the first one, then about the one behind.
static inline uint64_t escapes(uint64_t backslashes, bool &escaped) {
  const uint64_t even = 0x5555555555555555;
  const uint64_t first = escaped;
  if (backslashes == 0) {
    escaped = false;
    return first;
  }
  backslashes &= ~first;
  const uint64_t follows = backslashes << 1 | first;
  const uint64_t odd_starts = backslashes & ~even & ~follows;
  uint64_t even_sequences;
  escaped = __builtin_add_overflow(odd_starts, backslashes, &even_sequences);
  return (even ^ even_sequences << 1) & follows;
}

/// For each bit whether an odd number of bits is set up to it.
static inline uint64_t parities(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// As 64 times `step_byte`: the index behind the closing bracket, or NO_END.
static inline ptrdiff_t step(json_scan &scan, const char *start, size_t index) {
  Bytes block;
  std::memcpy(&block, start + index, 64);
  const uint64_t backslashes = bits(block == '\\');
  bool escaped = scan.escaped;
  const uint64_t quotes = bits(block == '"') & ~escapes(backslashes, escaped);
  const uint64_t strings = parities(quotes) ^ (scan.in_string ? ~uint64_t(0) : 0);
  // A backslash outside a string escapes nothing: such a record is invalid, but has its borders all the same.
  if (backslashes & ~strings) return by_byte(scan, start, index, index + 64);
  // '[' and '{', ']' and '}' differ in one bit.
  const Bytes folded = block | 0x20;
  uint64_t opening = bits(folded == '{') & ~strings;
  uint64_t closing = bits(folded == '}') & ~strings;
  if (size_t(__builtin_popcountll(closing)) < scan.depth) {
    scan.depth += size_t(__builtin_popcountll(opening)) - size_t(__builtin_popcountll(closing));
  } else {
    for (; closing != 0; closing &= closing - 1) {
      const int place = __builtin_ctzll(closing);
      const uint64_t before = (uint64_t(1) << place) - 1;
      const size_t opened = size_t(__builtin_popcountll(opening & before));
      opening &= ~before;
      scan.depth += opened - 1;
      if (scan.depth == 0) return ptrdiff_t(index) + place + 1;
    }
    scan.depth += size_t(__builtin_popcountll(opening));
  }
  scan.in_string = strings >> 63;
  scan.escaped = escaped;
  return NO_END;
}

extern "C" ptrdiff_t json_scan_end(json_scan *scan, const char *bytes, size_t from, size_t length) {
  json_scan state = *scan;
  size_t index = from;
  ptrdiff_t end = NO_END;
  for (; end == NO_END && length - index >= 64; index += 64) end = step(state, bytes, index);
  if (end == NO_END) end = by_byte(state, bytes, index, length);
  *scan = state;
  return end;
}

static inline size_t skip_space(const char *bytes, size_t index, size_t length) {
  while (index < length && (bytes[index] == ' ' || bytes[index] == '\n' || bytes[index] == '\r' || bytes[index] == '\t'))
    index++;
  return index;
}

extern "C" size_t json_scan_objects(const char *bytes, size_t from, size_t length, json_border *borders,
                                    size_t capacity) {
  size_t count = 0;
  size_t index = from;
  while (count < capacity && index < length && bytes[index] == '{') {
    json_scan scan = {1, false, false};
    const ptrdiff_t end = json_scan_end(&scan, bytes, index + 1, length);
    if (end == NO_END) break;
    borders[count++] = {index, size_t(end)};
    index = skip_space(bytes, size_t(end), length);
    if (index == length || bytes[index] != ',') break;
    index = skip_space(bytes, index + 1, length);
  }
  return count;
}
