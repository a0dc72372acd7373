import Bytes
import Dispatch
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
  private let threads: Int

  init(_ files: InputFiles, threads: Int) throws(InputError) {
    self.threads = max(1, threads)
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
        try lookIntoArchive(
          source, at: place, isInFolder: isInFolder, isZip: Archive.isZip(head.bytes))
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
    _ source: Source, at place: ExportPath, isInFolder: Bool, isZip: Bool
  ) throws(InputError) {
    // Whoever passes over entries of another kind of archive reads them all the same.
    let shares = (0..<(isZip ? threads : 1)).map { number in
      ArchiveShare(
        of: source, at: place, isInFolder: isInFolder, number: number, isZip: isZip)
    }
    DispatchQueue.concurrentPerform(iterations: shares.count) {
      shares[$0].look(of: shares.count)
    }
    if let failure = shares.lazy.compactMap(\.failure).first { throw failure }
    besides += shares[0].besides
    candidates += shares.flatMap(\.found).sorted { left, right in
      let (a, b) = (left.candidate.at.path, right.candidate.at.path)
      return a == b ? left.entry < right.entry : a.utf8.lexicographicallyPrecedes(b.utf8)
    }.map(\.candidate)
  }
}
