// Takes site.yml, gives settings; never looks at a dump.

/// What a publisher sets in `site/site.yml`; every key may be left out.
package struct Settings: Equatable, Sendable {
  /// A further entry of the navigation.
  package struct Link: Equatable, Sendable {
    package var title: String
    /// A path in the report, or an address with `https`.
    package var address: String
  }

  /// nil for that of the words.
  package var title: String?
  /// The tag of the report's language, which files of words are called by.
  package var language = Language.english
  /// Texts that are worded anew.
  package var words = WordsFile.none
  package var timeZone: String?
  /// Points of an event by its type, 0 to 1,000; every other type earns 1.
  package var points: [[UInt8]: Int] = [Array("login".utf8): 0, Array("logout".utf8): 0]
  /// Ids of users who are never ranked.
  package var leaderboardExclude: [String] = []
  /// Ids of users who appear nowhere.
  package var optOut: [String] = []
  /// Which accounts are one person, and which are not.
  package var people: [PeopleRule] = []
  /// `#rrggbb`.
  package var accent: String?
  /// The name of a file in `site/assets`.
  package var logo: String?
  package var navigation: [Link] = []
  /// Whom people may ask about what is shown of them: Markdown.
  package var contact: String?
  /// Whether all CSVs are in the report as one `.zip` too.
  package var zip = true
  /// Paths in the report of files and folders that are not the report's, and stay in it.
  package var keep: [String] = []

  package init() {}
}

/// An entry of `people`, with ids of accounts.
package enum PeopleRule: Equatable, Sendable {
  /// One person has them all.
  case same([String])
  /// One email joins only the first of them.
  case apart([String])
}

/// What is wrong in `site.yml`, and where.
package struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
  package let file: String
  /// From 1.
  package let line: Int
  package let column: Int
  package let what: String

  package var description: String { "\(file):\(line):\(column): \(what)" }
}
