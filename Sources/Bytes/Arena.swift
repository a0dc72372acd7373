/// Memory that texts are copied into. Blocks never move or shrink.
package final class Arena {
  private static let blockSize = 1 << 18
  private var blocks: [UnsafeMutablePointer<UInt8>] = []
  private var next: UnsafeMutablePointer<UInt8>?
  private var room = 0

  package init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  package func keep(_ bytes: UnsafeRawBufferPointer) -> Text {
    guard bytes.count > 0, let source = bytes.baseAddress else { return .empty }
    let target = reserve(bytes.count)
    UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: bytes.count)
    return Text(start: target, count: bytes.count)
  }

  package func keep(_ string: String) -> Text {
    var string = string
    return string.withUTF8 { keep(UnsafeRawBufferPointer($0)) }
  }

  private func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if count <= room, let start = next {
      next = start + count
      room -= count
      return start
    }
    let isLarge = count > Arena.blockSize / 4
    let size = isLarge ? count : Arena.blockSize
    let block = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    blocks.append(block)
    if !isLarge {
      next = block + count
      room = size - count
    }
    return block
  }
}
