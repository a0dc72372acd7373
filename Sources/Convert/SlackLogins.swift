import Bytes
import CSimdjson

/// Pages of Slack's `team.accessLogs`: ranges in which somebody logged in from somewhere.
final class SlackLogins: Converter {
  enum Field: String, RecordField {
    case userID = "user_id"
    case username
    case dateFirst = "date_first"
    case dateLast = "date_last"
    case count
  }

  let record = Record<Field>()

  /// A login at each end of the range, one alone where both are equal; of what `count` says beyond
  /// them a note.
  func convert(into sink: Sink) {
    let isOne = record.timeKey(.dateFirst) == record.timeKey(.dateLast)
    let times = isOne ? [Field.dateFirst] : [.dateFirst, .dateLast]
    var isAgain = true
    for time in times {
      guard sink.isFirst("login", record.id(.userID).keyPart, record.timeKey(time)) else {
        continue
      }
      isAgain = false
      let who = Who(id: record.id(.userID), name: record.text(.username))
      sink.event(who, type: "login".utf8, at: record[time])
    }
    guard !isAgain, record[.count].kind == VALUE_INTEGER else { return }
    sink.note("login inside a range", max(times.count, Int(record[.count].integer)) - times.count)
  }
}
