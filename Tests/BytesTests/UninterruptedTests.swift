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
}
