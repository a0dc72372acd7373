/// A path as the system has it: any bytes but 0, which need not be UTF-8.
package struct FilePath: Hashable, Comparable, Sendable {
  package let bytes: [UInt8]

  /// The file in a report that lists what of it is rollcall's own.
  package static let reportMark = ".rollcall"

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package init(_ text: String) { bytes = Array(text.utf8) }

  /// For people: what is no UTF-8 is shown as U+FFFD.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The part behind the last slash that something follows.
  package var name: FilePath {
    FilePath(bytes: Array(bytes.split(separator: UInt8(ascii: "/")).last ?? bytes[...]))
  }

  /// `inner`, a relative path, below this one.
  package func appending(_ inner: FilePath) -> FilePath {
    FilePath(bytes: bytes + [UInt8(ascii: "/")] + inner.bytes)
  }

  /// By bytes, which for UTF-8 is the order of code points.
  package static func < (left: FilePath, right: FilePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// As C takes it, with a 0 at the end: an array goes to a C function as it is.
  package var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }
}
