import CArchive
import Glibc

/// Hands libarchive a file in pieces of 1 KiB. Its own reader takes 64 KiB at least, and entries are
/// inflated by whole pieces, which is most of what a look at their beginnings costs.
final class SmallReads {
  private static let size = 1 << 10

  private let file: Int32
  private let piece = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)

  init(_ path: FilePath) { file = Glibc.open(path.cString, O_RDONLY | O_CLOEXEC) }

  deinit {
    if file >= 0 { close(file) }
    piece.deallocate()
  }

  /// Gives what `archive_read_open1` gives. `archive` must not be read once this is gone.
  func open(_ archive: OpaquePointer) -> Int32 {
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    archive_read_set_read_callback(archive) { _, reads, piece in
      guard let reads = SmallReads.at(reads) else { return -1 }
      piece?.pointee = UnsafeRawPointer(reads.piece)
      return uninterrupted { read(reads.file, reads.piece, SmallReads.size) }
    }
    archive_read_set_seek_callback(archive) { _, reads, offset, whence in
      SmallReads.at(reads).map { Int64(lseek($0.file, off_t(offset), whence)) } ?? -1
    }
    return archive_read_open1(archive)
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> SmallReads? {
    pointer.map { Unmanaged<SmallReads>.fromOpaque($0).takeUnretainedValue() }
  }
}
