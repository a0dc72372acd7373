import CArchive
import Glibc

/// A `.zip` on its way into a file, by libarchive. Nothing is packed and no owner told, so that the
/// same files at the same time give the same bytes on any machine.
final class Zip {
  /// Times in a `.zip` are of the machine's zone, which has no business here.
  private static let isUTC = setenv("TZ", "UTC0", 1) == 0

  private let archive: OpaquePointer
  private let entry: OpaquePointer

  /// - Parameters:
  ///   - file: stays open.
  ///   - time: of all entries.
  init?(to file: Int32, time: Int) {
    _ = Zip.isUTC
    guard let archive = archive_write_new() else { return nil }
    guard let entry = archive_entry_new() else {
      archive_write_free(archive)
      return nil
    }
    self.archive = archive
    self.entry = entry
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_mtime(entry, time, 0)
    guard archive_write_set_format_zip(archive) == ARCHIVE_OK,
      archive_write_zip_set_compression_store(archive) == ARCHIVE_OK,
      archive_write_open_fd(archive, file) == ARCHIVE_OK
    else { return nil }
  }

  deinit {
    archive_entry_free(entry)
    archive_write_free(archive)
  }

  /// Whether it is there.
  func add(_ bytes: [UInt8], as path: String) -> Bool {
    archive_entry_set_pathname(entry, path)
    archive_entry_set_size(entry, Int64(bytes.count))
    guard archive_write_header(archive, entry) == ARCHIVE_OK else { return false }
    return archive_write_data(archive, bytes, bytes.count) == bytes.count
  }

  /// Whether all of it is in the file.
  func close() -> Bool { archive_write_close(archive) == ARCHIVE_OK }
}

/// The files of a `.zip` that `Zip` has made, one after the other as they were added, by libarchive.
final class ZipReader {
  private let archive: OpaquePointer
  /// In bytes, of all that is in it.
  private let size: Int
  private var isOver = false

  /// - Parameter file: stays open.
  init?(_ file: Int32, size: Int) {
    guard let archive = archive_read_new() else { return nil }
    self.archive = archive
    self.size = size
    // One that goes by the list at its end would keep that in memory.
    guard archive_read_support_format_zip_streamable(archive) == ARCHIVE_OK,
      archive_read_open_fd(archive, file, 1 << 18) == ARCHIVE_OK
    else { return nil }
  }

  deinit { archive_read_free(archive) }

  /// The bytes of the next file; nil where it is not `path` or cannot be read, and from then on.
  func next(_ path: String) -> [UInt8]? {
    guard !isOver else { return nil }
    let bytes = read(path)
    isOver = bytes == nil
    return bytes
  }

  private func read(_ path: String) -> [UInt8]? {
    var entry: OpaquePointer?
    guard archive_read_next_header(archive, &entry) == ARCHIVE_OK, let entry,
      let name = archive_entry_pathname(entry), strcmp(name, path) == 0,
      archive_entry_size_is_set(entry) != 0,
      case let count = Int(archive_entry_size(entry)), (0...size).contains(count)
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: count)
    return archive_read_data(archive, &bytes, count) == count ? bytes : nil
  }
}
