import Glibc

// Unsafe on purpose: the table is probed once or twice an event, and the
// checked array costs a third more there. Slots stay below `capacity`, which is
// a power of two and never full.

/// Numbers for texts: equal bytes get equal numbers, counted from 0 in the
/// order in which they first came.
///
/// Open addressing with linear probing; a slot holds the hash beside the number,
/// so that other texts in the way are passed over without touching their bytes,
/// and short texts themselves, so that finding them touches nothing else. Whoever
/// chooses the texts cannot choose where they meet, as hashes differ in each run;
/// numbers do not depend on them.
package final class Interner {
  package private(set) var texts: [Text] = []
  private let arena: Arena
  private let hashing: SeededHash
  private var slots: UnsafeMutablePointer<Slot>
  private var capacity: Int

  private struct Slot {
    var hash: UInt32
    /// The text's number plus one; 0 is an empty slot.
    var entry: UInt32
    /// A text of up to 7 bytes below its length plus one, or the address of a
    /// longer one, whose top byte is 0.
    var key: UInt64
  }

  package init(arena: Arena, hashing: SeededHash = .ofThisRun) {
    self.arena = arena
    self.hashing = hashing
    capacity = 1024
    slots = Interner.emptySlots(capacity)
  }

  deinit { slots.deallocate() }

  /// The number of `bytes`; a text that is new is copied into the arena.
  package func intern(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let (hash, short) = hashing.hashAndKey(bytes)
    let slot = probe(bytes, hash, short)
    if slots[slot].entry != 0 { return slots[slot].entry - 1 }
    return add(arena.keep(bytes), hash, short, slot)
  }

  /// As `intern`, for a text that lives as long as this table.
  package func intern(_ text: Text) -> UInt32 {
    let (hash, short) = hashing.hashAndKey(text.memory)
    let slot = probe(text.memory, hash, short)
    if slots[slot].entry != 0 { return slots[slot].entry - 1 }
    return add(text, hash, short, slot)
  }

  package func number(of text: Text) -> UInt32? {
    let (hash, short) = hashing.hashAndKey(text.memory)
    let entry = slots[probe(text.memory, hash, short)].entry
    return entry == 0 ? nil : entry - 1
  }

  private func add(_ text: Text, _ hash: UInt32, _ short: UInt64?, _ slot: Int) -> UInt32 {
    texts.append(text)
    let key = short ?? UInt64(UInt(bitPattern: text.start))
    slots[slot] = Slot(hash: hash, entry: UInt32(texts.count), key: key)
    if texts.count * 2 > capacity { grow() }
    return UInt32(texts.count - 1)
  }

  @inline(__always)
  private func probe(_ bytes: UnsafeRawBufferPointer, _ hash: UInt32, _ short: UInt64?) -> Int {
    let mask = capacity &- 1
    var index = Int(hash) & mask
    while true {
      let slot = slots[index]
      if slot.entry == 0 { return index }
      if let short {
        if slot.key == short { return index }
      } else if slot.hash == hash, isSame(slot, bytes) {
        return index
      }
      index = (index &+ 1) & mask
    }
  }

  private func grow() {
    let old = slots
    let oldCapacity = capacity
    capacity *= 2
    slots = Interner.emptySlots(capacity)
    for index in 0..<oldCapacity where old[index].entry != 0 {
      var place = Int(old[index].hash) & (capacity &- 1)
      while slots[place].entry != 0 { place = (place &+ 1) & (capacity &- 1) }
      slots[place] = old[index]
    }
    old.deallocate()
  }

  private static func emptySlots(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(hash: 0, entry: 0, key: 0), count: count)
    return slots
  }

  /// The length comes from one place and the bytes from another, so that both
  /// are fetched at once.
  @inline(__always)
  private func isSame(_ slot: Slot, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard texts[Int(slot.entry &- 1)].count == bytes.count,
      let left = UnsafeRawPointer(bitPattern: UInt(slot.key)), let right = bytes.baseAddress
    else { return false }
    return memcmp(left, right, bytes.count) == 0
  }
}
