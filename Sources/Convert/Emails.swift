import Bytes

/// An email as emails are compared: without white space at its ends, A–Z lower-cased.
func comparable(_ email: some BidirectionalCollection<UInt8>) -> [UInt8] {
  let isSpace: (UInt8) -> Bool = { [32, 9, 10, 13, 12].contains($0) }
  var text = email.drop(while: isSpace)
  while let last = text.last, isSpace(last) { text = text.dropLast() }
  return text.map(lowercased)
}

extension Record {
  /// The field, where it is a text that is an address.
  func address(_ field: Field) -> UnsafeRawBufferPointer? {
    text(field).flatMap { $0.isAddress ? $0 : nil }
  }
}

extension UnsafeRawBufferPointer {
  /// A text with `@` and without `#EXT#`.
  fileprivate var isAddress: Bool { contains(UInt8(ascii: "@")) && !contains("#EXT#") }
}
