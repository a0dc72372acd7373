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
