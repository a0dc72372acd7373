@testable import Render

/// A JSON value, and the shape and fields that stand for it in a template.
enum JSONValue: Decodable {
  case null
  case flag(Bool)
  case text(String)
  case list([JSONValue])
  case record([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let whole = try? value.decode(Int.self) {
      self = .text("\(whole)")
    } else if let number = try? value.decode(Double.self) {
      self = .text("\(number)")
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .record(try value.decode([String: JSONValue].self))
    }
  }

  /// Members by name; those of a value that is no record are the value itself, named `.`.
  var members: [(name: String, value: JSONValue)] {
    guard case .record(let record) = self else { return [(".", self)] }
    return record.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// One shape for all the rows. An empty list is taken for a tree's end where a row of the
  /// list around it has the same names.
  static func shape(of rows: [JSONValue], scalar: Shape.Kind) -> Shape {
    var values: [String: [JSONValue]] = [:]
    for member in rows.flatMap(\.members) { values[member.name, default: []].append(member.value) }
    let names = values.keys.sorted()
    return Shape(
      names.map { Shape.Offer($0, kind(of: values[$0] ?? [], among: names, scalar: scalar)) })
  }

  private static func kind(
    of values: [JSONValue], among names: [String], scalar: Shape.Kind
  ) -> Shape.Kind {
    switch values.first {
    case .flag: return .flag
    case .record: return .record(shape(of: values, scalar: scalar))
    case .list:
      let rows = values.flatMap(\.rows)
      let isTree = rows.first.map { $0.members.map(\.name) == names && names != ["."] } ?? false
      return isTree ? .branches : .list(shape(of: rows, scalar: scalar))
    case .null, .text, nil: return scalar
    }
  }

  private var rows: [JSONValue] {
    if case .list(let rows) = self { rows } else { [] }
  }

  /// Sets the members in a row of the shape.
  func fill(_ fields: inout Fields, _ row: Fields.Row, _ shape: Shape) {
    for (name, value) in members {
      guard let number = shape.slot(of: name) else { continue }
      let slot = Slot(rawValue: number)
      let child: Shape
      switch shape.offers[number].kind {
      case .record(let rows), .list(let rows): child = rows
      default: child = shape
      }
      switch value {
      case .null: break
      case .flag(let flag): fields.flag(row, slot, flag)
      case .text(let text): fields.text(row, slot, text)
      case .record: value.fill(&fields, fields.record(row, slot), child)
      case .list(let items):
        for item in items { item.fill(&fields, fields.addRow(to: row, slot), child) }
      }
    }
  }
}
