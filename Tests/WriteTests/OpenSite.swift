import Glibc

@testable import Write

/// A site, once whoever has it is done. A program that another test starts has for a moment all that is
/// open here, and with it the locks, until it becomes that program.
func openSite(
  output: String, keep: [String] = [], isRebuilt: Bool = false, threads: Int = 1
) throws(WriteError) -> Site {
  for _ in 0..<10_000 {
    do throws(WriteError) {
      return try Site(output: output, keep: keep, isRebuilt: isRebuilt, threads: threads)
    } catch {
      guard error.reason == .busy else { throw error }
      sched_yield()
    }
  }
  return try Site(output: output, keep: keep, isRebuilt: isRebuilt, threads: threads)
}
