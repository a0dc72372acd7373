import Bytes
import Glibc

/// All files that may be read, and what was found at the beginning of each.
struct InputSurvey {
  struct Candidate {
    let source: Source
    let at: ExportPath
    let finding: Result<FileSurvey.Finding, InputError>
  }

  /// In file order.
  private(set) var candidates: [Candidate] = []
  /// What lies in folders and archives besides.
  private(set) var besides: [(name: String, at: ExportPath)] = []

  init(_ files: InputFiles) throws(InputError) {
    for (input, argument) in files.arguments.enumerated() {
      for source in argument.sources {
        let source = argument.isFolder ? source : try InputSurvey.rereadable(source)
        try look(
          into: source, at: ExportPath(input: input, path: source.name),
          isInFolder: argument.isFolder)
      }
      besides += argument.leftOut.map { ($0.text, ExportPath(input: input, path: $0.text)) }
    }
  }

  /// Standard input as often as it takes: what can be read only once is kept in an unnamed file.
  private static func rereadable(_ source: Source) throws(InputError) -> Source {
    guard source.isStandardInput else { return source }
    var status = stat()
    guard fstat(0, &status) == 0 else {
      throw source.error(.unreadable(String(cString: strerror(errno))))
    }
    let again = Source(name: source.name, path: FilePath("/proc/self/fd/0"))
    // Who was given the open file may not be allowed to open it.
    if status.st_mode & S_IFMT == S_IFREG, access(again.path.cString, R_OK) == 0 { return again }
    let spool = try Spool(of: 0, name: source.name)
    return Source(name: source.name, path: spool.path, spool: spool)
  }

  /// Adds what `source` holds: itself, or the entries of the archive that it is.
  private mutating func look(into source: Source, at place: ExportPath, isInFolder: Bool)
    throws(InputError)
  {
    let head = Window(capacity: 512)
    _ = try head.fill(from: try ByteStream(source, copy: StandardInputCopy()))
    if Archive.begins(with: head.bytes) {
      do throws(InputError) {
        try lookIntoArchive(source, at: place, isInFolder: isInFolder)
      } catch {
        // Of an attachment it does not matter.
        candidates.append(Candidate(source: source, at: place, finding: .failure(error)))
      }
    } else if isInFolder, !FilePath(place.path).isDumpName {
      let error = InputError(
        .damagedArchive("it does not begin as one"),
        at: Place(file: source.name, line: 1, column: 1))
      candidates.append(Candidate(source: source, at: place, finding: .failure(error)))
    } else {
      let finding = Result { () throws(InputError) in
        try FileSurvey(of: source).look(at: try ByteStream(source, copy: StandardInputCopy()))
      }
      candidates.append(Candidate(source: source, at: place, finding: finding))
    }
  }

  /// The files in an archive, in code-point order of their paths.
  private mutating func lookIntoArchive(
    _ source: Source, at place: ExportPath, isInFolder: Bool
  ) throws(InputError) {
    let archive = try Archive(source)
    var found: [Candidate] = []
    while let entry = try archive.next() {
      let name = InputSurvey.plain(entry.path)
      guard !InputSurvey.isHidden(name) else { continue }
      let shown = isInFolder ? "\(place.path)/\(name)" : name
      let inside = ExportPath(
        input: place.input, archive: isInFolder ? place.path : nil, path: name)
      guard entry.isFile, FilePath(name).isDumpName else {
        besides.append((shown, inside))
        continue
      }
      let entrySource = Source(name: shown, entry: entry.number, of: source)
      let finding = Result { () throws(InputError) in
        try FileSurvey(of: entrySource).look(at: try ByteStream(of: archive, entrySource))
      }
      found.append(Candidate(source: entrySource, at: inside, finding: finding))
    }
    // Stable, for entries of the same path.
    candidates += found.enumerated().sorted { left, right in
      let (a, b) = (left.element.at.path, right.element.at.path)
      return a == b ? left.offset < right.offset : a.utf8.lexicographicallyPrecedes(b.utf8)
    }.map(\.element)
  }

  /// Without `./` before it.
  private static func plain(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  private static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains {
      $0.utf8.first == UInt8(ascii: ".") || $0 == "__MACOSX"
    }
  }
}
