import ArgumentParser
import Bytes
import Glibc

/// The arguments of the program, of which some may be names of files that are not UTF-8.
///
/// Swift's strings cannot hold those, so each byte of theirs is one scalar of a private use area in
/// the string, and becomes a byte again where the name of a file is meant.
enum RawArguments {
  /// U+10FF80 to U+10FFFF stand for the bytes from 0x80 on.
  private static let base: UInt32 = 0x10_FF00
  private static let stands: ClosedRange<UInt32> = 0x10_FF80...0x10_FFFF

  /// Those that the system gave, without the program's name.
  static var all: [String] {
    (1..<Int(CommandLine.argc)).compactMap { index in
      CommandLine.unsafeArgv[index].map { start in
        text(UnsafeRawBufferPointer(start: start, count: strlen(start)))
      }
    }
  }

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var scalars = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    let bytes = Array(bytes)
    var (source, read) = (bytes.makeIterator(), 0)
    func keep(_ count: Int) {
      for byte in bytes[read..<read + count] {
        scalars.append(Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}")
      }
    }
    while true {
      switch parser.parseScalar(from: &source) {
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        if stands.contains(scalar.value) { keep(encoded.count) } else { scalars.append(scalar) }
        read += encoded.count
      case .error(let length):
        keep(length)
        read += length
      case .emptyInput: return String(scalars)
      }
    }
  }

  static func bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      stands.contains(scalar.value)
        ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(scalar).utf8)
    }
  }

  /// Whether `text` is what was given.
  static func isPlain(_ text: String) -> Bool {
    !text.unicodeScalars.contains { stands.contains($0.value) }
  }
}

extension FilePath: ExpressibleByArgument {
  package init?(argument: String) { self.init(bytes: RawArguments.bytes(argument)) }
}
