/// Where a file is inside its input: file paths are of people's choice, so only compared.
struct ExportPath {
  var input: Int
  /// The path of the archive in the folder that is given; nil outside any, and in one that is
  /// itself given.
  var archive: String?
  /// Inside the archive, else the folder; the name of a file that is itself given.
  var path: String

  /// What tells its input, and the archive in it, from others.
  var container: String { archive.map { "\(input)/\($0)" } ?? "\(input)" }

  /// With the container.
  var folder: String { ([container] + folders).joined(separator: "/") }

  /// The names of those that it is in.
  var folders: [String] { path.split(separator: "/").dropLast().map(String.init) }
}

/// What exports have beside their data: pictures and papers, of which some are JSON or archives.
struct Attachments {
  private static let slack: Set<String> = ["attachments", "__uploads"]

  /// By the folder in which the data is: what folders of attachments are called in it.
  private var owners: [String: Set<String>] = [:]

  mutating func add(_ format: Format, at place: ExportPath) {
    let names: Set<String> =
      switch format {
      case .slackUsers, .slackConversations: Attachments.slack
      case .mattermost: ["data"]
      case .zulip: ["uploads", "avatars", "emoji", "realm_icons"]
      default: []
      }
    if !names.isEmpty { owners[place.folder, default: []].formUnion(names) }
  }

  /// Whether the file there, or the archive that it is in, is an attachment.
  func contains(_ place: ExportPath) -> Bool {
    let archive = place.archive.map { ExportPath(input: place.input, path: $0) }
    return isBelow(place) || archive.map(isBelow) ?? false
  }

  private func isBelow(_ place: ExportPath) -> Bool {
    var above = place.container
    var isSlack = false
    for name in place.folders {
      let names = owners[above] ?? []
      isSlack = isSlack || names.isSuperset(of: Attachments.slack)
      if names.contains(name) || isSlack && Attachments.slack.contains(name) { return true }
      above += "/\(name)"
    }
    return false
  }
}
