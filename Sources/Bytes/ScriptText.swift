/// Text inside a JavaScript string in double quotes.
package enum ScriptText {
  /// Nothing in it ends the string, a line (U+2028, U+2029 too) or a script element.
  package static func append(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var rest = text
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "<"), 10, 13:
        output += "\\u00".utf8
        Hex.append(byte, to: &output)
      case 0xE2 where rest.starts(with: [0x80, 0xA8]) || rest.starts(with: [0x80, 0xA9]):
        output += rest.dropFirst().first == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8
        rest = rest.dropFirst(2)
      default: output.append(byte)
      }
    }
  }
}
