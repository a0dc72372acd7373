/// One template file as it was read.
package struct TemplateSource: Sendable {
  /// What pages and `{{>name}}` call it.
  package let name: String
  /// Its path, for messages.
  package let file: String
  /// Its UTF-8, without a byte order mark.
  package let bytes: [UInt8]

  package init(name: String, file: String, bytes: [UInt8]) {
    self.name = name
    self.file = file
    self.bytes = Array(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
  }

  /// An error that stands at a byte.
  func error(_ reason: TemplateError.Reason, at offset: Int) -> TemplateError {
    let before = bytes[..<offset]
    let start = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return TemplateError(reason: reason, file: file, line: line(of: offset), column: column)
  }

  /// The 1-based line of a byte.
  func line(of offset: Int) -> Int {
    bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
