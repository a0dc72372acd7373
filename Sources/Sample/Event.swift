/// What somebody did.
enum EventType: UInt8, CaseIterable {
  case login, logout
  case docViewed, docEdited, taskCreated, taskCompleted, commentPosted, fileUploaded
  case reviewDone, messageSent, meetingJoined, pageShared
  case buildPassed, buildFailed, deployDone, recordImported, backupMade

  var word: StaticString {
    switch self {
    case .login: "login"
    case .logout: "logout"
    case .docViewed: "doc.viewed"
    case .docEdited: "doc.edited"
    case .taskCreated: "task.created"
    case .taskCompleted: "task.completed"
    case .commentPosted: "comment.posted"
    case .fileUploaded: "file.uploaded"
    case .reviewDone: "review.done"
    case .messageSent: "message.sent"
    case .meetingJoined: "meeting.joined"
    case .pageShared: "page.shared"
    case .buildPassed: "build.passed"
    case .buildFailed: "build.failed"
    case .deployDone: "deploy.done"
    case .recordImported: "record.imported"
    case .backupMade: "backup.made"
    }
  }

  /// How many at once; 1 mostly, and always where things are done one by one.
  func count(_ random: inout SplitMix64) -> Int {
    switch self {
    case .docViewed: random.oneIn(5) ? 2 + random.below(8) : 1
    case .messageSent: random.oneIn(2) ? 2 + random.below(14) : 1
    case .fileUploaded: random.oneIn(4) ? 2 + random.below(11) : 1
    case .recordImported: 20 + random.below(500)
    default: 1
    }
  }
}

struct Event {
  var user: Int
  /// -1: outside any workspace.
  var workspace: Int
  var type: EventType
  /// Unix seconds.
  var at: Int
  var count: Int
  /// Whether the time is written as Unix seconds, as some programs do.
  var hasNumericTime: Bool
}

extension Person {
  /// Something this person does, by craft.
  func work(_ random: inout SplitMix64) -> EventType {
    switch machine {
    case .ci: random.pick([.buildPassed, .buildPassed, .buildPassed, .buildFailed, .deployDone])
    case .importer: .recordImported
    case .backup: .backupMade
    case nil: random.pick(Self.work[Int(craft.rawValue)])
    }
  }

  /// `[craft]`: types as often as they are done.
  private static let work: [[EventType]] = [
    [
      .docViewed, .docViewed, .docViewed, .docEdited, .docEdited, .taskCreated, .taskCompleted,
      .taskCompleted, .taskCompleted, .commentPosted, .commentPosted, .reviewDone, .reviewDone,
      .reviewDone, .messageSent, .fileUploaded,
    ],
    [
      .docViewed, .docViewed, .docViewed, .docViewed, .docEdited, .docEdited, .docEdited,
      .docEdited, .taskCreated, .taskCompleted, .commentPosted, .commentPosted, .fileUploaded,
      .fileUploaded, .fileUploaded, .pageShared,
    ],
    [
      .docViewed, .docViewed, .docViewed, .docViewed, .docViewed, .docEdited, .docEdited,
      .taskCreated, .taskCreated, .taskCompleted, .taskCompleted, .commentPosted, .messageSent,
      .messageSent, .meetingJoined, .meetingJoined,
    ],
  ]
}
