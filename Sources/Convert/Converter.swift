import Bytes
import CSimdjson

/// Turns records of one format into native ones.
protocol Converter: AnyObject {
  associatedtype Field: RecordField
  var record: Record<Field> { get }
  /// What the record that was last read becomes.
  func convert(into sink: Sink)
}

extension Converter {
  /// One record of a file; false where it is no JSON, or bad UTF-8 or over a limit.
  @discardableResult
  func convert(_ bytes: UnsafeRawBufferPointer, into sink: Sink) -> Bool {
    guard let itself = record.read(bytes, sink.reader) else {
      sink.rejectInvalid()
      return false
    }
    if itself.kind == VALUE_OBJECT { convert(into: sink) } else { sink.rejectWrongType() }
    return true
  }
}
