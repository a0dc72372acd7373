import Glibc

/// How long the stages of a run took, for `--timings`: by the clock, and in CPU time of all threads.
struct Timings {
  let isShown: Bool
  private let start = Progress.now()
  private var last = Timings.now()

  init(isShown: Bool) { self.isShown = isShown }

  /// Seconds since the first stage began.
  var total: Double { Progress.now() - start }

  /// Ends the stage that began with the one before.
  mutating func end(_ stage: String) {
    let now = Timings.now()
    if isShown {
      let clock = Timings.printed(now.clock - last.clock)
      printError("timing \(stage) \(clock) \(Timings.printed(now.cpu - last.cpu))")
    }
    last = now
  }

  private static func now() -> (clock: Double, cpu: Double) {
    (Progress.now(), Progress.now(CLOCK_PROCESS_CPUTIME_ID))
  }

  private static func printed(_ seconds: Double) -> String {
    let microseconds = Int(seconds * 1e6)
    let digits = String(microseconds % 1_000_000 + 1_000_000).dropFirst()
    return "\(microseconds / 1_000_000).\(digits)"
  }
}
