import Glibc

/// What a system call gives, made again as long as signals interrupt it.
package func uninterrupted(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

/// Writes all of `bytes`; false with `errno` where not all could be written.
package func writeAll(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Bool {
  var done = 0
  while done < bytes.count {
    let count = uninterrupted {
      write(file, bytes.baseAddress.map { $0 + done }, bytes.count - done)
    }
    guard count > 0 else { return false }
    done += count
  }
  return true
}
