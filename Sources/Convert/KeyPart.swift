import Bytes

/// A part of a key.
enum KeyPart: Equatable {
  case text(UnsafeRawBufferPointer)
  case number(UInt64)
  /// Absence that is a value of its own.
  case alone

  static func == (left: KeyPart, right: KeyPart) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.elementsEqual(right)
    case (.number(let left), .number(let right)): left == right
    case (.alone, .alone): true
    default: false
    }
  }

  func add(to hash: inout KeyHash) {
    switch self {
    case .text(let text): hash.add(text)
    case .number(let number): hash.add(number)
    case .alone: hash.add(UInt64.max)
    }
  }
}

extension FieldText {
  /// As a part of a key; nil where it is absent or of the wrong type.
  var keyPart: KeyPart? {
    if case .text(let text) = self { .text(text) } else { nil }
  }
}
