import Glibc

/// What a system call gives, made again as long as signals interrupt it.
package func uninterrupted(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
