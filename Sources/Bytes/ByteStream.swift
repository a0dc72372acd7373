import Glibc

/// The bytes of a source from its start, uncompressed.
package final class ByteStream {
  /// Two names of one file have the same.
  package struct File: Hashable, Sendable {
    let device: dev_t
    let number: ino_t
  }

  /// nil for an entry of an archive.
  package let file: File?
  private let source: Source
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  /// nil for a pipe, which has no places to read at.
  private var fileOffset: off_t?
  /// Where a part of a file ends.
  private var end = off_t.max
  private let copy: StandardInputCopy?
  /// Of an entry of an archive, instead of a descriptor.
  private let archive: Archive?
  private var inflater: Inflater?
  /// The first bytes, read ahead to tell gzip from plain.
  private var head: [UInt8] = []
  package private(set) var rawOffset = 0
  /// How many bytes were given, uncompressed.
  package private(set) var offset = 0

  /// Opens `source`; with `rereads`, standard input from its copy.
  package convenience init(_ source: Source, copy: StandardInputCopy, rereads: Bool = false)
    throws(InputError)
  {
    if let entry = source.entry {
      let archive = try Archive(source)
      while let found = try archive.next(), found.number < entry {}
      try self.init(of: archive, source)
    } else {
      try self.init(file: source, copy: copy, rereads: rereads)
    }
  }

  /// The entry at hand of `archive`, which is `source`.
  package init(of archive: Archive, _ source: Source) throws(InputError) {
    self.source = source
    self.archive = archive
    file = nil
    (descriptor, ownsDescriptor, copy) = (-1, false, nil)
    head = try firstBytes()
    if head.starts(with: [0x1F, 0x8B]) { inflater = Inflater() }
  }

  private init(file source: Source, copy: StandardInputCopy, rereads: Bool) throws(InputError) {
    self.source = source
    archive = nil
    ownsDescriptor = !source.isStandardInput
    var status = stat()
    if source.isStandardInput {
      descriptor = rereads ? copy.reread : 0
    } else {
      // What is no file is not opened: whoever waits to write into a pipe would be let go.
      guard stat(source.path.cString, &status) == 0 else { throw ByteStream.unreadable(source) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw source.error(.notAFile) }
      descriptor = open(source.path.cString, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      guard descriptor >= 0 else { throw ByteStream.unreadable(source) }
    }
    guard fstat(descriptor, &status) == 0 else { throw ByteStream.unreadable(source) }
    file = File(device: status.st_dev, number: status.st_ino)
    let isFile = status.st_mode & S_IFMT == S_IFREG
    fileOffset = isFile ? 0 : nil
    self.copy = source.isStandardInput && !isFile ? copy : nil
    if isFile, let part = source.part {
      fileOffset = try lineStart(from: off_t(part.lowerBound))
      end = try lineStart(from: off_t(part.upperBound))
    }
    head = try firstBytes()
    if source.beginsFile, head.starts(with: [0x1F, 0x8B]) { inflater = Inflater() }
  }

  /// Where the first line begins that does so at `offset` or behind; the file's end where none does.
  private func lineStart(from offset: off_t) throws(InputError) -> off_t {
    guard offset > 0 else { return 0 }
    var place = offset - 1
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = uninterrupted { pread(descriptor, &block, block.count, place) }
      guard count >= 0 else { throw ByteStream.unreadable(source) }
      if count == 0 { return place }
      if let line = block[..<count].firstIndex(of: 10) { return place + off_t(line) + 1 }
      place += off_t(count)
    }
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  /// Told of all bytes that `read` gives.
  package var observer: ((UnsafeRawBufferPointer) -> Void)?

  /// Fills `buffer` as far as the source goes; fewer bytes mean its end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = try readSome(UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      if count == 0 { break }
      done += count
    }
    offset += done
    observer?(UnsafeRawBufferPointer(rebasing: buffer[..<done]))
    return done
  }

  /// Passes over so many bytes, or as far as the source goes.
  package func skip(_ count: Int) throws(InputError) {
    var left = count
    if inflater == nil, archive == nil, fileOffset != nil {
      let ahead = min(left, head.count)
      head.removeFirst(ahead)
      fileOffset? += off_t(left - ahead)
      return
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
    defer { buffer.deallocate() }
    while left > 0 {
      let count = try readSome(
        UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, 1 << 18)]))
      if count == 0 { return }
      left -= count
    }
  }

  private func readSome(_ buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard let inflater else { return try readRaw(buffer) }
    while true {
      let count = inflater.inflate(into: buffer)
      if count > 0 { return count }
      guard count == 0 else { throw damaged() }
      let more = try rawBytes(1 << 18)
      if more.isEmpty {
        guard inflater.isBetweenMembers else { throw damaged() }
        return 0
      }
      inflater.feed(more)
    }
  }

  private func firstBytes() throws(InputError) -> [UInt8] {
    var first: [UInt8] = []
    while first.count < 2 {
      let more = try rawBytes(2 - first.count)
      if more.isEmpty { break }
      first += more
    }
    return first
  }

  /// At most `limit` raw bytes; none at the end.
  private func rawBytes(_ limit: Int) throws(InputError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 1)
    defer { buffer.deallocate() }
    return Array(buffer[..<(try readRaw(buffer))])
  }

  /// The cache lets go of what was read of a larger file, a quarter of the memory: it would push out
  /// the report that is being made, whose tables are read once more for the archive of all.
  private static let mostCached = off_t(
    sysconf(Int32(_SC_PHYS_PAGES)) / 4 * sysconf(Int32(_SC_PAGESIZE)))

  private func readRaw(_ buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if !head.isEmpty, buffer.count > 0 {
      let count = min(head.count, buffer.count)
      buffer.copyBytes(from: head.prefix(count))
      head.removeFirst(count)
      return count
    }
    if let archive {
      let count = try archive.read(into: buffer)
      rawOffset += count
      return count
    }
    let count = uninterrupted {
      if let fileOffset {
        pread(
          descriptor, buffer.baseAddress, min(buffer.count, Int(end - fileOffset)), fileOffset)
      } else {
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
    }
    guard count >= 0 else { throw ByteStream.unreadable(source) }
    if let fileOffset {
      if end > ByteStream.mostCached {
        posix_fadvise(descriptor, fileOffset, off_t(count), POSIX_FADV_DONTNEED)
      }
      self.fileOffset = fileOffset + off_t(count)
    }
    rawOffset += count
    if let copy, count > 0 {
      try copy.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
    }
    return count
  }

  private static func unreadable(_ source: Source) -> InputError {
    source.error(.unreadable(String(cString: strerror(errno))))
  }

  private func damaged() -> InputError {
    InputError(.damagedGzip, at: Place(file: source.name, line: 1, column: 1))
  }
}
