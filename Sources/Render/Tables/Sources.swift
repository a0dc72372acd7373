import Configure
import Convert
import Ingest

/// What all files of one kind were found to hold.
struct SourceKind {
  let contents: ReadFiles.Contents
  private(set) var files = 0
  private(set) var records = 0
  private(set) var used = 0
  private(set) var notCounted = 0
  private(set) var rejected = 0

  /// One for each kind, in the order of their first files.
  static func all(of files: [ReadFiles.File]) -> [SourceKind] {
    var kinds: [SourceKind] = []
    var places: [ReadFiles.Contents: Int] = [:]
    for file in files {
      let place = places[file.contents] ?? kinds.count
      if place == kinds.count { kinds.append(SourceKind(contents: file.contents)) }
      places[file.contents] = place
      kinds[place].add(file)
    }
    return kinds
  }

  private init(contents: ReadFiles.Contents) { self.contents = contents }

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
    Column("format", .string { $0.contents.name }),
    Column("records", .number { $0.records }),
    Column("used", .number { $0.used }),
    Column("not_counted", .number { $0.notCounted }),
    Column("rejected", .number { $0.rejected }),
  ])

  /// The same, by what files hold.
  static let sourceKinds = Table<SourceKind>([
    Column(.none, .init(1, .what, .made { $0.contents($1, $2.contents) })),
    Column(.number { $0.files }, .init(2, .files)),
    Column(.number { $0.records }, .init(3, .records)),
    Column(.number { $0.used }, .init(4, .used)),
    Column(.number { $0.notCounted }, .init(5, .notCounted)),
    Column(.number { $0.rejected }, .init(6, .rejected)),
  ])
}

extension PageFiller {
  fileprivate mutating func contents(_ row: Fields.Row, _ contents: ReadFiles.Contents) {
    let cell = head(row)
    let system = Array((contents.system?.name ?? "").utf8)
    fields.text(cell, CellName.text, words.filled(contents.phrase, [.name: .text(system)]))
  }
}

extension ReadFiles.Contents {
  fileprivate var system: System? {
    if case .records(let format) = self { format.system } else { nil }
  }

  fileprivate var phrase: Phrase {
    switch self {
    case .notRead: .notRead
    case .withoutRecord: .withoutRecord
    case .records(let format): format.phrase
    }
  }
}

extension Format {
  fileprivate var phrase: Phrase {
    switch self {
    case .native: .nativeDump
    case .mattermost: .bulkExportOf
    case .zulip: .exportOf
    case .googleActivities: .activitiesOf
    case .googleUsers, .oktaUsers, .entraUsers, .slackUsers: .usersOf
    case .oktaEvents: .systemLogOf
    case .entraSignIns: .signInsOf
    case .githubEvents: .eventsOf
    case .githubAudit: .auditLogOf
    case .githubMembers: .membersOf
    case .slackLogins: .accessLogOf
    case .slackConversations: .conversationsOf
    case .slackMessages: .messagesOf
    }
  }
}
