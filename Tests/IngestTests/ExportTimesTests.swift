import Bytes
import Testing

@testable import Ingest

@Suite struct ExportTimesTests {
  private func at(_ source: Int, _ offset: Int = 0) -> Position {
    Position(source: source, offset: offset)
  }

  @Test func keepsTheNewestOfAll() {
    var times = ExportTimes()
    #expect(times.newest == nil)
    for (time, source) in [(5, 0), (9, 1), (7, 1), (9, 2)] { times.add(time, at: at(source)) }
    #expect(times.newest?.time == 9)
    #expect(times.newest?.position == at(1))
  }

  /// Clocks may differ by a day.
  @Test func doubtsWhatIsMoreThanADayAhead() {
    var times = ExportTimes()
    times.add(1_000_000, at: at(0))
    #expect(times.future(now: 1_000_000 - 86_400) == nil)
    #expect(times.future(now: 1_000_000 - 86_401)?.time == 1_000_000)
    #expect(ExportTimes().future(now: 0) == nil)
  }
}
