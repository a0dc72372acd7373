import Bytes
import Hash

/// How a message is addressed, and which leaders it tells of.
package struct MessageOptions: Sendable {
  package enum Period: String, Sendable, CaseIterable { case week, month }

  package var from: Address
  package var to: [Address]
  /// Of one line; nil for the digest's own.
  package var subject: String?
  package var period: Period
  /// To be opened, edited and sent by a person.
  package var isDraft: Bool

  package init(
    from: Address, to: [Address], subject: String?, period: Period, isDraft: Bool
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.period = period
    self.isDraft = isDraft
  }
}

/// One message (RFC 5322, MIME) about a report.
///
/// All of it is ASCII in lines of less than 998 bytes, so that every server takes it as it is,
/// whether it knows 8BITMIME (RFC 6152) or not. The same digest, options and tables give the same
/// bytes.
package struct Message {
  /// Its lines end with LF, those of a draft with CRLF.
  package let bytes: [UInt8]

  package init(_ digest: Digest, _ options: MessageOptions, _ attachments: [Attachment]) {
    let letter = Letter(digest, options, attachments)
    let alternative = Entity(
      multipart: "alternative",
      [
        Message.text("plain", PlainPart.bytes(letter)),
        Message.text("html", HTMLPart.bytes(letter)),
      ])
    let content =
      attachments.isEmpty
      ? alternative
      : Entity(multipart: "mixed", [alternative] + attachments.map(Message.part))
    let rest = Message.head(letter, options).bytes + content.bytes
    // Half of a hash of all but this field.
    let hash = Hex.text(SHA256.digest(of: rest).prefix(SHA256.byteCount / 2))
    var id = Header()
    id.add("Message-ID", "<\(hash)@\(options.from.domain)>")
    let message = id.bytes + rest
    bytes = options.isDraft ? Message.withCRLF(message) : message
  }

  private static func head(_ letter: Letter, _ options: MessageOptions) -> Header {
    var header = Header()
    header.add("From", [options.from])
    header.add("To", options.to)
    header.add("Subject", text: letter.subject)
    header.add("Date", rfc5322(letter.digest.asOf))
    if options.isDraft {
      header.add("X-Unsent", "1")
    } else {
      // RFC 3834: nobody is away for it.
      header.add("Auto-Submitted", "auto-generated")
    }
    header.add("Content-Language", letter.digest.language)
    header.add("MIME-Version", "1.0")
    return header
  }

  private static func text(_ subtype: String, _ text: [UInt8]) -> Entity {
    var header = Header()
    let format = subtype == "plain" ? "; format=flowed; delsp=yes" : ""
    header.add("Content-Type", "text/\(subtype); charset=utf-8\(format)")
    header.add("Content-Transfer-Encoding", "quoted-printable")
    var body: [UInt8] = []
    QuotedPrintable.append(text, to: &body)
    return Entity(header, body)
  }

  private static func part(_ attachment: Attachment) -> Entity {
    var header = Header()
    header.add("Content-Type", attachment.mediaType)
    header.add("Content-Transfer-Encoding", "base64")
    header.add("Content-Disposition", "attachment", "filename", attachment.name)
    var body: [UInt8] = []
    Base64.appendLines(attachment.bytes, to: &body)
    return Entity(header, body)
  }

  private static func withCRLF(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 64)
    for byte in bytes {
      if byte == 10 { output.append(13) }
      output.append(byte)
    }
    return output
  }
}

/// A header and a body that ends with a line break.
private struct Entity {
  let header: Header
  let body: [UInt8]

  var bytes: [UInt8] { header.bytes + [10] + body }

  init(_ header: Header, _ body: [UInt8]) {
    self.header = header
    self.body = body
  }

  /// Parts after one another. The boundary is a hash of them, with `=_` before it, which stands
  /// nowhere in quoted-printable or base64 (RFC 2045).
  init(multipart subtype: String, _ parts: [Entity]) {
    let parts = parts.map(\.bytes)
    let digest = SHA256.digest(of: parts.flatMap { SHA256.digest(of: $0) })
    let boundary = "=_" + Hex.text(digest.prefix(12))
    var header = Header()
    header.add("Content-Type", "multipart/\(subtype); boundary=\"\(boundary)\"")
    // The line break before a boundary is a part of it.
    body = parts.flatMap { "--\(boundary)\n".utf8 + $0 + [10] } + "--\(boundary)--\n".utf8
    self.header = header
  }
}
