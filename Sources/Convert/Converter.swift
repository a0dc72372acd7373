import Bytes
import CSimdjson

/// Turns records of one format into native ones.
protocol Converter: AnyObject {
  associatedtype Field: RecordField
  var record: Record<Field> { get }
  /// What its records are, where one is rejected without being read.
  func convert(into sink: Sink)
}

extension Converter {
  /// One record of a file.
  func convert(_ bytes: UnsafeRawBufferPointer, into sink: Sink) {
    guard let itself = record.read(bytes, sink.reader) else { return sink.rejectInvalid() }
    guard itself.kind == VALUE_OBJECT else { return sink.rejectWrongType() }
    convert(into: sink)
  }
}
