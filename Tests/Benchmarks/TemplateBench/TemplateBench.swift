// Prints how much longer a table takes through a template than with its bytes appended by hand.

import Render

private let rowCount = 100_000
private let cells = [
  "u104729", "Zoë <Q> & Söhne", "zoe@acme.example", "admin", "active", "2026-03-30", "1,204", "88",
]

private enum PageSlot: Int { case rows }
private struct CellSlot: RawRepresentable { let rawValue: Int }
private struct Different: Error {}

@main
struct TemplateBench: ~Copyable {
  private let program: Program
  private let values = cells.map { Array($0.utf8) }
  private var fields: Fields
  private let traces: Traces
  private var byTemplate = Bytes()
  private var byHand: [UInt8] = []

  init() throws {
    let row = Shape(cells.indices.map { .init("c\($0)", .text) })
    let page = Shape([.init("rows", .list(row))])
    let template =
      "<table>\n{{#rows}}\n<tr>" + cells.indices.map { "<td>{{c\($0)}}</td>" }.joined()
      + "</tr>\n{{/rows}}\n</table>\n"
    let source = TemplateSource(name: "page", file: "page.mustache", bytes: Array(template.utf8))
    program = try TemplateSet([source]).compile("page", for: page)
    traces = Traces(program)
    fields = Fields(page)
  }

  static func main() throws {
    var bench = try TemplateBench()
    let engine = fastest { bench.renderTemplate() }
    let hand = fastest { bench.appendByHand() }
    guard bench.byTemplate.array == bench.byHand else { throw Different() }
    print(
      "template \(rowCount) rows: engine \(tenths(engine)) ms, by hand \(tenths(hand)) ms, "
        + "ratio \((engine / hand * 100).rounded() / 100)")
  }

  /// Filling the fields is part of it: by hand there is nothing to fill.
  private mutating func renderTemplate() {
    fields.removeAll()
    for _ in 0..<rowCount {
      let row = fields.addRow(to: fields.root, PageSlot.rows)
      for index in values.indices { fields.text(row, CellSlot(rawValue: index), values[index]) }
    }
    byTemplate.removeAll()
    program.render(fields, traces, into: &byTemplate)
  }

  private mutating func appendByHand() {
    byHand.removeAll(keepingCapacity: true)
    byHand.append(contentsOf: "<table>\n".utf8)
    for _ in 0..<rowCount {
      byHand.append(contentsOf: "<tr>".utf8)
      for value in values {
        byHand.append(contentsOf: "<td>".utf8)
        Escape.append(value, to: &byHand)
        byHand.append(contentsOf: "</td>".utf8)
      }
      byHand.append(contentsOf: "</tr>\n".utf8)
    }
    byHand.append(contentsOf: "</table>\n".utf8)
  }
}

/// What a template's text goes through, as one would write it by hand for bytes known to be printable.
private enum Escape {
  static let entities: [[UInt8]] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "&"): Array("&amp;".utf8)
    case UInt8(ascii: "<"): Array("&lt;".utf8)
    case UInt8(ascii: ">"): Array("&gt;".utf8)
    case UInt8(ascii: "\""): Array("&quot;".utf8)
    case UInt8(ascii: "'"): Array("&#39;".utf8)
    default: []
    }
  }
  static let isPlain: [Bool] = entities.map(\.isEmpty)

  static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
    var plain = 0
    for at in bytes.indices where !isPlain[Int(bytes[at])] {
      output.append(contentsOf: bytes[plain..<at])
      output.append(contentsOf: entities[Int(bytes[at])])
      plain = at + 1
    }
    output.append(contentsOf: bytes[plain...])
  }
}

/// Milliseconds of the fastest of 9 runs, as the machine's other work only ever adds time.
private func fastest(_ run: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (0..<9).map { _ in clock.measure(run) / .milliseconds(1) }.min() ?? 0
}

private func tenths(_ number: Double) -> String { String((number * 10).rounded() / 10) }
