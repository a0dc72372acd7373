/// What both parts of a message say.
struct Letter {
  let digest: Digest
  let leaders: Digest.Leaders
  let subject: String
  /// Which files are attached, in words; nil without any.
  let attached: String?
  let links: Links

  init(_ digest: Digest, _ options: MessageOptions, _ attachments: [Attachment]) {
    self.digest = digest
    leaders = options.period == .week ? digest.week : digest.month
    subject = options.subject ?? leaders.subject
    let files = attachments.map(\.name).joined(separator: ", ")
    attached = files.isEmpty ? nil : Letter.fill(digest.attached, files)
    links = Links(baseURL: digest.baseURL)
  }

  /// The sentence with the names at its place `{files}`.
  private static func fill(_ sentence: String, _ files: String) -> String {
    let place = Array("{files}".utf8)
    let bytes = Array(sentence.utf8)
    guard let range = bytes.firstRange(of: place) else { return sentence }
    return String(
      decoding: bytes[..<range.lowerBound] + files.utf8 + bytes[range.upperBound...], as: UTF8.self)
  }
}
