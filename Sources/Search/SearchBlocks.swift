import Bytes
import Folding
import Hash
import Ingest
import Render

/// Prints the rows of the search index into blocks: scripts that a page loads
/// when its search box gets the focus. Each is named by its content.
///
/// A row is `name TAB email TAB id`, then, each after a TAB and as far as there is
/// any: the title, or what stands for it; folded forms of words of the name; those of the email and id, and the ids and emails of
/// further accounts with theirs; and the page's hash where its path does not follow from the id as
/// it stands here. It ends with LF.
struct SearchBlocks<Failure: Error> {
  /// The first block is small, so that there is an answer soon.
  private static var firstBytes: Int { 64 << 10 }
  private static var blockBytes: Int { 256 << 10 }

  /// In the order of rows.
  private(set) var names: [String] = []
  private(set) var words = SearchWords()
  /// Texts that rows do not hold as they are: of which row and which of its fields.
  private(set) var inexact: [(row: Int, field: Int, text: Text)] = []
  /// Of all blocks, in bytes.
  private(set) var byteCount = 0
  private var rowCount = 0
  /// What stands for the end of an email, `@` included: scalar 1 for the first.
  private let domains: [[UInt8]]
  private let titles: SearchTitles
  private let write: ([UInt8], String) throws(Failure) -> Void
  private var group = 0
  private var rows: [UInt8] = []
  private var row: [UInt8] = []
  private var name: [UInt8] = []
  private var email: [UInt8] = []
  private var id: [UInt8] = []
  private var title: [UInt8] = []
  private var word: [UInt8] = []
  private var forms: [UInt8] = []
  private var otherForms: [UInt8] = []

  init(
    domains: [[UInt8]], titles: SearchTitles = .none,
    write: @escaping ([UInt8], String) throws(Failure) -> Void
  ) {
    self.domains = domains
    self.titles = titles
    self.write = write
  }

  /// Rows that follow are of `group`; a block has rows of one group.
  mutating func begin(group: Int) throws(Failure) {
    try endBlock()
    self.group = group
  }

  /// `name` is empty where the id is shown for it.
  mutating func add(
    name nameText: Text, email emailText: Text, id idText: Text, title titleText: Text = .empty,
    accounts: [UserAccount] = []
  ) throws(Failure) {
    let isSimpleName = NameFolder.clean(nameText.bytes, into: &name)
    let isSimpleEmail = NameFolder.clean(emailText.bytes, into: &email)
    let isSimpleId = NameFolder.clean(idText.bytes, into: &id)
    keepInexact(nameText, emailText, idText)
    forms.removeAll(keepingCapacity: true)
    otherForms.removeAll(keepingCapacity: true)
    if !isSimpleName { words.appendForms(of: name, to: &forms) }
    if !isSimpleEmail { words.appendForms(of: email, to: &otherForms) }
    if !isSimpleId { words.appendForms(of: id, to: &otherForms) }
    if !accounts.isEmpty { appendAccounts(accounts, of: emailText, idText) }
    let isPath = Paths.isHarmless(idText) || Paths.isWritten(idText)
    row.removeAll(keepingCapacity: true)
    ScriptText.append(name[...], to: &row)
    row.append(UInt8(ascii: "\t"))
    let (start, domain) = parts(of: email)
    ScriptText.append(start, to: &row)
    if let domain { row.append(domain) }
    row.append(UInt8(ascii: "\t"))
    ScriptText.append(id[...], to: &row)
    let hasForms = !forms.isEmpty || !otherForms.isEmpty || !isPath
    if hasForms || !titleText.isEmpty { append(title: titleText) }
    if hasForms { appendForms(forms) }
    if !otherForms.isEmpty || !isPath { appendForms(otherForms) }
    if !isPath { appendHash(idText) }
    try keepRow()
  }

  private mutating func keepInexact(_ nameText: Text, _ emailText: Text, _ idText: Text) {
    if !nameText.bytes.elementsEqual(name) { inexact.append((rowCount, 0, nameText)) }
    if !emailText.bytes.elementsEqual(email) { inexact.append((rowCount, 1, emailText)) }
    if !idText.bytes.elementsEqual(id) { inexact.append((rowCount, 2, idText)) }
    rowCount += 1
  }

  private mutating func append(title text: Text) {
    row.append(UInt8(ascii: "\t"))
    if let sign = titles.sign(of: text) {
      row += [SearchTitles.mark, sign]
    } else {
      words.set(title: text, in: &title)
      ScriptText.append(title[...], to: &row)
    }
  }

  private mutating func appendForms(_ forms: [UInt8]) {
    row.append(UInt8(ascii: "\t"))
    ScriptText.append(forms.dropFirst(), to: &row)
  }

  /// An email without a domain that many share, and what stands for that.
  private func parts(of email: [UInt8]) -> (start: ArraySlice<UInt8>, domain: UInt8?) {
    let end = domains.firstIndex { email.count >= $0.count && email.suffix($0.count) == $0[...] }
    return (email.dropLast(end.map { domains[$0].count } ?? 0), end.map { UInt8($0 + 1) })
  }

  /// Each text once, but for those that the row has already.
  private mutating func appendAccounts(_ accounts: [UserAccount], of email: Text, _ id: Text) {
    var seen: Set<Text> = [email, id, .empty]
    for text in accounts.flatMap({ [$0.id, $0.email] }) where seen.insert(text).inserted {
      let isSimple = NameFolder.clean(text.bytes, into: &word)
      let (start, domain) = parts(of: word)
      otherForms.append(UInt8(ascii: " "))
      otherForms += start
      if let domain { otherForms.append(domain) }
      if !isSimple { words.appendForms(of: word, to: &otherForms) }
    }
  }

  /// The page's folder and the hash that is its name, in the scalars 16 to 31, so
  /// that nothing typed is found in them.
  private mutating func appendHash(_ id: Text) {
    row.append(UInt8(ascii: "\t"))
    for byte in [Paths.folder(of: id)] + Paths.hash(of: id) {
      row += [16 + (byte >> 4), 16 + (byte & 15)]
    }
  }

  private mutating func keepRow() throws(Failure) {
    let limit = names.isEmpty ? Self.firstBytes : Self.blockBytes
    if !rows.isEmpty, rows.count + row.count + 2 > limit { try endBlock() }
    rows += row
    rows.append("\\n")
  }

  /// Writes what was not written yet.
  mutating func endBlock() throws(Failure) {
    guard !rows.isEmpty else { return }
    var block: [UInt8] = []
    block.reserveCapacity(rows.count + 32)
    block.append("rollcall.block(")
    Digits.append(group, to: &block)
    block.append(", \"")
    block += rows
    block.append("\");\n")
    let name = Hex.text(SHA256.digest(of: block).prefix(6))
    try write(block, "search/\(name).js")
    byteCount += block.count
    names.append(name)
    rows.removeAll(keepingCapacity: true)
  }
}
