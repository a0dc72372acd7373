/// One input of a dump: a file, plain or gzip, an entry of an archive, or standard input.
package struct Source: Sendable {
  package static let standardInput = FilePath("-")

  /// As the contract names it on the quality page.
  package let name: String
  package let path: FilePath
  package var isStandardInput: Bool { path == Source.standardInput }
  /// The number of the entry in the archive at `path`; nil where the file itself is meant.
  package let entry: Int?
  /// Of a file cut into parts, the half-open range of its bytes in which the lines begin that are
  /// read; nil for the whole file.
  package let part: Range<Int>?
  /// Whether what is read begins where the file does.
  package var beginsFile: Bool { part?.lowerBound ?? 0 == 0 }
  /// Where the bytes are of an input that can be read only once.
  private let spool: Spool?

  package init(
    name: String, path: FilePath, entry: Int? = nil, part: Range<Int>? = nil, spool: Spool? = nil
  ) {
    self.name = name
    self.path = path
    self.part = part
    self.entry = entry
    self.spool = spool
  }

  /// An entry of the archive that `archive` is.
  package init(name: String, entry: Int, of archive: Source) {
    self.init(name: name, path: archive.path, entry: entry, spool: archive.spool)
  }

  /// As whoever gave it finds it: standard input has no path of its own, an entry is in an archive.
  package var shownPath: String {
    if entry != nil { return "\(path.text): \(name)" }
    return name == Source.standardInput.text ? name : path.text
  }

  /// About the source as a whole.
  package func error(_ reason: InputError.Reason) -> InputError {
    InputError(reason, at: Place(file: shownPath, line: 1, column: 1))
  }
}

extension BidirectionalCollection<UInt8> {
  package func ends(with suffix: String) -> Bool {
    self.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
