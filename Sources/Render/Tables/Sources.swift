import Ingest

/// What all files of one kind were found to hold.
struct SourceKind {
  let format: String
  private(set) var files = 0
  private(set) var records = 0
  private(set) var used = 0
  private(set) var notCounted = 0
  private(set) var rejected = 0

  /// One for each format, in the order of their first files.
  static func all(of files: [ReadFiles.File]) -> [SourceKind] {
    var kinds: [SourceKind] = []
    var places: [String: Int] = [:]
    for file in files {
      let place = places[file.format] ?? kinds.count
      if place == kinds.count { kinds.append(SourceKind(format: file.format)) }
      places[file.format] = place
      kinds[place].add(file)
    }
    return kinds
  }

  private init(format: String) { self.format = format }

  private mutating func add(_ file: ReadFiles.File) {
    files += 1
    records += file.records
    used += file.used
    notCounted += file.notCounted
    rejected += file.rejected
  }
}

extension Tables {
  /// What was read, and what became of it.
  static let sources = Table<ReadFiles.File>([
    Column("source", .string { $0.source }),
    Column("file", .string { $0.name }),
    Column("format", .string { $0.format }),
    Column("records", .number { $0.records }),
    Column("used", .number { $0.used }),
    Column("not_counted", .number { $0.notCounted }),
    Column("rejected", .number { $0.rejected }),
  ])

  /// The same, by what files hold.
  static let sourceKinds = Table<SourceKind>([
    Column(.string { $0.format }, .init(1, .what, .head)),
    Column(.number { $0.files }, .init(2, .files)),
    Column(.number { $0.records }, .init(3, .records)),
    Column(.number { $0.used }, .init(4, .used)),
    Column(.number { $0.notCounted }, .init(5, .notCounted)),
    Column(.number { $0.rejected }, .init(6, .rejected)),
  ])
}
