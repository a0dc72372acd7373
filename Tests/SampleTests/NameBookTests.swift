import Civil
import Testing

@testable import Sample

@Suite struct NameBookTests {
  private let book = NameBook()

  private func people(_ count: Int) throws -> [Person] {
    let options = try SampleOptions(users: count)
    return makePeople(options, firstDay: WorkCalendar.lastDay - 399, names: book)
  }

  @Test func usesManyScriptsAlreadyWithTheDefaults() throws {
    let names = try people(250).map { book.names(of: $0).shown }
    let scripts: [ClosedRange<UInt32>] = [
      0x00C0...0x024F, 0x0370...0x03FF, 0x0400...0x04FF, 0x0530...0x058F, 0x0590...0x05FF,
      0x0600...0x06FF, 0x0900...0x097F, 0x0980...0x09FF, 0x0B80...0x0BFF, 0x0E00...0x0E7F,
      0x10A0...0x10FF, 0x1200...0x137F, 0x1E00...0x1EFF, 0x3040...0x309F, 0x4E00...0x9FFF,
      0xAC00...0xD7AF,
    ]
    for script in scripts {
      let isThere = names.contains { $0.unicodeScalars.contains { script.contains($0.value) } }
      #expect(isThere, "no name with U+\(String(script.lowerBound, radix: 16))")
    }
  }

  @Test func hasVeryLongNamesAndSharedOnes() throws {
    let names = try people(250).map { book.names(of: $0).shown }
    #expect(names.filter { $0.utf8.count > 70 }.count >= 3)
    #expect(Set(names).count < names.count)
  }

  @Test func spellsEveryNameInLowerCaseASCIIForEmail() throws {
    for person in try people(20_000) {
      let names = book.names(of: person)
      #expect(!names.shown.isEmpty && !names.shown.utf8.contains(UInt8(ascii: "_")))
      let isPlain = names.email.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: ".")
      }
      #expect(isPlain, "\(names.email)")
    }
  }

  @Test func givesNoAddressTwice() throws {
    var emails = EmailBook()
    let people = try people(20_000)
    let all = people.map { emails.address(for: $0, book.names(of: $0).email) }
    #expect(Set(all).count == 20_000)
    #expect(all.allSatisfy { $0.hasSuffix(".example") })
  }
}
