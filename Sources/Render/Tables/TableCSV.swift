import Bytes
import Civil
import Configure
import Ingest
import Measure
import Rank

/// What all CSVs of a report have alike.
struct CSVSetting: Sendable {
  let zone: Zone
  /// Where the report is served.
  let baseURL: BaseURL
}

/// A table's CSV, and the files of the list that it is.
package struct PrintedTable {
  package let csv: [UInt8]
  package let size: TableSize
  package let list: [ReportFile]

  init(_ csv: consuming CSVWriter, list: [ReportFile] = []) {
    size = TableSize(csv)
    self.csv = csv.bytes.array
    self.list = list
  }
}

extension Table {
  /// The table as CSV.
  func csv(_ rows: some Sequence<Row>, _ setting: CSVSetting) -> CSVWriter {
    csv(rows, setting) { _ in }
  }

  /// The table as CSV, and the files of the list at `path`.
  func printed(
    _ rows: some Sequence<Row>, _ path: String, _ report: Report
  ) -> PrintedTable {
    var list = ListWriter(self, path, report)
    let csv = csv(rows, report.csvSetting) { list.add($0) }
    return PrintedTable(csv, list: list.files())
  }

  private func csv(
    _ rows: some Sequence<Row>, _ setting: CSVSetting, also: (Row) -> Void
  ) -> CSVWriter {
    var csv = CSVWriter(header: header)
    for row in rows {
      for value in values { csv.add(value, of: row, setting) }
      csv.endRow()
      also(row)
    }
    return csv
  }
}

extension CSVWriter {
  @inline(__always)
  fileprivate mutating func add<Row>(
    _ value: Column<Row>.Value, of row: Row, _ setting: CSVSetting
  ) {
    switch value {
    case .number(let read): number(read(row))
    case .text(let read): text(read(row))
    case .time(let read): time(read(row), setting.zone)
    case .day(let read): date(read(row))
    case .page(let read): page(read(row), setting.baseURL)
    case .zone: text(setting.zone.name)
    case .flag(let read): flag(read(row))
    case .texts(let read): texts(read(row))
    case .string(let read): text(read(row))
    case .word(let read): word(read(row))
    case .state(let read):
      let (state, status) = read(row)
      if let own = state.word { word(own) } else { text(status) }
    case .change(let read): change(read(row))
    case .figure(let read): figure(read(row), setting)
    case .none: empty()
    }
  }

  @inline(never)
  private mutating func change(_ change: Change) {
    switch change {
    case .by(let ranks): number(ranks)
    case .new: word("NEW")
    case .none: empty()
    }
  }

  @inline(never)
  private mutating func figure(_ figure: Figure, _ setting: CSVSetting) {
    switch figure {
    case .text(let text): self.text(text)
    case .number(let number): self.number(number)
    case .time(let instant): time(instant, setting.zone)
    case .share(let share): plain { bytes in if let share { bytes.appendThousandths(share) } }
    case .zone: text(setting.zone.name)
    }
  }

  @inline(never)
  private mutating func texts(_ texts: [Text]) {
    var joined: [UInt8] = []
    for text in texts {
      if !joined.isEmpty { joined.append("; ") }
      joined.append(contentsOf: text.bytes)
    }
    text(joined)
  }

  /// The page at `path` (without ending).
  @inline(never)
  private mutating func page(_ path: Text, _ baseURL: BaseURL) {
    plain { bytes in
      bytes.append(utf8: baseURL.text)
      bytes.append(contentsOf: path.bytes)
      bytes.append(".html")
    }
  }
}
