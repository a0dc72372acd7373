import Bytes
import CSimdjson

/// The `accounts` of a native user as they stand in its record.
final class AccountList {
  private enum Field: String, RecordField {
    case source, id, email
  }

  private let element = Record<Field>()

  /// The elements of `array`, a value of the record last read by `reader`, with commas between.
  func elements(of array: json_value, _ reader: JSONReader) -> [UInt8] {
    var list: [UInt8] = []
    element.forEach(in: array, reader) { value in
      if !list.isEmpty { list.append(UInt8(ascii: ",")) }
      guard value.kind == VALUE_OBJECT else { return NativeLines.print(value, into: &list) }
      list.append(UInt8(ascii: "{"))
      for field in Field.allCases where element[field].isPresent {
        if list.last != UInt8(ascii: "{") { list.append(UInt8(ascii: ",")) }
        list += "\"\(field.rawValue)\":".utf8
        NativeLines.print(element[field], into: &list)
      }
      list.append(UInt8(ascii: "}"))
    }
    return list
  }
}
