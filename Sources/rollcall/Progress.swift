import Glibc
import Synchronization

/// One line on a terminal that says how far a stage is; nothing elsewhere.
final class Progress: Sendable {
  enum Unit: Sendable { case bytes, pages }

  private struct Shown {
    var done = 0
    var lastShown = 0.0
  }

  private let stage: String
  private let total: Int?
  private let unit: Unit
  private let start = Progress.now()
  private let isTerminal = isatty(2) == 1
  private let shown = Mutex(Shown())

  init(_ stage: String, total: Int?, unit: Unit) {
    self.stage = stage
    self.total = total
    self.unit = unit
  }

  func update(_ done: Int) {
    guard isTerminal else { return }
    shown.withLock { shown in
      shown.done = done
      show(&shown)
    }
  }

  func add(_ count: Int) {
    guard isTerminal else { return }
    shown.withLock { shown in
      shown.done += count
      show(&shown)
    }
  }

  func finish() {
    guard isTerminal else { return }
    writeError("\r\u{1B}[K")
  }

  private func show(_ shown: inout Shown) {
    let now = Progress.now()
    guard now - shown.lastShown >= 0.1 else { return }
    shown.lastShown = now
    writeError("\r\(stage)  \(amount(shown.done))\(rest(shown.done, now))\u{1B}[K")
  }

  private func amount(_ done: Int) -> String {
    let text = unit == .bytes ? "\(done >> 20) MB" : "\(done) pages"
    guard let total, total > 0 else { return text }
    return "\(text) of \(unit == .bytes ? "\(total >> 20) MB" : "\(total)")"
  }

  private func rest(_ done: Int, _ now: Double) -> String {
    guard let total, done > 0, done < total else { return "" }
    let seconds = (now - start) * Double(total - done) / Double(done)
    return ", \(Int(seconds.rounded(.up))) s left"
  }

  /// Seconds of a clock that never goes back.
  static func now(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
