import ArgumentParser
import Bytes
import Mail

struct MailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mail",
    abstract: "Writes a published report as one mail message to standard output.",
    discussion: "For sendmail -t -i, msmtp -t, or a file digest.eml. Nothing is sent.")

  @Argument(help: "The folder of a published report.")
  var report: String

  @Option(help: "Who gets it: an address, or a name and an address in <>. Once for each.")
  var to: [String]

  @Option(help: "The sender.")
  var from: String

  @Option(help: "The subject, instead of the report's own.")
  var subject: String?

  @Option(
    help: ArgumentHelp(
      "Tables to attach as CSV: users,access,leaderboard/last-week and so on.",
      valueName: "tables"))
  var attach: [String] = []

  @Option(help: "The leaders of the last complete week or month.")
  var period = MessageOptions.Period.week

  @Flag(help: "A message to open, edit and send: lines end in CRLF, X-Unsent is set.")
  var draft = false

  @Option(
    help: ArgumentHelp("Compress tables larger than this.", valueName: "size"))
  var gzipAbove: ByteSize?

  @Option(help: ArgumentHelp("Refuse a larger message.", valueName: "size"))
  var maxSize = ByteSize(bytes: 20_000_000)

  func run() throws {
    let options = try messageOptions()
    let (digest, attachments) = try read()
    let attached = attachments.reduce(0) { $0 + $1.encodedCount }
    try refuse(attached, attachments)
    let message = Message(digest, options, attachments)
    try refuse(message.bytes.count, attachments)
    try message.bytes.withUnsafeBytes(StandardOutput.print)
  }

  private func messageOptions() throws -> MessageOptions {
    if let subject, hasControls(subject) || subject.utf8.allSatisfy({ $0 == 32 }) {
      throw fail(
        "--subject: empty, or with a line break or control character; give one line of text",
        Exit.usage)
    }
    var recipients: [Address] = []
    for text in to {
      let recipient = try address(text, "--to")
      if !recipients.contains(recipient) { recipients.append(recipient) }
    }
    return MessageOptions(
      from: try address(from, "--from"), to: recipients, subject: subject, period: period,
      isDraft: draft)
  }

  private func address(_ text: String, _ option: String) throws -> Address {
    do throws(Address.Reason) {
      return try Address(text)
    } catch {
      let cure =
        switch error {
        case .controlCharacter: "has a line break or control character; give one line"
        case .several: "is more than one address; give \(option) once for each"
        case .notASCII: "has letters that no mail server is sure to take; write the domain as xn--…"
        case .noAddress: "is no address; use one such as ada@acme.example or Ada <ada@acme.example>"
        }
      throw fail("\(option): '\(text)' \(cure)", Exit.usage)
    }
  }
}

// MARK: Tables

extension MailCommand {
  /// Reads again where the report was replaced meanwhile, which takes no time at all; three times.
  private func read() throws -> (Digest, [Attachment]) {
    for _ in 0..<3 {
      do {
        let published = try PublishedReport(report)
        let digest = try published.digest()
        let attachments = try tables(of: digest).map { table in
          Attachment(table, csv: try published.csv(table), gzipAbove: gzipAbove?.bytes)
        }
        return (digest, attachments)
      } catch is PublishedReport.Gone {}
    }
    throw fail(
      "\(report): a table is missing; wait for the run that publishes, or build the report anew",
      Exit.badInput)
  }

  /// Those asked for, each once.
  private func tables(of digest: Digest) throws -> [Digest.Table] {
    var tables: [Digest.Table] = []
    let names = attach.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    for name in names.map(String.init) {
      guard let table = digest.tables.first(where: { $0.name == name }) else {
        throw fail("--attach: \(noTable(name, of: digest))", Exit.usage)
      }
      if !tables.contains(table) { tables.append(table) }
    }
    return tables
  }

  private func noTable(_ name: String, of digest: Digest) -> String {
    let names = digest.tables.map(\.name)
    let cure =
      nearest(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? "there are \(names.joined(separator: ", "))"
    return "no table '\(name)' in this report; \(cure)"
  }

  private func refuse(_ size: Int, _ attachments: [Attachment]) throws {
    guard size > maxSize.bytes else { return }
    var rest = size
    var left: [String] = []
    for attachment in attachments.sorted(by: { $0.encodedCount > $1.encodedCount })
    where rest > maxSize.bytes {
      rest -= attachment.encodedCount
      left.append("\(attachment.table) (\(ByteSize(bytes: attachment.encodedCount)))")
    }
    let smaller = gzipAbove == nil && !left.isEmpty ? "give --gzip-above, " : ""
    let cure =
      rest > maxSize.bytes
      ? "raise --max-size"
      : "leave out \(left.joined(separator: ", ")), \(smaller)or raise --max-size"
    throw fail(
      "the message has \(ByteSize(bytes: size)), more than \(maxSize); \(cure)", Exit.badInput)
  }
}

extension MessageOptions.Period: ExpressibleByArgument {}
