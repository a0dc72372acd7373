import Bytes
import Convert
import Foundation
import Synchronization
import Testing

@Suite struct ExportsTests {
  private static func event(_ uuid: Int) -> String {
    """
    {"uuid":"\(uuid)","eventType":"user.session.start","published":"2026-01-02T03:04:05Z",\
    "actor":{"id":"a"},"outcome":{"result":"SUCCESS"}}

    """
  }

  /// How often a file of these lines is read when events are, and the events of the readers that are
  /// handed out.
  private func read(_ lines: [String]) throws -> (passes: Int, events: Int) {
    let folder = try Scratch()
    let file = folder.url.appendingPathComponent("okta.ndjson")
    try lines.joined().write(to: file, atomically: false, encoding: .utf8)
    let passes = Atomic(0)
    let inputs = try Inputs(InputFiles([FilePath(file.path)], archives: true))
    let exports = Exports(inputs, threads: 2) { _ in
      passes.add(1, ordering: .relaxed)
    }
    try exports.learn { _ in }
    let readers = try exports.readEvents(
      by: { Count() }, take: { $0.add($1.positions.count) })
    return (passes.load(ordering: .relaxed), readers.reduce(0) { $0 + $1.events })
  }

  private final class Count: Sendable {
    private let number = Mutex(0)
    var events: Int { number.withLock { $0 } }
    func add(_ count: Int) { number.withLock { $0 += count } }
  }

  @Test func readsEventsOnceWhereNoneIsThereTwice() throws {
    let (passes, events) = try read((0..<5).map(Self.event))
    #expect((passes, events) == (1, 5))
  }

  /// What was taken before that was seen is forgotten.
  @Test func readsEventsAnewByTheirKeysWhereOneIsThereTwice() throws {
    let (passes, events) = try read((0..<5).map(Self.event) + [Self.event(3)])
    #expect((passes, events) == (3, 5))
  }
}
