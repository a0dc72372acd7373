import Bytes
import Glibc

/// What passes between rollcall and Spark, whose `pipe` knows lines of text only.
enum Piped {
  private static let escape: UInt8 = 0x1B

  /// The parts of files that standard input names, a line each: its first byte, how
  /// many bytes it has, and the path, which need not be UTF-8.
  static func splits() -> [Source] {
    standardInput().split(separator: 10).compactMap { line in
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
      guard fields.count == 3, let start = Int(String(decoding: fields[0], as: UTF8.self)),
        let count = Int(String(decoding: fields[1], as: UTF8.self))
      else { return nil }
      let path = FilePath(bytes: Array(fields[2]))
      var status = stat()
      let isWhole =
        stat(path.cString, &status) == 0 && start == 0 && count >= Int(status.st_size)
      return Source(
        name: path.text, path: path, part: isWhole ? nil : start..<start + count)
    }
  }

  private static func standardInput() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = uninterrupted { read(STDIN_FILENO, &buffer, buffer.count) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// `bytes` without carriage returns, at which Spark would end a line: `ESC ]` stands
  /// for one, and `ESC [` for an escape.
  static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 == 13 || $0 == escape }) else { return bytes }
    return bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case 13: [escape, UInt8(ascii: "]")]
      case escape: [escape, UInt8(ascii: "[")]
      default: [byte]
      }
    }
  }
}
