import Bytes
import CSimdjson
import Civil

extension json_value {
  /// A time of whatever type; what is none is invalid.
  var time: TimeText {
    switch kind {
    case VALUE_ABSENT, VALUE_NULL: .absent
    case VALUE_STRING: TimeText(string: memory)
    case VALUE_INTEGER: TimeText(integer: integer)
    case VALUE_NUMBER: TimeText(number: memory)
    default: .invalid
    }
  }

  /// A count of events: 1 where it is absent, nil where it breaks its rule.
  var eventCount: UInt32? {
    switch kind {
    case VALUE_ABSENT, VALUE_NULL: return 1
    case VALUE_STRING: return length == 0 ? 1 : nil
    case VALUE_INTEGER: return (1...1_000_000).contains(integer) ? UInt32(integer) : nil
    case VALUE_NUMBER:
      var value: UInt32 = 0
      for byte in memory {
        guard (48...57).contains(byte), value <= 1_000_000 else { return nil }
        value = value * 10 + UInt32(byte - 48)
      }
      return (1...1_000_000).contains(value) ? value : nil
    default: return nil
    }
  }
}
