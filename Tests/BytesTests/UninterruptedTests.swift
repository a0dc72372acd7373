import Bytes
import Glibc
import Testing

@Suite struct UninterruptedTests {
  @Test func callsAgainOnlyWhereASignalCame() {
    var results = [(-1, EINTR), (-1, EINTR), (7, Int32(0))]
    let next = {
      let (result, failure) = results.removeFirst()
      errno = failure
      return result
    }
    #expect(uninterrupted(next) == 7)
    results = [(-1, EIO), (1, 0)]
    #expect(uninterrupted(next) == -1)
    #expect(results.count == 1)
    results = [(0, EINTR)]
    #expect(uninterrupted(next) == 0)
  }

  /// A pipe without a reader takes 64 KiB on Linux, so not the second text.
  @Test func writesAllOrSaysWhyNot() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
    #expect(bytes.withUnsafeBytes { writeAll($0, to: ends[1]) })
    var read = [UInt8](repeating: 0, count: 2000)
    #expect(Glibc.read(ends[0], &read, read.count) == 1000)
    #expect(Array(read[..<1000]) == bytes)
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let many = [UInt8](repeating: 7, count: 1 << 20)
    #expect(!many.withUnsafeBytes { writeAll($0, to: ends[1]) })
    #expect(errno == EAGAIN)
    #expect(!bytes.withUnsafeBytes { writeAll($0, to: -1) })
    #expect(errno == EBADF)
    #expect(writeAll(UnsafeRawBufferPointer(start: nil, count: 0), to: -1))
  }
}
