import Bytes

/// What one thread finds in an archive: every so many entries are its own.
final class ArchiveShare: @unchecked Sendable {
  private let source: Source
  private let place: ExportPath
  private let isInFolder: Bool
  private let number: Int
  private let isZip: Bool
  /// In the order of the archive.
  private(set) var found: [(entry: Int, candidate: InputSurvey.Candidate)] = []
  /// What is not looked into, of all entries.
  private(set) var besides: [(name: String, at: ExportPath)] = []
  private(set) var failure: InputError?

  init(of source: Source, at place: ExportPath, isInFolder: Bool, number: Int, isZip: Bool) {
    (self.source, self.place) = (source, place)
    (self.isInFolder, self.number, self.isZip) = (isInFolder, number, isZip)
  }

  /// Looks at the entries whose numbers leave this share's number when divided by `count`.
  func look(of count: Int) {
    do throws(InputError) {
      // Entries of others are read whole, as nobody can go to the next one.
      let archive = try Archive(source, forBeginnings: isZip)
      while let entry = try archive.next() {
        try look(at: entry, of: archive, isOwn: entry.number % count == number)
      }
    } catch {
      failure = error
    }
  }

  private func look(at entry: Archive.Entry, of archive: Archive, isOwn: Bool) throws(InputError) {
    let name = ArchiveShare.plain(entry.path)
    guard !ArchiveShare.isHidden(name) else { return }
    let shown = isInFolder ? "\(place.path)/\(name)" : name
    let inside = ExportPath(input: place.input, archive: isInFolder ? place.path : nil, path: name)
    guard entry.isFile, FilePath(name).isDumpName else {
      besides.append((shown, inside))
      return
    }
    guard isOwn else { return }
    let entrySource = Source(name: shown, entry: entry.number, of: source)
    let finding = Result { () throws(InputError) in
      try FileSurvey(of: entrySource).look(at: try ByteStream(of: archive, entrySource))
    }
    let candidate = InputSurvey.Candidate(source: entrySource, at: inside, finding: finding)
    found.append((entry.number, candidate))
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
