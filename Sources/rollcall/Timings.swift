/// How long the stages of a run took, for `--timings`.
struct Timings {
  let isShown: Bool
  private let start = Progress.now()
  private var last = Progress.now()

  init(isShown: Bool) { self.isShown = isShown }

  /// Seconds since the first stage began.
  var total: Double { Progress.now() - start }

  /// Ends the stage that began with the one before.
  mutating func end(_ stage: String) {
    let now = Progress.now()
    if isShown {
      let microseconds = Int((now - last) * 1e6)
      let digits = String(microseconds % 1_000_000 + 1_000_000).dropFirst()
      printError("timing \(stage) \(microseconds / 1_000_000).\(digits)")
    }
    last = now
  }
}
