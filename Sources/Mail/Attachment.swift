import CZlib

/// A table of the report that goes with a message.
package struct Attachment: Sendable {
  /// As `--attach` names it.
  package let table: String
  /// As the reader's program will save it.
  package let name: String
  /// As it is attached.
  package let bytes: [UInt8]
  let mediaType: String

  /// How many bytes of a message it is, but for its header.
  package var encodedCount: Int { Base64.lineCount(bytes.count) }

  /// - Parameter gzipAbove: how many bytes it may have and still go as it is; nil for any.
  package init(_ table: Digest.Table, csv bytes: [UInt8], gzipAbove: Int?) {
    self.table = table.name
    let name = table.saveAs
    if let gzipAbove, bytes.count > gzipAbove, let gzipped = gzip(bytes) {
      self.bytes = gzipped
      self.name = name + ".gz"
      mediaType = "application/gzip"
    } else {
      self.bytes = bytes
      self.name = name
      mediaType = "text/csv; charset=utf-8; header=present"
    }
  }
}

/// RFC 1952, without a name and a time, so that the same bytes give the same; nil above 2 GiB,
/// and without memory.
func gzip(_ bytes: [UInt8]) -> [UInt8]? {
  var stream = z_stream()
  let gzipFormat: Int32 = 15 + 16
  guard bytes.count <= Int32.max,
    deflateInit2_(
      &stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipFormat, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return nil }
  defer { deflateEnd(&stream) }
  var input = bytes
  var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
  let count = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(truncatingIfNeeded: input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(truncatingIfNeeded: output.count)
      return deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : nil
    }
  }
  return count.map { Array(output.prefix($0)) }
}
