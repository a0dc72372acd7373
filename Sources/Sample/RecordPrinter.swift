import Civil

/// Prints the records of a dump, one a line, as one JSON document or as NDJSON.
struct RecordPrinter {
  private static let bufferSize = 1 << 20
  /// Longer than any record, so that the buffer never grows.
  private static let longestRecord = 1 << 14

  private let isNDJSON: Bool
  private let texts: SampleTexts
  private var bytes: [UInt8] = []
  private var isFirstRecord = true

  init(isNDJSON: Bool, _ texts: SampleTexts) {
    self.isNDJSON = isNDJSON
    self.texts = texts
    bytes.reserveCapacity(Self.bufferSize + Self.longestRecord)
  }

  mutating func flushIfFull<Failure: Error>(
    to write: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    if bytes.count >= Self.bufferSize { try flush(to: write) }
  }

  mutating func flush<Failure: Error>(
    to write: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    // The pointer is valid for this call alone, and `write` must not keep it.
    try bytes.span.withUnsafeBytes { (buffer) throws(Failure) in try write(buffer) }
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: What stands around the records

  mutating func open(documentOf organization: MadeUpOrganization) {
    bytes.add(isNDJSON ? #"{"kind":"organization",""# : "{\n\"organization\": {\"")
    bytes.add(#"id":"nordlicht""#)
    text(#","name":"#, SampleTexts.name)
    text(#","description":"#, texts.description)
    bytes.add(#","time_zone":"Europe/Berlin","exported_at":""#)
    bytes.add(utc: WorkCalendar.exportedAt)
    text(#"","url":"#, "https://intranet.\(SampleTexts.domain)/")
    bytes.add(isNDJSON ? "}\n" : "}")
  }

  mutating func openSection(_ name: StaticString) {
    isFirstRecord = true
    guard !isNDJSON else { return }
    bytes.add(",\n\"")
    bytes.add(name)
    bytes.add("\": [")
  }

  mutating func closeSection() {
    if !isNDJSON { bytes.add(isFirstRecord ? "]" : "\n]") }
  }

  mutating func closeDocument() {
    if !isNDJSON { bytes.add("\n}\n") }
  }

  private mutating func begin(_ kind: StaticString) {
    guard !isNDJSON else {
      bytes.add(kind)
      return
    }
    bytes.add(isFirstRecord ? "\n{" : ",\n{")
    isFirstRecord = false
  }

  private mutating func end() {
    bytes.add(isNDJSON ? "}\n" : "}")
  }

  private mutating func text(_ key: StaticString, _ value: String) {
    bytes.add(key)
    bytes.add(quoted: value)
  }

  // MARK: Records

  mutating func print(
    user: Int, _ person: Person, name: String, email: String, lastLogin: Int
  ) {
    begin(#"{"kind":"user","#)
    bytes.add(#""id":""#)
    add(user: user)
    bytes.add("\"")
    if let machine = person.machine {
      text(#","name":"#, texts.name(of: machine, user))
      if person.role != .bot { bytes.add(#","bot":true"#) }
    } else {
      // Invitations go to an address; half of them know no name yet.
      if person.status != .invited || user % 2 == 0 { text(#","name":"#, name) }
      text(#","email":"#, email)
      if let title = texts.title(of: person) { text(#","title":"#, title) }
    }
    text(#","role":"#, "\(person.role)")
    text(#","status":"#, "\(person.status)")
    bytes.add(#","created_at":""#)
    bytes.add(utc: person.createdAt)
    bytes.add("\"")
    if lastLogin > 0 {
      bytes.add(#","last_login_at":""#)
      bytes.add(berlin: lastLogin)
      bytes.add("\"")
    }
    if let about = texts.about(person) { text(#","description":"#, about) }
    end()
  }

  mutating func print(workspace: Int, _ made: Workspace) {
    begin(#"{"kind":"workspace","#)
    bytes.add(#""id":""#)
    add(workspace: workspace)
    bytes.add("\"")
    text(#","name":"#, texts.name(ofWorkspace: workspace))
    if let about = texts.about(workspace: workspace, made) {
      text(#","description":"#, about)
    }
    bytes.add(#","created_at":""#)
    bytes.add(utc: WorkCalendar.instant(made.createdDay, hour: 9))
    bytes.add(made.archivedDay == nil ? #"","archived":false"# : #"","archived":true"#)
    end()
  }

  mutating func print(membership: Membership, user: Int) {
    begin(#"{"kind":"membership","#)
    bytes.add(#""user_id":""#)
    add(user: user)
    bytes.add(#"","workspace_id":""#)
    add(workspace: Int(membership.workspace))
    text(#"","role":"#, "\(membership.role)")
    bytes.add(#","since":""#)
    bytes.add(Day(Int(membership.since)))
    bytes.add("\"")
    end()
  }

  mutating func print(event: Event) {
    begin(#"{"kind":"event","#)
    bytes.add(#""user_id":""#)
    add(user: event.user)
    if event.workspace >= 0 {
      bytes.add(#"","workspace_id":""#)
      add(workspace: event.workspace)
    }
    bytes.add(#"","type":""#)
    bytes.add(event.type.word)
    if event.hasNumericTime {
      bytes.add(#"","at":"#)
      bytes.add(event.at, width: 1)
    } else {
      bytes.add(#"","at":""#)
      bytes.add(utc: event.at)
      bytes.add("\"")
    }
    if event.count > 1 {
      bytes.add(#","count":"#)
      bytes.add(event.count, width: 1)
    }
    end()
  }

  /// `u000001` is the first user.
  private mutating func add(user: Int) {
    bytes.append(UInt8(ascii: "u"))
    bytes.add(user + 1, width: 6)
  }

  /// `w01` is the first workspace.
  private mutating func add(workspace: Int) {
    bytes.append(UInt8(ascii: "w"))
    bytes.add(workspace + 1, width: 2)
  }
}
