import Bytes
import Ingest
import Measure

/// A type of events.
struct TypeRow {
  let name: Text
  let points: Int
  let total: TypeTotal
}

extension Tables {
  /// The types of events that people have used.
  static let types = Table<TypeRow>([
    Column("type", .text { $0.name }, .init(1, .type, .head)),
    Column("points", .number { $0.points }, .init(2, .points)),
    Column("users", .number { $0.total.users }, .init(3, .users)),
    Column("events_28", .number { $0.total.events28 }, .init(4, .events28)),
    Column("events", .number { $0.total.events }, .init(5, .events)),
  ])
}

extension Report {
  func typeRow(_ number: Int) -> TypeRow {
    TypeRow(
      name: dump.types[number], points: measures.scale.points[number],
      total: measures.tally.types[number])
  }
}
