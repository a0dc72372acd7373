import Civil

/// One made-up workspace.
struct Workspace {
  var createdDay: Day
  /// First day on which nothing happens here any more; nil while in use.
  var archivedDay: Day?
  /// How many people have their home here, against the others; 0: nobody.
  var popularity: Int

  func isOpen(on day: Day) -> Bool {
    guard day > createdDay else { return false }
    guard let archivedDay else { return true }
    return day < archivedDay
  }
}

/// The workspaces in order of age. Sizes fall off steeply, one in seven is
/// archived, one in fourteen is brand-new and has nobody in it.
func makeWorkspaces(_ options: SampleOptions, firstDay: Day) -> [Workspace] {
  var random = SplitMix64(seed: options.seed, stream: Stream.workspaces)
  let span = 600 + options.days * 7 / 10
  return (0..<options.workspaces).map { index in
    var workspace = Workspace(
      createdDay: firstDay - 600 + span * index / options.workspaces,
      popularity: max(1, 10_000_000 / ((index + 1) * (index + 6))))
    if index % 14 == 13 {
      workspace.createdDay = WorkCalendar.lastDay - 3
      workspace.popularity = 0
    } else if index % 7 == 5 {
      let age = WorkCalendar.lastDay - workspace.createdDay
      workspace.archivedDay = workspace.createdDay + age / 2 + random.below(max(1, age / 2))
    }
    return workspace
  }
}
