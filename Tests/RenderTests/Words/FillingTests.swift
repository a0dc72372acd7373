import Civil
import Configure
import Foundation
import Measure
import Testing

@testable import Render

@Suite struct FillingTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func leavesTextsAtPlacesAsTheyAre() throws {
    let words = try englishWords("role_since: '{day}: {role}, {role}'")
    #expect(
      text(words.filled(.roleSince, [.role: .text(Array("{day}".utf8)), .day: .day(Day(0))]))
        == "1 Jan 1970: {day}, {day}")
  }

  @Test func takesTheFormOfTheNumber() throws {
    let words = try englishWords()
    #expect(text(words.counted(.nUsers, 1)) == "1 user")
    #expect(text(words.counted(.nUsers, 1234)) == "1,234 users")
    #expect(
      text(words.filled(.leadersSubCut, [.shown: .number(10), .n: .number(1)]))
        == "By score here in the last 28 days, the first 10 of 1 person")
  }

  @Test func writesNumbersAndDatesAsTheLanguageDoes() throws {
    let words = try englishWords(
      "decimal: ','\ngroup: \"\\u202F\"\ngroup_from: '5'\ndate: '{year}. {month} {day}.'")
    #expect(text(words.number(1234)) == "1234")
    #expect(text(words.number(12_345)) == "12\u{202F}345")
    #expect(text(words.shown(.percent(12))) == "12%")
    #expect(text(words.shown(.weekday(Day(31)))) == "Sun 1970. Feb 1.")
    #expect(text(words.shown(.weekdayInYear(Day(31)))) == "Sun 1 Feb")
    #expect(text(words.shown(.tenths(15))) == "1,5")
    #expect(text(words.shown(.tenths(20))) == "2")
    #expect(text(words.date(Day(31))) == "1970. Feb 1.")
    #expect(text(words.date(Day(31), as: .monthOfYear)) == "Feb 1970")
  }

  /// Scripts read it as the words are, and no text ends the string or the element it is in.
  @Test func givesScriptsTheTextsWithTheirPlaces() throws {
    let script = text(try englishWords("reload: '</script>\"\\\u{2028}'").script)
    #expect(script.hasPrefix("var rollcall = {words: {\n\"decimal\": \".\",\n"))
    #expect(script.contains("\"n_rows\": {one: \"{n} row\", other: \"{n} rows\", },\n"))
    #expect(script.contains("\"weekdays\": [\"Mon\", \"Tue\""))
    #expect(script.contains(#""reload": "\u003c/script>\"\\\u2028","#))
  }

  /// Texts say them in words of their language, so that they are held against what is counted.
  @Test func namesTheSpansThatFiguresAreCountedOver() throws {
    #expect(Windows.short == 7 && Windows.long == 28 && Windows.weeks == 53)
    #expect(AccountHistory.length == 56)
    #expect(AccountState.activeDays == 0...7 && AccountState.quietDays == 8...30)
    #expect(AccountState.dormantDays.lowerBound == 31 && AccountState.newDays == 0...30)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../site/words")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yml") }
    #expect(files.count >= 7)
    for file in files {
      let yaml = try String(
        contentsOfFile: folder.appendingPathComponent(file).path, encoding: .utf8)
      for line in yaml.split(separator: "\n") {
        guard let key = line.split(separator: ":").first,
          let span = Self.spans.first(where: { key.hasSuffix($0.key) && !key.hasPrefix("#") })
        else { continue }
        #expect(line.dropFirst(key.count).contains(span.number), "\(file): \(line)")
      }
    }
  }

  /// What the text of a key with this ending must say.
  private static let spans = [
    (key: "legend_28_days", number: "28"), (key: "tile_active_28", number: "28"),
    (key: "tiles_note", number: "56"), (key: "chart_of_56_days", number: "56"),
    (key: "last_53_weeks", number: "53"), (key: "state_quiet_note", number: "30"),
    (key: "state_active_note", number: "7"), (key: "state_dormant_note", number: "31"),
    (key: "state_new_note", number: "30"), (key: "task_never_note", number: "30"),
    (key: "task_dormant_note", number: "31"), (key: "no_events_28", number: "28"),
  ]
}
