import CArchive
import Glibc

/// The files of a `.zip`, `.tar` or `.tar.gz`, one after the other as they stand in it, by
/// libarchive. Nothing is unpacked, and no path in it is ever a path of the machine.
package final class Archive {
  /// Names of entries are UTF-8 wherever the program runs.
  private static let isUTF8 = setlocale(LC_CTYPE, "C.UTF-8") != nil

  private let name: String
  private let archive: OpaquePointer
  private let reads: SmallReads?
  private var count = 0

  /// Whether a file that begins with `head`, without gzip around it, is an archive.
  package static func begins(with head: UnsafeRawBufferPointer) -> Bool {
    isZip(head) || has("ustar", at: 257, of: head) && hasTarSum(head)
  }

  /// Whether the first 512 bytes add up to what a header of tar (POSIX, pax) says of itself, its
  /// own eight bytes taken for blanks: text may have "ustar" at that place.
  private static func hasTarSum(_ head: UnsafeRawBufferPointer) -> Bool {
    guard head.count >= 512 else { return false }
    let field = 148..<156
    let digits = head[field].drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    let said = digits.reduce(0) { $0 << 3 | Int($1 & 7) }
    let sum = head.prefix(512).indices.reduce(0) {
      $0 + (field.contains($1) ? 0x20 : Int(head[$1]))
    }
    return said == sum
  }

  /// Whether it is one whose entries can be gone to.
  package static func isZip(_ head: UnsafeRawBufferPointer) -> Bool {
    has("PK\u{3}\u{4}", at: 0, of: head) || has("PK\u{5}\u{6}", at: 0, of: head)
  }

  private static func has(_ bytes: StaticString, at offset: Int, of head: UnsafeRawBufferPointer)
    -> Bool
  {
    head.count >= offset + bytes.utf8CodeUnitCount
      && (0..<bytes.utf8CodeUnitCount).allSatisfy { head[offset + $0] == bytes.utf8Start[$0] }
  }

  /// Opens the archive that `source` is, or is in.
  ///
  /// - Parameter forBeginnings: whether little of each entry will be read.
  package init(_ source: Source, forBeginnings: Bool = false) throws(InputError) {
    let name = source.name
    _ = Archive.isUTF8
    guard let archive = archive_read_new() else {
      throw InputError(.unreadable("no memory"), at: Place(file: name, line: 1, column: 1))
    }
    self.name = name
    self.archive = archive
    archive_read_support_format_zip(archive)
    archive_read_support_format_tar(archive)
    archive_read_support_filter_gzip(archive)
    reads = forBeginnings ? SmallReads(source.path) : nil
    let status =
      reads?.open(archive)
      ?? archive_read_open_filename(archive, source.path.cString, 1 << 18)
    guard status == ARCHIVE_OK else { throw damaged() }
  }

  deinit { archive_read_free(archive) }

  /// Something in an archive that is no folder.
  package struct Entry {
    package let number: Int
    package let path: String
    /// Whether it has bytes of its own; links, pipes and devices have none, and are never followed.
    package let isFile: Bool
  }

  /// The next entry; nil behind the last one.
  package func next() throws(InputError) -> Entry? {
    while true {
      var entry: OpaquePointer?
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return nil }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw damaged() }
      if archive_entry_is_encrypted(entry) != 0 {
        throw InputError(.encryptedArchive, at: Place(file: name, line: 1, column: 1))
      }
      count += 1
      let type = archive_entry_filetype(entry)
      guard type != S_IFDIR,
        let path = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
      else { continue }
      return Entry(
        number: count - 1, path: String(cString: path),
        isFile: type == S_IFREG && archive_entry_hardlink(entry) == nil)
    }
  }

  /// Bytes of the entry at hand; 0 at its end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw damaged() }
    return count
  }

  private func damaged() -> InputError {
    // Before libarchive knows what archive it is, it crashes on the question.
    if archive_format(archive) != 0, archive_read_has_encrypted_entries(archive) > 0 {
      return InputError(.encryptedArchive, at: Place(file: name, line: 1, column: 1))
    }
    // Some of libarchive's reasons end a line.
    let why =
      archive_error_string(archive).map {
        String(String(cString: $0).unicodeScalars.filter { $0 != "\n" })
      } ?? "no reason given"
    return InputError(.damagedArchive(why), at: Place(file: name, line: 1, column: 1))
  }
}
