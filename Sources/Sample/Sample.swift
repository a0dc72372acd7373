// Takes options, gives the bytes of a made-up dump, one buffer after another;
// never reads a clock, a file, a locale or the machine's zone files: the same
// options give the same bytes everywhere.

/// Writes the dump that `options` ask for, in buffers of about 1 MiB.
///
/// The dump is valid throughout, with exactly as many users, workspaces and
/// events as asked for. Every sample ends at the same moment,
/// 2026-11-24T10:00:00Z (`WorkCalendar.exportedAt`), a Tuesday. Events come
/// in order of time, and a person's first event of a day is the login.
///
/// Cost: the events are made twice, since a user's last login stands before
/// them. Memory grows with users, workspaces and days, not with events.
/// Throws only what `write` throws.
package func writeSample<Failure: Error>(
  _ options: SampleOptions, to write: (UnsafeRawBufferPointer) throws(Failure) -> Void
) throws(Failure) {
  let organization = MadeUpOrganization(options)
  var printer = RecordPrinter(
    isNDJSON: options.ndjson, SampleTexts.all[options.language] ?? .english)
  printer.open(documentOf: organization)
  try printUsers(of: organization, with: &printer, to: write)
  try printWorkspaces(of: organization, with: &printer, to: write)
  try printMemberships(of: organization, with: &printer, to: write)
  try printEvents(of: organization, with: &printer, to: write)
  printer.closeDocument()
  try printer.flush(to: write)
}

private func printUsers<Failure: Error>(
  of organization: MadeUpOrganization, with printer: inout RecordPrinter,
  to write: (UnsafeRawBufferPointer) throws(Failure) -> Void
) throws(Failure) {
  let lastLogins = organization.lastLogins()
  var emails = EmailBook()
  printer.openSection("users")
  for index in organization.people.indices {
    let person = organization.people[index]
    let names = organization.names.names(of: person)
    printer.print(
      user: index, person, name: names.shown, email: emails.address(for: person, names.email),
      lastLogin: lastLogins[index])
    try printer.flushIfFull(to: write)
  }
  printer.closeSection()
}

private func printWorkspaces<Failure: Error>(
  of organization: MadeUpOrganization, with printer: inout RecordPrinter,
  to write: (UnsafeRawBufferPointer) throws(Failure) -> Void
) throws(Failure) {
  printer.openSection("workspaces")
  for index in organization.workspaces.indices {
    printer.print(workspace: index, organization.workspaces[index])
    try printer.flushIfFull(to: write)
  }
  printer.closeSection()
}

private func printMemberships<Failure: Error>(
  of organization: MadeUpOrganization, with printer: inout RecordPrinter,
  to write: (UnsafeRawBufferPointer) throws(Failure) -> Void
) throws(Failure) {
  printer.openSection("memberships")
  for user in organization.people.indices {
    for membership in organization.memberships.of(user) {
      printer.print(membership: membership, user: user)
    }
    try printer.flushIfFull(to: write)
  }
  printer.closeSection()
}

private func printEvents<Failure: Error>(
  of organization: MadeUpOrganization, with printer: inout RecordPrinter,
  to write: (UnsafeRawBufferPointer) throws(Failure) -> Void
) throws(Failure) {
  printer.openSection("events")
  try organization.forEachEvent { (event) throws(Failure) in
    printer.print(event: event)
    try printer.flushIfFull(to: write)
  }
  printer.closeSection()
}
