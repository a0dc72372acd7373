import Bytes

/// A path inside a report, in bytes as the disk has them: names need not be text.
struct ReportPath: Hashable, Comparable, Sendable {
  /// Names with a slash between; empty for the report itself.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(_ text: String) { self.init(Array(text.utf8)) }

  static func < (one: ReportPath, other: ReportPath) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }

  /// Of what is called `name` in the folder at this path.
  func appending(_ name: FileName) -> ReportPath {
    ReportPath(bytes + (bytes.isEmpty ? [] : [slash]) + name.bytes)
  }

  /// Of the folder that it is in, which for a name alone is the report.
  var parent: ReportPath { ReportPath(Array(bytes[..<(bytes.lastIndex(of: slash) ?? 0)])) }

  var name: FileName { FileName(bytes[(bytes.lastIndex(of: slash).map { $0 + 1 } ?? 0)...]) }

  /// Whether it is `folder` or lies below it.
  func isWithin(_ folder: ReportPath) -> Bool {
    bytes.starts(with: folder.bytes)
      && (bytes.count == folder.bytes.count || bytes[folder.bytes.count] == slash)
  }

  var text: String { shown(bytes) }
}

/// A name on the disk: any bytes but zero and the slash.
struct FileName: Hashable, Sendable {
  /// With the zero at its end that system calls want.
  let terminated: [CChar]

  init(_ bytes: some Sequence<UInt8>) {
    terminated = bytes.map { CChar(bitPattern: $0) } + [0]
  }

  init(_ text: String) { self.init(text.utf8) }

  var bytes: [UInt8] { terminated.dropLast().map { UInt8(bitPattern: $0) } }
  var text: String { shown(bytes) }
}

private let slash = UInt8(ascii: "/")

/// As text; where it is none, bytes that are not ASCII as `\xE9`.
private func shown(_ bytes: [UInt8]) -> String {
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  var ascii: [UInt8] = []
  for byte in bytes {
    if byte < 0x80 {
      ascii.append(byte)
    } else {
      ascii += "\\x".utf8
      Hex.append(capital: byte, to: &ascii)
    }
  }
  return String(decoding: ascii, as: UTF8.self)
}
