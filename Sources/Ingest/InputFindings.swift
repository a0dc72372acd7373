import Bytes

/// What is to be known of an input besides its records.
package struct InputFindings: Equatable, Sendable {
  /// Files and folders below a given folder that were not read.
  package var leftOut = Counted()
  /// Native documents that have no key `users`, or no key `events`: an export may have failed.
  package var withoutUsers = Counted()
  package var withoutEvents = Counted()
  /// Ids in `opt_out` and in `leaderboard_exclude` that nobody has, in the order of `site.yml`.
  package var unknownOptOut: [String] = []
  package var unknownExcluded: [String] = []

  package init() {}

  /// The same with no example whose name `isHidden`.
  func hiding(_ isHidden: (String) -> Bool) -> InputFindings {
    var findings = self
    for some in [\InputFindings.leftOut, \.withoutUsers, \.withoutEvents] {
      findings[keyPath: some] = findings[keyPath: some].hiding(isHidden)
    }
    return findings
  }
}
