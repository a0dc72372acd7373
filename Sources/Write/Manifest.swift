/// What the next run must know of a report: lines of a word and a value in its
/// file `.rollcall`, which also marks it as ours.
package struct Manifest: Equatable, Sendable {
  /// Unix seconds of the moment up to which its data goes.
  package var asOf: Int64
  package var users: Int
  package var workspaces: Int
  package var events: Int
  /// The name of its time zone.
  package var zone: String
  /// Of everything that the report is made of; empty where it also depends on the
  /// clock, or on what cannot be read again.
  package var fingerprint: String

  package init(
    asOf: Int64, users: Int, workspaces: Int, events: Int, zone: String, fingerprint: String
  ) {
    self.asOf = asOf
    self.users = users
    self.workspaces = workspaces
    self.events = events
    self.zone = zone
    self.fingerprint = fingerprint
  }

  static let heading = "A report made by rollcall; it may be replaced."

  /// Whether the first line of `file` says that it marks a report.
  static func begins(_ file: [UInt8]) -> Bool {
    file.prefix { $0 != UInt8(ascii: "\n") }.elementsEqual(heading.utf8)
  }

  /// nil when a word is missing or no number where one should stand.
  init?(_ text: String) {
    var values: [Substring: Substring] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      if [Contents.seedHeading, Contents.heading].contains(where: line.hasPrefix) { break }
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
    guard let asOf = values["as-of"].flatMap({ Int64($0) }),
      let users = values["users"].flatMap({ Int($0) }),
      let workspaces = values["workspaces"].flatMap({ Int($0) }),
      let events = values["events"].flatMap({ Int($0) }), let zone = values["zone"]
    else { return nil }
    self.init(
      asOf: asOf, users: users, workspaces: workspaces, events: events, zone: String(zone),
      fingerprint: String(values["fingerprint"] ?? ""))
  }

  var text: String {
    """
    \(Manifest.heading)
    as-of \(asOf)
    zone \(zone)
    users \(users)
    workspaces \(workspaces)
    events \(events)
    \(fingerprint.isEmpty ? "" : "fingerprint \(fingerprint)\n")
    """
  }
}
