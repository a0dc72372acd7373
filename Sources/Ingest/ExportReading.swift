import Bytes
import Configure
import Convert

/// What exports become, read as native records are.
struct ExportReading {
  let readers: [RecordReader]
  let population: Population
  /// Those on `opt_out`, by all ids of each person.
  let dropped: DroppedUsers

  /// nil where there are neither exports nor rules about people.
  init?(
    _ inputs: Inputs, _ options: IngestOptions, _ natives: NativePeople, dropping: DroppedUsers,
    progress: @escaping @Sendable (Int) -> Void
  ) throws(InputError) {
    guard !inputs.isNative || !options.people.isEmpty else { return nil }
    let exports = Exports(inputs, threads: options.threads, progress: progress)
    var dropped = dropping
    func settled() -> Population {
      Population(
        exports.told(), natives: natives.accounts(namedIn: options.people),
        isNative: natives.contains, rules: options.people)
    }
    let directories = RecordReader(dropping: dropped)
    let window = Window()
    try exports.learn { directories.read($0, window) }
    var early: Population?
    if !dropped.isEmpty {
      // Who is left out is known only when all accounts of a person are.
      try exports.readNames()
      let known = settled()
      dropped = dropped.with(known.persons)
      early = known
    }
    let workers = try exports.readEvents(by: { Worker(dropped) }, take: { $0.read($1) })
    population = early ?? settled()
    let persons = RecordReader(dropping: dropped)
    persons.isOfPersons = true
    persons.read(population.joinedNatives, window)
    let others = RecordReader(dropping: dropped)
    others.read(population.lines, window)
    self.dropped = dropped
    readers = [directories] + workers.map(\.reader) + [persons, others]
  }

  private struct Worker: @unchecked Sendable {
    let reader: RecordReader
    private let window = Window()

    init(_ dropped: DroppedUsers) { reader = RecordReader(dropping: dropped) }

    func read(_ lines: NativeLines) { reader.read(lines, window) }
  }
}

/// The users of native dumps, before they are settled.
struct NativePeople: @unchecked Sendable {
  private let readers: [RecordReader]
  private let sources: [Source]
  private let copy: StandardInputCopy
  private let ids = Interner(arena: Arena())

  init(_ readers: [RecordReader], _ sources: [Source], _ copy: StandardInputCopy) {
    self.readers = readers
    self.sources = sources
    self.copy = copy
  }

  /// Whether a native user has this id.
  func contains(_ id: Text) -> Bool {
    if ids.texts.isEmpty {
      for reader in readers { for user in reader.users { _ = ids.intern(user.id) } }
    }
    return ids.number(of: id) != nil
  }

  /// All of them, once each; their names are kept in `arena`.
  func all(_ arena: Arena) -> [Account] {
    var seen = Set<Text>()
    return readers.flatMap(\.users).sorted { $0.position < $1.position }
      .filter { seen.insert($0.id).inserted }
      .map { user in
        Account(
          native: user.id, name: user.name, email: user.email,
          isBot: user.isBot || user.role.equals("bot"), at: user.position, arena)
      }
  }

  /// The users that are named in `rules`, each by its first record.
  func accounts(namedIn rules: [PeopleRule]) -> NativeUsers {
    let names = Set(
      rules.flatMap { rule in
        switch rule {
        case .same(let ids), .apart(let ids): ids
        }
      })
    let users = NativeUsers()
    guard !names.isEmpty else { return users }
    var first: [String: Position] = [:]
    for user in readers.flatMap(\.users) where names.contains(user.id.string) {
      let id = user.id.string
      first[id] = first[id].map { min($0, user.position) } ?? user.position
    }
    for position in first.values.sorted() {
      _ = Locator(sources[position.source], isLines: false, copy: copy)
        .records(at: [position.offset]) { _, record in users.add(record, at: position) }
    }
    return users
  }
}
