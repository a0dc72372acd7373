import Bytes
import Glibc

/// All files that are read, told apart by what is in them.
package struct Inputs: @unchecked Sendable {
  /// rollcall's own dumps.
  package private(set) var native: [Source] = []
  private(set) var foreign: [ForeignFile] = []
  private(set) var notRead: [Source] = []
  /// Files that have no record.
  private(set) var empty: [Source] = []

  /// All files, in the order of their numbers.
  package var sources: [Source] {
    native + foreign.map(\.source) + notRead
  }

  package var isNative: Bool { foreign.isEmpty && notRead.isEmpty }

  /// A file that may be read, and what was found in it.
  private struct Candidate {
    var source: Source
    /// Inside its input, without the names of archives.
    var path: String
    /// What tells its input, and the archive, from others.
    var container: String
    var input: Int
    var finding: Result<FileSurvey.Finding, InputError>
  }

  /// Dumps of rollcall alone.
  package init(native: [Source]) { self.native = native }

  /// What the file with this number holds.
  package func format(of number: Int) -> Format {
    let index = number - native.count
    return index >= 0 && index < foreign.count ? foreign[index].format : .native
  }

  /// The files that `arguments` name, looked into.
  package init(_ arguments: [String]) throws(InputError) {
    var candidates: [Candidate] = []
    for (input, argument) in arguments.enumerated() {
      candidates += try Inputs.candidates(argument, input)
    }
    let data = Inputs.withoutAttachments(candidates)
    for input in arguments.indices { try settle(data.filter { $0.input == input }) }
    // The native reader says what is wrong with inputs without a record.
    if native.isEmpty, foreign.isEmpty { native = empty }
    number()
  }

  // MARK: Listing

  private static func candidates(_ argument: String, _ input: Int) throws(InputError) -> [Candidate]
  {
    if argument != "-", Source.isFolder(argument) {
      let files = Source.filesAndArchives(in: argument)
      guard !files.isEmpty else {
        throw InputError(.noDumpFiles, at: Place(file: argument, line: 1, column: 1))
      }
      var found: [Candidate] = []
      for file in files {
        let source = Source(name: file, path: "\(argument)/\(file)")
        found += try candidates(source, path: file, input, isInFolder: true)
      }
      return found
    }
    let name = argument.split(separator: "/").last.map(String.init) ?? argument
    let source = try spooled(Source(name: name, path: argument))
    return try candidates(source, path: name, input, isInFolder: false)
  }

  /// What can be read only once is kept in an unnamed file.
  private static func spooled(_ source: Source) throws(InputError) -> Source {
    var status = stat()
    let result = source.isStandardInput ? fstat(0, &status) : stat(source.path, &status)
    guard result == 0 else {
      throw InputError(
        .unreadable(String(cString: strerror(errno))),
        at: Place(file: source.name, line: 1, column: 1))
    }
    if status.st_mode & S_IFMT == S_IFREG {
      return source.isStandardInput ? Source(name: "-", path: "/proc/self/fd/0") : source
    }
    let descriptor = source.isStandardInput ? 0 : open(source.path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor > 0 { close(descriptor) } }
    let spool = try Spool(of: descriptor, name: source.name)
    return Source(name: source.name, path: spool.path, spool: spool)
  }

  private static func candidates(
    _ source: Source, path: String, _ input: Int, isInFolder: Bool
  ) throws(InputError) -> [Candidate] {
    let stream = try ByteStream(source, copy: StandardInputCopy())
    let head = Window(capacity: 512)
    _ = try head.fill(from: stream)
    if Archive.begins(with: head.bytes) {
      return try entries(of: source, path: path, input, isInFolder: isInFolder)
    }
    guard !isInFolder || Source.isDumpName(path) else {
      throw InputError(
        .damagedArchive("it does not begin as one"),
        at: Place(file: source.name, line: 1, column: 1))
    }
    let finding = try look(at: try ByteStream(source, copy: StandardInputCopy()))
    return [
      Candidate(
        source: source, path: isInFolder ? path : "", container: "\(input)", input: input,
        finding: finding)
    ]
  }

  private static func look(
    at stream: ByteStream
  ) throws(InputError) -> Result<FileSurvey.Finding, InputError> {
    do throws(InputError) {
      return .success(try FileSurvey().look(at: stream))
    } catch {
      return .failure(error)
    }
  }

  /// The files in an archive, in code-point order of their paths.
  private static func entries(
    of source: Source, path: String, _ input: Int, isInFolder: Bool
  ) throws(InputError) -> [Candidate] {
    let archive = try Archive(path: source.path, name: source.name)
    var found: [Candidate] = []
    while let entry = try archive.next() {
      let name = plain(entry.path)
      guard isData(name) else { continue }
      let shown = isInFolder ? "\(path)/\(name)" : name
      let finding = try look(at: try ByteStream(of: archive, name: shown))
      found.append(
        Candidate(
          source: Source(name: shown, path: source.path, entry: entry.number, keeping: source),
          path: name, container: isInFolder ? "\(input)/\(path)" : "\(input)", input: input,
          finding: finding))
    }
    // Stable, for entries of the same path.
    return found.enumerated().sorted { left, right in
      let (a, b) = (left.element.path, right.element.path)
      return a == b ? left.offset < right.offset : a.utf8.lexicographicallyPrecedes(b.utf8)
    }.map(\.element)
  }

  /// Without `./` before it.
  private static func plain(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static func isData(_ path: String) -> Bool {
    Source.isDumpName(path)
      && !path.split(separator: "/").contains {
        $0.utf8.first == UInt8(ascii: ".") || $0 == "__MACOSX"
      }
  }

  // MARK: What is data

  /// Without what an export has as attachments.
  private static func withoutAttachments(_ all: [Candidate]) -> [Candidate] {
    var owners: [String: Set<String>] = [:]
    for candidate in all {
      guard case .success(.known(let format, _)) = candidate.finding else { continue }
      let names: [String] =
        switch format {
        case .slackUsers, .slackConversations: ["attachments", "__uploads"]
        case .mattermost: ["data"]
        case .zulip: ["uploads", "avatars", "emoji", "realm_icons"]
        default: []
        }
      if !names.isEmpty { owners[folder(candidate), default: []].formUnion(names) }
    }
    return all.filter { candidate in
      let parts = candidate.path.split(separator: "/").dropLast()
      let isSlack: Set<String> = ["attachments", "__uploads"]
      var above = candidate.container
      var slackAbove = false
      for part in parts {
        let names = owners[above] ?? []
        slackAbove = slackAbove || names.contains("attachments")
        if names.contains(String(part)) || slackAbove && isSlack.contains(String(part)) {
          return false
        }
        above += "/\(part)"
      }
      return true
    }
  }

  private static func folder(_ candidate: Candidate) -> String {
    ([candidate.container] + candidate.path.split(separator: "/").dropLast().map(String.init))
      .joined(separator: "/")
  }

  // MARK: Settling

  private mutating func settle(_ candidates: [Candidate]) throws(InputError) {
    var isKnown = false
    var refused: InputError?
    for candidate in candidates {
      let place = Place(file: candidate.source.name, line: 1, column: 1)
      switch candidate.finding {
      case .failure(let error): throw error
      case .success(.empty): empty.append(candidate.source)
      case .success(.noJSON):
        throw InputError(.unknownFormat(near: nil), at: place)
      case .success(.unknown(let near)):
        notRead.append(candidate.source)
        refused = refused ?? InputError(.unknownFormat(near: near), at: place)
      case .success(.known(let format, let layout)):
        isKnown = true
        if format == .native {
          native.append(candidate.source)
        } else {
          foreign.append(foreignFile(candidate, format, layout))
        }
      }
    }
    if let refused, !isKnown { throw refused }
  }

  private func foreignFile(
    _ candidate: Candidate, _ format: Format, _ layout: FileLayout
  ) -> ForeignFile {
    let parts = candidate.path.split(separator: "/").dropLast().map(String.init)
    var file = ForeignFile(
      number: 0, source: candidate.source, format: format, layout: layout,
      container: candidate.container, folder: Inputs.folder(candidate))
    if let name = parts.last {
      file.folderName = name
      file.parent = ([candidate.container] + parts.dropLast()).joined(separator: "/")
    }
    return file
  }

  /// Numbers foreign files after native ones.
  private mutating func number() {
    for index in foreign.indices { foreign[index].number = native.count + index }
  }
}
