import Bytes
import Foundation
import Testing

@testable import Write

/// From a disk to memory, where files cannot have a further name and are copied.
@Suite final class CarryingTests {
  private let disk = "/var/tmp/rollcall-carrying-\(UUID().uuidString)"
  private let memory = "/dev/shm/rollcall-carrying-\(UUID().uuidString)"

  init() throws {
    for folder in [disk, memory] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  deinit {
    for folder in [disk, memory] { try? FileManager.default.removeItem(atPath: folder) }
  }

  private func carry(_ name: String, to place: String, isRepeated: Bool) throws {
    let from = try #require(Folder.open(disk))
    let to = try #require(Folder.open(place))
    try Carrying(from: from, to: to, isRepeated: isRepeated).carry(ReportPath(name))
  }

  @Test func copiesAgainWhatWasWrittenToMeanwhile() throws {
    try "one".write(toFile: "\(disk)/token", atomically: false, encoding: .utf8)
    try carry("token", to: memory, isRepeated: false)
    try "another".write(toFile: "\(disk)/token", atomically: false, encoding: .utf8)
    try carry("token", to: memory, isRepeated: true)
    #expect(try String(contentsOfFile: "\(memory)/token", encoding: .utf8) == "another")
  }

  @Test func leavesACopyAsItIsWhereNothingWasWritten() throws {
    try "one".write(toFile: "\(disk)/token", atomically: false, encoding: .utf8)
    try carry("token", to: memory, isRepeated: false)
    let before = try FileManager.default.attributesOfItem(atPath: "\(memory)/token")
    try carry("token", to: memory, isRepeated: true)
    let after = try FileManager.default.attributesOfItem(atPath: "\(memory)/token")
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
  }
}
