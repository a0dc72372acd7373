import Civil
import Testing

@testable import Bytes

/// Sentences that no test can bring about from outside, as the machine has zone
/// files; the others are asserted where the program says them.
@Test func saysWhichPackageHasTheTimeZones() {
  let error = InputError(
    .noZoneFiles(ZoneError.noZoneFiles(in: "/usr/share/zoneinfo")),
    at: Place(file: "acme.json", line: 1, column: 18))
  #expect(
    error.description
      == "acme.json:1:18: no time zones in /usr/share/zoneinfo; install the package 'tzdata'")
}
