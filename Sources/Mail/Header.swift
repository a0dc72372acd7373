import Bytes

/// The header of a message: fields of one line, or folded over several (RFC 5322), each at most 78
/// bytes wide. What is not ASCII goes into encoded words (RFC 2047) and extended parameters
/// (RFC 2231).
///
/// Ours, as are the encodings: of the C libraries that write MIME, GMime and camel bring GLib, libetpan
/// and VMime an SMTP client each; they choose boundaries by chance and end lines with LF or CRLF as
/// they see fit, none knows `format=flowed`, and all that is needed here is what follows.
struct Header {
  private(set) var bytes: [UInt8] = []
  private static let widest = 78

  /// A field whose value is ASCII and ours; it may be folded at blanks.
  mutating func add(_ name: String, _ value: String) {
    add(name, value.utf8.split(separator: 32).map { String(Substring($0)) })
  }

  /// A field of somebody's text.
  mutating func add(_ name: String, text: String) {
    if Header.isPlain(text) { add(name, text) } else { add(name, EncodedWords.words(of: text)) }
  }

  mutating func add(_ name: String, _ addresses: [Address]) {
    var words: [String] = []
    for (number, address) in addresses.enumerated() {
      let comma = number < addresses.count - 1 ? "," : ""
      guard !address.name.isEmpty else {
        words.append(address.mailbox + comma)
        continue
      }
      words += Header.phrase(address.name) + ["<\(address.mailbox)>\(comma)"]
    }
    add(name, words)
  }

  /// A field with a parameter of somebody's text.
  mutating func add(_ name: String, _ value: String, _ parameter: String, _ text: String) {
    add(name, [value + ";", Header.parameter(parameter, text)])
  }

  /// Words are never split; those that are too wide for a line of 78 bytes get one of their own.
  private mutating func add(_ name: String, _ words: [String]) {
    bytes += "\(name):".utf8
    var width = name.utf8.count + 1
    for (number, word) in words.enumerated() {
      if number > 0, width + 1 + word.utf8.count > Header.widest {
        bytes.append(10)
        width = 0
      }
      bytes += " \(word)".utf8
      width += 1 + word.utf8.count
    }
    bytes.append(10)
  }

  /// Whether folding and unfolding gives the text back: ASCII whose words have one blank between
  /// them, are not too wide for a line, and look like no encoded word.
  private static func isPlain(_ text: String) -> Bool {
    let words = text.utf8.split(separator: 32, omittingEmptySubsequences: false)
    return words.allSatisfy { word in
      (1...60).contains(word.count) && word.allSatisfy { (33...126).contains($0) }
        && !word.starts(with: "=?".utf8)
    }
  }

  /// A display name: in quotes, or as encoded words.
  private static func phrase(_ name: String) -> [String] {
    guard isPlain(name) else { return EncodedWords.words(of: name) }
    let escaped = name.utf8.flatMap { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        ? [UInt8(ascii: "\\"), byte] : [byte]
    }
    return ["\"\(String(decoding: escaped, as: UTF8.self))\""]
  }

  /// `filename="a.csv"`, else `filename*=UTF-8''%C3%A4.csv`.
  private static func parameter(_ name: String, _ text: String) -> String {
    let isSimple = text.utf8.allSatisfy {
      isAlphanumeric($0) || ".-_".utf8.contains($0)
    }
    if isSimple { return "\(name)=\"\(text)\"" }
    var value: [UInt8] = []
    for byte in text.utf8 {
      if isAlphanumeric(byte) || "-._~".utf8.contains(byte) {
        value.append(byte)
      } else {
        Hex.append(percent: byte, to: &value)
      }
    }
    return "\(name)*=UTF-8''\(String(decoding: value, as: UTF8.self))"
  }
}

/// Encoded words of RFC 2047: UTF-8 in base64.
enum EncodedWords {
  /// A line with a word has at most 76 bytes: `Subject: =?UTF-8?B?` and `?=` leave 55 for base64.
  private static let most = 39

  /// No scalar is split between two words, and no character that fits into one.
  static func words(of text: String) -> [String] {
    var words: [[UInt8]] = [[]]
    func add(_ bytes: some Collection<UInt8>) {
      if words[words.count - 1].count + bytes.count > most { words.append([]) }
      words[words.count - 1] += bytes
    }
    for character in text {
      guard character.utf8.count > most else {
        add(Array(character.utf8))
        continue
      }
      for scalar in character.unicodeScalars { add(Array(UTF8.encode(scalar) ?? .init())) }
    }
    return words.filter { !$0.isEmpty }.map { word in
      "=?UTF-8?B?\(String(decoding: Base64.encode(word), as: UTF8.self))?="
    }
  }
}
