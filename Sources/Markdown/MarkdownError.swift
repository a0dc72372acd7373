/// Why a text of the publisher is not rendered.
package struct MarkdownError: Error, Equatable {
  package enum Reason: Equatable, Sendable {
    /// More bytes than `limit`.
    case long(limit: Int)
    case costly
    /// A link or picture leads to a file that is not in `site/assets`.
    case noAsset(String)
  }

  package let reason: Reason
  /// From 1.
  package let line: Int

  init(_ reason: Reason) {
    self.reason = reason
    line = 1
  }

  /// The library does not keep where a link is written: the first place with its words is told.
  init(missing url: [UInt8], in text: Span<UInt8>) {
    reason = .noAsset(String(decoding: url, as: UTF8.self))
    let bytes = text.withUnsafeBufferPointer { Array($0) }
    let place = bytes.firstRange(of: url)?.lowerBound ?? 0
    line = 1 + bytes[..<place].count { $0 == UInt8(ascii: "\n") }
  }
}

extension MarkdownError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .long(let limit):
      "this text is longer than \(limit >> 10) KiB; split it into several pages"
    case .costly:
      "this text would take too long or grow too much, as it has too many marks, or too many in "
        + "a row, inside each other or in one table; make it simpler, or split it"
    case .noAsset(let url):
      "'\(url)' leads to no file in the folder assets; put the file there, or mend the link"
    }
  }
}
