import Foundation
import Testing

@testable import Render

/// The documentation lists every name that pages offer their templates.
@Test func documentationNamesWhatPagesOffer() throws {
  let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/rollcall/rollcall.docc/Templates-and-Words.md").path
  let readme = try String(contentsOfFile: path, encoding: .utf8)
  var waiting = [Shapes.page]
  var seen: [Shape] = []
  while let shape = waiting.popLast() {
    guard !seen.contains(where: { $0 === shape }) else { continue }
    seen.append(shape)
    let row = shape.offers.map { "`\($0.name)`" }.joined(separator: ", ")
    #expect(readme.contains("| \(row) |"), "a row with \(row)")
    for offer in shape.offers {
      switch offer.kind {
      case .record(let inner), .list(let inner): waiting.append(inner)
      default: break
      }
    }
  }
  #expect(seen.count == 22)
}
