import Bytes
import CSimdjson

/// Tells what a record is of: the first row that it fits decides.
final class Formats {
  enum Field: String, RecordField {
    case kind, type, version, events, id, actor, eventType, published, profile, status
    case userId, appId, isInteractive, userPrincipalName, createdDateTime, primaryEmail
    case action, login, role, name, deleted, created, members, ts, text, user
    case realm = "zerver_realm"
    case message = "zerver_message"
    case profileLogin = "profile.login"
    case createdAt = "created_at"
    case timestamp = "@timestamp"
    case documentID = "_document_id"
    case userID = "user_id"
    case dateFirst = "date_first"
    case dateLast = "date_last"
    case teamID = "team_id"
    case isBot = "is_bot"
    // Of pages, and of dumps.
    case channels, messages, logins, value, items, users
    case organization, workspaces, memberships
    // Of records that lack what tells them.
    case team, channel, post, displayName, mail, jobTitle, isAdmin, suspended, orgUnitPath
    case directPost = "direct_post"
    case userProfile = "zerver_userprofile"
    case stream = "zerver_stream"
    case subscription = "zerver_subscription"
    case attachment = "zerver_attachment"
  }

  /// What a record must have, and how that is said of one that has not.
  private struct Condition: Sendable {
    let words: String
    /// Whether it makes a record like others of the format, rather than unlike those of another.
    var isLikeness = true
    let holds: @Sendable (Record<Field>) -> Bool
  }

  private struct Row: Sendable {
    let format: Format
    /// The first tells the format from others, where it holds alone.
    let conditions: [Condition]
  }

  let record = Record<Field>()
  let reader = JSONReader()

  /// The format of a record; nil where it fits no row. Bad UTF-8 does not matter.
  func format(of bytes: UnsafeRawBufferPointer) -> Format? {
    guard record.readLeniently(bytes, reader)?.kind == VALUE_OBJECT else { return nil }
    return Formats.rows.first { row in row.conditions.allSatisfy { $0.holds(record) } }?.format
  }

  /// How near a record that fits nothing comes to a format: to the one of which most
  /// holds, where one thing alone is missing.
  func nearest(to bytes: UnsafeRawBufferPointer) -> String? {
    guard record.readLeniently(bytes, reader)?.kind == VALUE_OBJECT else { return nil }
    var best: (held: Int, words: String)?
    for row in Formats.rows + Formats.lacking where row.format != .native {
      let missing = row.conditions.filter { !$0.holds(record) }
      let held = row.conditions.count { $0.isLikeness && $0.holds(record) }
      guard missing.count == 1, held > best?.held ?? 0 else { continue }
      guard held > 1 || row.conditions[0].holds(record) else { continue }
      best = (held, "it looks like \(row.format.name), but no record has \(missing[0].words)")
    }
    return best?.words
  }

  private static func named(_ field: Field) -> String {
    let isVowel = "aeio".utf8.contains(field.rawValue.utf8.first ?? 0)
    return "\(isVowel ? "an" : "a") `\(field.rawValue)`"
  }

  private static func has(_ field: Field) -> Condition {
    Condition(words: named(field)) { $0[field].isPresent }
  }

  private static func string(_ field: Field) -> Condition {
    Condition(words: "a text `\(field.rawValue)`") { $0[field].kind == VALUE_STRING }
  }

  private static func object(_ field: Field) -> Condition {
    Condition(words: "an object `\(field.rawValue)`") { $0[field].kind == VALUE_OBJECT }
  }

  private static func array(_ field: Field) -> Condition {
    Condition(words: "a list `\(field.rawValue)`") { $0[field].kind == VALUE_ARRAY }
  }

  private static func noObject(_ field: Field) -> Condition {
    Condition(words: "\(named(field)) that is no object", isLikeness: false) {
      $0[field].kind != VALUE_OBJECT
    }
  }

  private static func word(_ field: Field, _ words: StaticString...) -> Condition {
    let list = words.map { "`\($0)`" }.joined(separator: " or ")
    return Condition(words: "`\(field.rawValue)`: \(list)") { record in
      record[field].kind == VALUE_STRING && words.contains { record[field].memory.equals($0) }
    }
  }

  private static func ends(_ field: Field, _ ending: StaticString) -> Condition {
    Condition(words: "\(named(field)) that ends in `\(ending)`") {
      $0[field].kind == VALUE_STRING && $0[field].memory.hasSuffix(ending)
    }
  }

  private static func any(_ fields: Field...) -> Condition {
    let words = fields.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return Condition(words: "one of \(words)") { record in
      fields.contains { record[$0].isPresent }
    }
  }

  /// From the top.
  private static let rows: [Row] = [
    Row(
      format: .native,
      conditions: [
        word(.kind, "organization", "user", "workspace", "membership", "event", "compacted")
      ]),
    Row(format: .mattermost, conditions: [word(.type, "version"), has(.version)]),
    Row(format: .zulip, conditions: [any(.realm, .message)]),
    Row(format: .googleActivities, conditions: [word(.kind, "admin#reports#activity")]),
    Row(format: .googleActivities, conditions: [has(.events), object(.id), object(.actor)]),
    Row(format: .googleUsers, conditions: [string(.primaryEmail)]),
    Row(format: .oktaEvents, conditions: [string(.eventType), has(.published)]),
    Row(
      format: .oktaUsers,
      conditions: [object(.profile), string(.profileLogin), string(.status)]),
    Row(
      format: .entraSignIns,
      conditions: [has(.createdDateTime), any(.userId, .appId, .isInteractive)]),
    Row(format: .entraUsers, conditions: [string(.userPrincipalName)]),
    Row(format: .githubEvents, conditions: [ends(.type, "Event"), has(.actor)]),
    Row(
      format: .githubAudit,
      conditions: [
        string(.action), any(.createdAt, .timestamp, .documentID), noObject(.actor),
      ]),
    Row(format: .githubMembers, conditions: [string(.login), any(.id, .role, .name)]),
    Row(format: .slackLogins, conditions: [has(.userID), has(.dateFirst), has(.dateLast)]),
    Row(
      format: .slackUsers,
      conditions: [string(.id), object(.profile), any(.teamID, .deleted, .isBot)]),
    Row(
      format: .slackConversations, conditions: [string(.id), has(.created), array(.members)]),
    Row(format: .slackMessages, conditions: [word(.type, "message")]),
    Row(format: .slackMessages, conditions: [has(.ts), any(.type, .text, .user)]),
  ]
  /// What records have beside what the table asks for first, for those that lack it.
  private static let lacking: [Row] = [
    Row(
      format: .mattermost,
      conditions: [
        word(.type, "version"), word(.type, "team", "channel", "user", "post", "direct_post"),
        any(.team, .channel, .user, .post, .directPost),
      ]),
    Row(
      format: .zulip,
      conditions: [any(.userProfile, .stream, .subscription, .attachment), any(.realm, .message)]),
    Row(
      format: .googleUsers,
      conditions: [string(.primaryEmail), object(.name), any(.isAdmin, .suspended, .orgUnitPath)]),
    Row(
      format: .entraUsers,
      conditions: [string(.userPrincipalName), has(.displayName), any(.mail, .jobTitle)]),
  ]
}
