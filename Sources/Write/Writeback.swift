import CPlatform
import Dispatch
import Synchronization

/// Lets the disk write while files are still being made: the kernel alone would hardly begin before
/// the flush, and the disk would idle until then. Not what makes a report safe, which is the flush:
/// its descriptor is its own, so that an error is still there for the one who flushes.
final class Writeback: Sendable {
  /// How many new bytes are worth it. A report of 10,000 users has less.
  private static let step = 64 << 20

  private let written = Atomic(0)
  private let isOver = Atomic(false)
  private let due = DispatchSemaphore(value: 0)
  private let thread = Mutex<DiskThread?>(nil)

  /// Of the file system that the folder lies on.
  init(_ folder: Folder) {
    guard let own = Folder.open(".", in: folder) else { return }
    let thread = DiskThread { [self] in
      while true {
        due.wait()
        if isOver.load(ordering: .acquiring) { return }
        _ = platform_syncfs(own.descriptor)
      }
    }
    self.thread.withLock { $0 = thread }
  }

  func add(_ bytes: Int) {
    let before = written.wrappingAdd(bytes, ordering: .relaxed).oldValue
    if before / Writeback.step != (before + bytes) / Writeback.step { due.signal() }
  }

  func end() {
    isOver.store(true, ordering: .releasing)
    due.signal()
    thread.withLock { thread in
      thread?.join()
      thread = nil
    }
  }
}
