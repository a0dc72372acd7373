import Civil
import Testing

@testable import Render

@Suite struct CSVWriterTests {
  @Test func printsEveryKindOfField() throws {
    var csv = CSVWriter(header: ["a", "b"])
    #expect(csv.rows == 0)
    csv.text("x \"y\" = é")
    csv.number(-12)
    csv.endRow()
    csv.text("=1")
    csv.flag(true)
    csv.date(try #require(Day(year: 2026, month: 3, day: 9)))
    csv.time(1_795_514_400, .utc)
    csv.endRow()
    csv.empty()
    csv.number(nil)
    csv.time(nil, .utc)
    csv.text("")
    csv.word("never")
    csv.flag(false)
    csv.endRow()
    #expect(csv.rows == 3)
    #expect(
      String(decoding: csv.bytes.buffer, as: UTF8.self) == "\u{FEFF}\"a\",\"b\"\r\n"
        + "\"x \"\"y\"\" = é\",\"-12\"\r\n"
        + "\"'=1\",\"true\",\"2026-03-09\",\"2026-11-24 10:00:00\"\r\n"
        + "\"\",\"\",\"\",\"\",\"never\",\"false\"\r\n")
  }

  /// A reader of RFC 4180: quotes doubled, CRLF only between rows.
  private func read(_ bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var index = 3
    while index < bytes.count {
      #expect(bytes[index] == UInt8(ascii: "\""))
      index += 1
      var field: [UInt8] = []
      while true {
        if bytes[index] == UInt8(ascii: "\"") {
          index += 1
          guard bytes[index] == UInt8(ascii: "\"") else { break }
        }
        field.append(bytes[index])
        index += 1
      }
      row.append(String(decoding: field, as: UTF8.self))
      if bytes[index] == 13 {
        #expect(bytes[index + 1] == 10)
        rows.append(row)
        row = []
        index += 2
      } else {
        #expect(bytes[index] == UInt8(ascii: ","))
        index += 1
      }
    }
    return rows
  }

  @Test func readsBackWhatItPrints() {
    let texts = [
      "", "\"", "\"\"", "a\"b", "a,b;c", "é\"\u{301}", "😀", "a\"\"", "\u{200D}\"x", "x\\\"y",
    ]
    var csv = CSVWriter(header: ["text", "again", "number"])
    for (number, text) in texts.enumerated() {
      csv.text(text)
      csv.text(text + ",")
      csv.number(number)
      csv.endRow()
    }
    let expected = texts.enumerated().map { [$1, $1 + ",", "\($0)"] }
    #expect(read(csv.bytes.array) == [["text", "again", "number"]] + expected)
  }
}
