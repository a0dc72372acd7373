// Takes the report's users, workspaces and pages, gives the files of the search
// index; never looks into a query: that is `site/assets/search.js`.

import Ingest
import Measure

/// Groups of rows, in the order in which they are found. Scripts know them by
/// their numbers.
enum SearchGroup: Int, CaseIterable {
  case activePeople, bots, notActive, workspaces, pages

  init(_ user: User) {
    self = !user.isActiveAccount ? .notActive : user.isBot ? .bots : .activePeople
  }
}

extension Outline {
  /// Gives the files of the search index to `write`, one after another, each with
  /// its path. The last is the one that names the others; it alone has a fixed
  /// name, and no page has any, so that pages stay when only the index changes.
  package func searchIndex<Failure>(
    write: ([UInt8], String) throws(Failure) -> Void
  ) throws(Failure) {
    let domains = SearchDomains.frequent(report.dump.users)
    try withoutActuallyEscaping(write) { (write) throws(Failure) in
      var blocks = SearchBlocks(domains: domains.map { [UInt8(ascii: "@")] + $0 }, write: write)
      var group: SearchGroup?
      for user in SearchOrder(report.dump.users).rows {
        let person = report.dump.users[user]
        if group != SearchGroup(person) {
          group = SearchGroup(person)
          try blocks.begin(group: SearchGroup(person).rawValue)
        }
        let isNamed = person.shownName != person.id
        try blocks.add(
          name: isNamed ? person.shownName : .empty, email: person.email, id: person.id)
      }
      try blocks.begin(group: SearchGroup.workspaces.rawValue)
      for workspace in workspaces {
        let found = report.dump.workspaces[workspace]
        let isNamed = found.shownName != found.id
        try blocks.add(name: isNamed ? found.shownName : .empty, email: .empty, id: found.id)
      }
      try blocks.begin(group: SearchGroup.pages.rawValue)
      let arena = Arena()
      for page in searchPages {
        try blocks.add(name: arena.keep(page.label), email: .empty, id: arena.keep(page.href))
      }
      try blocks.endBlock()
      try write(manifest(blocks.names, domains, blocks.words.metFolds()), "search/manifest.js")
    }
  }

  /// The menu's pages and the leaderboards; paths without ending.
  private var searchPages: [Frame.Entry] {
    var seen: Set<String> = []
    let menu = frame.menu
      .filter { $0.href.hasSuffix(".html") && !$0.href.hasPrefix("https://") }
      .filter { seen.insert($0.href).inserted }
      .map { Frame.Entry(label: $0.label, href: String($0.href.dropLast(5))) }
    return menu
      + Period.allCases.map {
        Frame.Entry(label: "Leaderboard: \($0.title)", href: "leaderboard/\($0.name)")
      }
  }

  private func manifest(_ names: [String], _ domains: [[UInt8]], _ folds: [[UInt32]]) -> [UInt8] {
    var bytes: [UInt8] = []
    func list<Element>(_ elements: [Element], _ element: (Element) -> Void) {
      bytes.append("[")
      for (number, each) in elements.enumerated() {
        bytes.append(number > 0 ? ", \"" : "\"")
        element(each)
        bytes.append("\"")
      }
      bytes.append("]")
    }
    bytes.append("rollcall.index({\"blocks\": ")
    list(names) { bytes.append(contentsOf: $0.utf8) }
    bytes.append(",\n\"domains\": ")
    list(domains) { SearchText.append($0[...], to: &bytes) }
    bytes.append(",\n\"folds\": ")
    list(folds) { scalars in
      var text: [UInt8] = []
      for scalar in scalars { Scalars.append(scalar, to: &text) }
      SearchText.append(text[...], to: &bytes)
    }
    bytes.append("});\n")
    return bytes
  }
}
