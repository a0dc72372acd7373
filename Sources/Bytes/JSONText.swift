/// Space, tab, line feed or carriage return.
@inlinable
@inline(__always)
package func isJSONSpace(_ byte: UInt8) -> Bool {
  byte == 32 || byte == 10 || byte == 13 || byte == 9
}

/// How many bytes the well-formed UTF-8 sequence at `index` has (Unicode table
/// 3-7); nil when it is ill-formed.
package func utf8Length(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
  func isIn(_ offset: Int, _ range: ClosedRange<UInt8>) -> Bool {
    index + offset < bytes.count && range.contains(bytes[index + offset])
  }
  let tail: ClosedRange<UInt8> = 0x80...0xBF
  switch bytes[index] {
  case 0..<0x80: return 1
  case 0xC2...0xDF: return isIn(1, tail) ? 2 : nil
  case 0xE0: return isIn(1, 0xA0...0xBF) && isIn(2, tail) ? 3 : nil
  case 0xED: return isIn(1, 0x80...0x9F) && isIn(2, tail) ? 3 : nil
  case 0xE1...0xEF: return isIn(1, tail) && isIn(2, tail) ? 3 : nil
  case 0xF0: return isIn(1, 0x90...0xBF) && isIn(2, tail) && isIn(3, tail) ? 4 : nil
  case 0xF1...0xF3: return isIn(1, tail) && isIn(2, tail) && isIn(3, tail) ? 4 : nil
  case 0xF4: return isIn(1, 0x80...0x8F) && isIn(2, tail) && isIn(3, tail) ? 4 : nil
  default: return nil
  }
}
