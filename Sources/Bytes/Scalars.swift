/// UTF-8 and scalars, both ways. Bytes from a dump are known to be UTF-8.
package enum Scalars {
  package static func append(_ bytes: ArraySlice<UInt8>, to scalars: inout [UInt32]) {
    var place = bytes.startIndex
    while place < bytes.endIndex { scalars.append(next(bytes, &place)) }
  }

  /// The scalar at `place`, which moves behind it.
  package static func next(_ bytes: ArraySlice<UInt8>, _ place: inout Int) -> UInt32 {
    let lead = UInt32(bytes[place])
    place += 1
    guard lead >= 0x80 else { return lead }
    let more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1
    var scalar = lead & (0x3F >> UInt32(more))
    for _ in 0..<more where place < bytes.endIndex {
      scalar = scalar << 6 | UInt32(bytes[place] & 0x3F)
      place += 1
    }
    return scalar
  }

  package static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    func last(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80: bytes.append(UInt8(scalar))
    case ..<0x800: bytes += [UInt8(0xC0 | scalar >> 6), last(0)]
    case ..<0x1_0000: bytes += [UInt8(0xE0 | scalar >> 12), last(6), last(0)]
    default: bytes += [UInt8(0xF0 | scalar >> 18), last(12), last(6), last(0)]
    }
  }

  /// The Unicode property White_Space, and control characters.
  package static func isBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case ...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      true
    default: false
    }
  }
}
