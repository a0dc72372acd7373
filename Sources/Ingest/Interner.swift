import Glibc

// Unsafe on purpose: the table is probed once or twice an event, and the
// checked array costs a third more there. Slots stay below `capacity`, which is
// a power of two and never full.

/// Numbers for texts: equal bytes get equal numbers, counted from 0 in the
/// order in which they first came.
///
/// Open addressing with linear probing; a slot holds the hash beside the number,
/// so that other texts in the way are passed over without touching their bytes.
final class Interner {
  private(set) var texts: [Text] = []
  private let arena: Arena
  private var slots: UnsafeMutablePointer<Slot>
  private var capacity: Int

  private struct Slot {
    var hash: UInt32
    /// The text's number plus one; 0 is an empty slot.
    var entry: UInt32
  }

  init(arena: Arena) {
    self.arena = arena
    capacity = 1024
    slots = Interner.emptySlots(capacity)
  }

  deinit { slots.deallocate() }

  /// The number of `bytes`; a text that is new is copied into the arena.
  func intern(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let hash = hashOf(bytes)
    let slot = probe(bytes, hash)
    if slots[slot].entry != 0 { return slots[slot].entry - 1 }
    return add(arena.keep(bytes), hash, slot)
  }

  /// As `intern`, for a text that lives as long as this table.
  func intern(_ text: Text) -> UInt32 {
    let hash = hashOf(text.memory)
    let slot = probe(text.memory, hash)
    if slots[slot].entry != 0 { return slots[slot].entry - 1 }
    return add(text, hash, slot)
  }

  func number(of text: Text) -> UInt32? {
    let entry = slots[probe(text.memory, hashOf(text.memory))].entry
    return entry == 0 ? nil : entry - 1
  }

  private func add(_ text: Text, _ hash: UInt32, _ slot: Int) -> UInt32 {
    texts.append(text)
    slots[slot] = Slot(hash: hash, entry: UInt32(texts.count))
    if texts.count * 2 > capacity { grow() }
    return UInt32(texts.count - 1)
  }

  private func probe(_ bytes: UnsafeRawBufferPointer, _ hash: UInt32) -> Int {
    let mask = capacity &- 1
    var index = Int(hash) & mask
    while true {
      let slot = slots[index]
      if slot.entry == 0 { return index }
      if slot.hash == hash, isSame(texts[Int(slot.entry &- 1)], bytes) { return index }
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
    slots.initialize(repeating: Slot(hash: 0, entry: 0), count: count)
    return slots
  }

  @inline(__always)
  private func isSame(_ text: Text, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard text.count == bytes.count else { return false }
    guard let left = text.start, let right = bytes.baseAddress else { return true }
    return memcmp(left, right, bytes.count) == 0
  }
}

/// A hash of bytes, the same in every run: eight bytes a step through the
/// finalizer of MurmurHash3 (Austin Appleby, public domain).
@inline(__always)
private func hashOf(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
  var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
  var index = 0
  while index &+ 8 <= bytes.count {
    hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index &+= 8
  }
  var rest: UInt64 = 0
  while index < bytes.count {
    rest = rest << 8 | UInt64(bytes[index])
    index &+= 1
  }
  return UInt32(truncatingIfNeeded: mix(hash ^ rest) >> 16)
}

@inline(__always)
private func mix(_ value: UInt64) -> UInt64 {
  var value = value
  value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
  value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
  return value ^ value >> 33
}
