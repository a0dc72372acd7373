/// Hands out the ids of a page's headings.
struct MarkdownSlugs {
  private var used: [[UInt8]: Int] = [:]

  /// The heading in lower case, each run of ASCII that is no letter or digit
  /// one hyphen, followed by `-2`, `-3`… where the page has that id already.
  mutating func next(for heading: [UInt8]) -> [UInt8] {
    let base = Self.slug(heading)
    var id = base
    while let count = used[id] {
      used[base, default: count] += 1
      id = base + "-\(used[base, default: count])".utf8
    }
    used[id] = 1
    return id
  }

  private static func slug(_ heading: [UInt8]) -> [UInt8] {
    var slug: [UInt8] = []
    var isHyphenDue = false
    for byte in heading {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF:
        if isHyphenDue, !slug.isEmpty { slug.append(UInt8(ascii: "-")) }
        isHyphenDue = false
        slug.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      default: isHyphenDue = true
      }
    }
    return slug.isEmpty ? Array("section".utf8) : slug
  }
}
