import Foundation
import Testing

@testable import Civil

/// `TZif.swift`: names, files, and what they say.
@Suite struct ZoneLoadingTests {
  private func error(_ name: String, from folder: String = "/usr/share/zoneinfo") -> ZoneError? {
    do throws(ZoneError) {
      _ = try Zone.load(name, from: folder)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("Europe/Kyjiw", "Europe/Kyiv"), ("europe/berlin", "Europe/Berlin"),
    ("Europe/Berln", "Europe/Berlin"), ("Asia/Tokio", "Asia/Tokyo"),
    ("America/NewYork", "America/New_York"), ("Utc", "UTC"), ("Berlin", "Europe/Berlin"),
    ("posixrules", "America/New_York"), ("right/Europe/Berlin", "Europe/Berlin"),
    ("posix/Asia/Tokyo", "Asia/Tokyo"),
  ])
  func suggestsTheNearestName(wrong: String, right: String) {
    #expect(error(wrong) == .unknown(wrong, suggestion: right))
  }

  @Test(arguments: [
    "Mars/Olympus", "+01:00", "Klingon", "../../etc/passwd", "/etc/passwd", "",
    "Europe/", "Europe", "Europe/Berlin\0", "Europe/Bérlin", "Factory", "localtime",
    String(repeating: "x", count: 65),
  ])
  func refusesWhatIsNoZone(name: String) {
    guard case .unknown(name, _)? = error(name) else {
      Issue.record("\(name)")
      return
    }
  }

  @Test func saysWhereNoZonesAre() throws {
    #expect(error("Europe/Berlin", from: "/nowhere") == .noZoneFiles(folder: "/nowhere"))
    #expect(try Zone.load("UTC", from: "/nowhere") == .utc)
  }

  /// A file that is cut anywhere is no zone, and never a crash.
  @Test func survivesACutFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/Berlin"))
    for length in stride(from: 0, to: bytes.count, by: 13) {
      try bytes.prefix(length).write(to: folder.appendingPathComponent("Cut"))
      _ = error("Cut", from: folder.path)
    }
    try bytes.write(to: folder.appendingPathComponent("Whole"))
    #expect(try Zone.load("Whole", from: folder.path).offsets == Zone.load("Europe/Berlin").offsets)
  }

  /// Every zone of the machine against Foundation, at 200 instants from 1970 to 2100.
  @Test func agreesWithFoundation() throws {
    var compared = 0
    for name in TimeZone.knownTimeZoneIdentifiers {
      guard let theirs = TimeZone(identifier: name), let ours = try? Zone.load(name) else {
        continue
      }
      compared += 1
      let differing = (0..<200).map { $0 * 20_669_903 }.filter { instant in
        let date = Date(timeIntervalSince1970: Double(instant))
        return ours.span(at: instant).offset != theirs.secondsFromGMT(for: date)
      }
      #expect(differing.isEmpty, "\(name): \(differing)")
    }
    #expect(compared > 300)
  }
}
