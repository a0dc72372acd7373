import Bytes
import CSimdjson
import Civil
import Convert

/// Settles what depends on the whole dump: the zone, who is known, duplicates,
/// the moment up to which the data goes.
struct Settling {
  let readers: [RecordReader]
  let options: IngestOptions
  let dropped: DroppedUsers
  let locate: RecordLocator
  let people: Population?
  private(set) var input: InputFindings
  /// How many of `readers`, from the first on, read native dumps.
  private let natives: Int
  private let joins: Joins?
  private(set) var findings = Findings()

  init(
    readers: [RecordReader], options: IngestOptions, dropped: DroppedUsers, locate: RecordLocator,
    natives: Int, people: Population?, joins: Joins?, input: InputFindings
  ) {
    self.joins = joins
    self.people = people
    self.natives = natives
    self.readers = readers
    self.options = options
    self.dropped = dropped
    self.locate = locate
    self.input = input
    findings.rejected.firstExport = locate.inputs.native.count
    for reader in readers { findings.merge(reader.findings) }
    let said = CompactedFindings(readers).notes
    for (note, noted) in people?.notes ?? [:] where !(note.isOfSettings && said[note] != nil) {
      findings.merge(
        .converted(note), Finding(records: noted.records, first: noted.first))
    }
  }

  consuming func dump(hasContent: Bool) throws(InputError) -> Dump {
    var settling = self
    return try settling.settle(hasContent: hasContent)
  }

  private mutating func settle(hasContent: Bool) throws(InputError) -> Dump {
    var frame = try self.frame()
    try refuse(frame)
    try refuseTwins(frame)
    let events = frame.events
    let eventsRead = readers.prefix(natives).reduce(0) { $0 + $1.events.count }
    noteFutureLogins(&frame.roster, frame.asOf)
    let grouped = events.settle(asOf: frame.asOf, locate: locate, &findings)
    let roster = frame.roster
    let hasRecord =
      frame.organization != nil || !roster.users.isEmpty || !roster.workspaces.isEmpty
      || roster.droppedCount > 0 || grouped.count > 0
    guard hasRecord || !hasContent else { throw noValidRecord() }
    return Dump(
      organization: organization(frame.organization, frame.arena), zone: frame.zone,
      asOf: frame.asOf, isDated: frame.isDated, dependsOnClock: frame.dependsOnClock,
      users: roster.users, workspaces: roster.workspaces, memberships: roster.memberships,
      types: events.types, pairs: events.pairs, events: grouped,
      quality: locate.rows(findings, roster),
      input: input.hiding { roster.dropped.isNamed(in: $0.utf8) },
      read: ReadFiles(
        locate.inputs, natives: readers.prefix(natives), eventsRead, people, findings
      ).hiding { roster.dropped.isNamed(in: $0.utf8) },
      joins: joins, droppedUsers: roster.droppedCount + frame.compacted.leftOut,
      droppedIDs: dropped.texts,
      arenas: readers.map(\.arena) + [frame.arena])
  }

  /// What is settled before events are: who is known, in which zone, up to when.
  struct Frame {
    let organization: OrganizationRecord?
    let zone: Zone
    var roster: Roster
    let events: EventSettling
    let asOf: Instant
    let isDated: Bool
    let dependsOnClock: Bool
    let exports: ExportTimes
    let compacted: CompactedFindings
    /// Where the roster's texts live, but for those of the readers.
    let arena: Arena
  }

  mutating func frame() throws(InputError) -> Frame {
    let arena = Arena()
    let records = readers.flatMap(\.organizations).sorted { $0.position < $1.position }
    let zone = try zone(records.first)
    let compacted = CompactedFindings(readers)
    compacted.add(to: &findings)
    var roster = Roster(arena: arena, zone: zone, dropped: dropped, people: people)
    for reader in readers { roster.add(reader) }
    roster.settle(&findings)
    let exports = noteOrganizations(records, zone)
    // Whose ids they are nobody can tell once those who have them are left out.
    input.unknownOptOut = compacted.leftOut > 0 ? [] : roster.unknown(options.optOut)
    input.unknownExcluded = roster.unknown(options.leaderboardExclude)
    let events = EventSettling(readers: readers, roster: roster, zone: zone)
    let stated = try asOf(in: zone) ?? exports.newest?.time
    let newest = stated ?? events.newest(upTo: options.now)
    return Frame(
      organization: records.first, zone: zone, roster: roster, events: events,
      asOf: newest ?? options.now, isDated: newest != nil,
      dependsOnClock: stated == nil && (newest == nil || newest != events.newest(upTo: .max)),
      exports: exports, compacted: compacted, arena: arena)
  }

  private func noValidRecord() -> InputError {
    let rejects = zip(Reject.allCases, findings.rejects)
      .compactMap { reject, finding in finding.first.map { (reject, $0) } }
    guard let (reject, position) = rejects.min(by: { $0.1 < $1.1 }) else {
      let file = locate.sources.first?.name ?? "-"
      return InputError(.noValidRecord(rejected: nil), at: Place(file: file, line: 1, column: 1))
    }
    return InputError(.noValidRecord(rejected: reject.name), at: locate.place(of: position))
  }

  private func zone(_ record: OrganizationRecord?) throws(InputError) -> Zone {
    if let zone = options.zone { return zone }
    guard let record, !record.timeZone.isEmpty else { return options.fallbackZone ?? .utc }
    do {
      return try Zone.load(record.timeZone.string)
    } catch {
      let place = locate.place(of: record.position)
      switch error {
      case .unknown(let name, let suggestion):
        throw InputError(.unknownTimeZone(name, suggestion: suggestion), at: place)
      case .noZoneFiles(let folder):
        throw InputError(.noZoneFiles(ZoneError.noZoneFiles(in: folder)), at: place)
      }
    }
  }

  /// `--as-of` in `zone`; nil where it is not given.
  private func asOf(in zone: Zone) throws(InputError) -> Instant? {
    guard let asOf = options.asOf else { return nil }
    guard let instant = instant(asOf, zone) else {
      throw InputError(.noSuchDay(zone: zone.name), at: Place(file: "-", line: 1, column: 1))
    }
    return instant
  }

  /// Refuses what is there compacted and as it was.
  ///
  /// - Parameter known: of how many first sources no events count.
  func refuseTwins(_ frame: Frame, from known: Int = 0) throws(InputError) {
    try Twins(sources: locate.sources, facts: locate.facts, copy: locate.copy)
      .refuse(frame.compacted.parts.filter { $0.source >= known }, from: known)
  }

  /// What has users neither in it nor left out is no dump, but what a failed export makes.
  func refuseNobody(_ frame: Frame, hasContent: Bool) throws(InputError) {
    guard frame.roster.users.isEmpty, frame.roster.droppedCount == 0 else { return }
    let isNothing =
      frame.organization == nil && frame.roster.workspaces.isEmpty
      && readers.allSatisfy { $0.events.count == 0 }
    if isNothing, hasContent { throw noValidRecord() }
    let file = locate.sources.first?.name ?? "-"
    throw InputError(.noUser, at: Place(file: file, line: 1, column: 1))
  }

  /// Refuses what is no one dump, or of no time that can be.
  func refuse(_ frame: Frame) throws(InputError) {
    try frame.compacted.refuseAnotherZone(frame.zone, locate)
    let exports = frame.exports
    if let future = exports.future(now: options.now) {
      let place = locate.place(of: future.position)
      throw InputError(
        .exportedInFuture(utc(future.time), now: utc(options.now)), at: place)
    }
    if !options.merges, let clash = exports.clash(readers, natives: locate.inputs.native.count) {
      let (first, second) = (locate.sources[clash.first], locate.sources[clash.second])
      throw second.error(.otherExport(than: first.shownPath))
    }
  }

  /// Notes about organizations; the valid `exported_at` among them.
  private mutating func noteOrganizations(
    _ records: [OrganizationRecord], _ zone: Zone
  ) -> ExportTimes {
    if let first = records.first {
      if first.name.isEmpty { findings.add(.noOrganizationName, at: first.position) }
    } else {
      findings.add(.noOrganization, at: nil)
    }
    var exports = ExportTimes()
    for (index, record) in records.enumerated() {
      if index > 0 { findings.add(.furtherOrganization, at: record.position) }
      var faulty = record.faulty
      if let time = settled(record.exportedAt, FIELD_EXPORTED_AT, zone, &faulty) {
        exports.add(time, at: record.position)
      }
      faulty.addNotes(of: .organization, at: record.position, to: &findings)
    }
    return exports
  }

  private func organization(_ record: OrganizationRecord?, _ arena: Arena) -> Organization {
    let name = [record?.name, record?.id].compactMap { $0 }.first { !$0.isEmpty }
    return Organization(
      id: record?.id ?? .empty, name: name ?? arena.keep("Organization"),
      description: record?.description ?? .empty, url: record?.url ?? .empty)
  }

  private mutating func noteFutureLogins(_ roster: inout Roster, _ asOf: Instant) {
    for index in roster.users.indices {
      if let login = roster.users[index].lastLoginAt, login > asOf {
        findings.add(.futureLogin, at: roster.userPositions[index])
        roster.dropLogin(of: index)
      }
    }
  }
}

/// The instant that a time means in `zone`; nil where it means none.
func instant(_ time: TimeText, _ zone: Zone) -> Instant? {
  switch time {
  case .instant(let instant): return instant
  case .date(let day):
    let first = zone.firstInstant(of: day)
    return first.flatMap { TimeText.range.contains($0) ? $0 : nil }
  case .absent, .invalid: return nil
  }
}

/// As `instant`, marking `field` faulty where a date has no valid first instant.
func settled(
  _ time: TimeText, _ field: json_field, _ zone: Zone, _ faulty: inout FaultyFields
) -> Instant? {
  let settled = instant(time, zone)
  if settled == nil, time != .absent { faulty.invalidTime |= 1 << UInt32(field.rawValue) }
  return settled
}
