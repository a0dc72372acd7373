// Takes the report's users, workspaces and pages, gives the files of the search
// index; never looks into a query: that is `site/assets/search.js`.

import Bytes
import Ingest
import Render

/// Groups of rows, in the order in which they are found. Scripts know them by
/// their numbers.
enum SearchGroup: Int, CaseIterable {
  case activePeople, bots, notActive, workspaces, pages

  init(_ user: User) {
    self = !user.isActiveAccount ? .notActive : user.isBot ? .bots : .activePeople
  }
}

/// The files of the search index of one report.
package struct SearchIndex {
  /// A page that is found by its label; its path is without ending.
  package typealias Page = (label: [UInt8], path: String)

  private let users: [User]
  /// Numbers of all users by name: in this order they are found in each group.
  private let order: [Int]
  /// In the order in which they are found.
  private let workspaces: [Workspace]
  private let pages: [Page]
  /// What a workspace is called that is found.
  private let noun: [UInt8]

  package init(
    users: [User], order: [Int], workspaces: [Workspace], pages: [Page], noun: [UInt8]
  ) {
    self.users = users
    self.order = order
    self.workspaces = workspaces
    self.pages = pages
    self.noun = noun
  }

  /// Gives the files to `write`, one after another, each with its path. The last is
  /// the one that names the others; it alone has a fixed name, and no page has any,
  /// so that pages stay when only the index changes.
  package func print<Failure>(
    into write: ([UInt8], String) throws(Failure) -> Void
  ) throws(Failure) {
    let domains = SearchDomains.frequent(users)
    try withoutActuallyEscaping(write) { (write) throws(Failure) in
      let titles = SearchTitles(users.lazy.map(\.title))
      var blocks = SearchBlocks(
        domains: domains.map { [UInt8(ascii: "@")] + $0 }, titles: titles, write: write)
      try add(to: &blocks)
      try blocks.endBlock()
      try write(exact(blocks.inexact, byteCount: blocks.byteCount), "search/exact.js")
      var words = blocks.words
      let shown = titles.all.map { text in
        var title: [UInt8] = []
        words.set(title: text, in: &title)
        return title
      }
      try write(
        manifest(blocks.names, domains, shown, words.metFolds()), "search/manifest.js")
    }
  }

  private func add<Failure>(to blocks: inout SearchBlocks<Failure>) throws(Failure) {
    for group in [SearchGroup.activePeople, .bots, .notActive] {
      try blocks.begin(group: group.rawValue)
      for person in order.lazy.map({ users[$0] }) where SearchGroup(person) == group {
        let isNamed = person.shownName != person.id
        try blocks.add(
          name: isNamed ? person.shownName : .empty, email: person.email, id: person.id,
          title: person.title, accounts: person.accounts)
      }
    }
    try blocks.begin(group: SearchGroup.workspaces.rawValue)
    for found in workspaces {
      let isNamed = found.shownName != found.id
      try blocks.add(name: isNamed ? found.shownName : .empty, email: .empty, id: found.id)
    }
    try blocks.begin(group: SearchGroup.pages.rawValue)
    let arena = Arena()
    for page in pages {
      try blocks.add(
        name: page.label.withUnsafeBytes(arena.keep), email: .empty, id: arena.keep(page.path))
    }
  }

  /// By which lists have the texts that they show and print: the group of each user in the order of
  /// names, and the texts that blocks do not hold as they are.
  private func exact(
    _ texts: [(row: Int, field: Int, text: Text)], byteCount: Int
  ) -> [UInt8] {
    var groups = ListColumn()
    for (place, user) in order.enumerated() {
      if place > 0, place % ListColumn.rowsOfBlock == 0 { groups.endBlock() }
      groups.add(SearchGroup(users[user]).rawValue)
    }
    groups.endBlock()
    var bytes: [UInt8] = []
    bytes.append("rollcall.exact({\"bytes\": ")
    Digits.append(byteCount, to: &bytes)
    bytes.append(", \"groups\": [")
    bytes += groups.blocks.joined(separator: [UInt8(ascii: ",")])
    bytes.append("],\n\"texts\": [")
    for (number, (row, field, text)) in texts.enumerated() {
      bytes.append(number > 0 ? ",[" : "[")
      Digits.append(row, to: &bytes)
      bytes.append(",")
      Digits.append(field, to: &bytes)
      bytes.append(",\"")
      ScriptText.append(Array(text.bytes)[...], to: &bytes)
      bytes.append("\"]")
    }
    bytes.append("]});\n")
    return bytes
  }

  private func manifest(
    _ names: [String], _ domains: [[UInt8]], _ titles: [[UInt8]], _ folds: [[UInt32]]
  ) -> [UInt8] {
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
    list(domains) { ScriptText.append($0[...], to: &bytes) }
    bytes.append(",\n\"titles\": ")
    list(titles) { ScriptText.append($0[...], to: &bytes) }
    bytes.append(",\n\"noun\": \"")
    ScriptText.append(noun[...], to: &bytes)
    bytes.append("\",\n\"folds\": ")
    list(folds) { scalars in
      var text: [UInt8] = []
      for scalar in scalars { Scalars.append(scalar, to: &text) }
      ScriptText.append(text[...], to: &bytes)
    }
    bytes.append("});\n")
    return bytes
  }
}
