import Glibc

// Unsafe on purpose: the table is probed once or twice an event, and the
// checked array costs a third more there. Slots stay below `capacity`, which is
// a power of two and never full.

/// Numbers for texts: equal bytes get equal numbers, counted from 0 in the
/// order in which they first came.
///
/// Open addressing with linear probing; a slot holds the hash beside the number,
/// so that other texts in the way are passed over without touching their bytes,
/// and short texts themselves, so that finding them touches nothing else.
final class Interner {
  private(set) var texts: [Text] = []
  private let arena: Arena
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

  init(arena: Arena) {
    self.arena = arena
    capacity = 1024
    slots = Interner.emptySlots(capacity)
  }

  deinit { slots.deallocate() }

  /// The number of `bytes`; a text that is new is copied into the arena.
  func intern(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let (hash, short) = hashAndKey(bytes)
    let slot = probe(bytes, hash, short)
    if slots[slot].entry != 0 { return slots[slot].entry - 1 }
    return add(arena.keep(bytes), hash, short, slot)
  }

  /// As `intern`, for a text that lives as long as this table.
  func intern(_ text: Text) -> UInt32 {
    let (hash, short) = hashAndKey(text.memory)
    let slot = probe(text.memory, hash, short)
    if slots[slot].entry != 0 { return slots[slot].entry - 1 }
    return add(text, hash, short, slot)
  }

  func number(of text: Text) -> UInt32? {
    let (hash, short) = hashAndKey(text.memory)
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

/// A hash of bytes, the same in every run: eight bytes a step through the
/// finalizer of MurmurHash3 (Austin Appleby, public domain). Beside it, for up to
/// 7 bytes, those bytes below their number plus one.
@inline(__always)
private func hashAndKey(_ bytes: UnsafeRawBufferPointer) -> (hash: UInt32, key: UInt64?) {
  let count = bytes.count
  if count < 8 {
    let key = UInt64(truncatingIfNeeded: count &+ 1) << 56 | upTo7(bytes)
    return (UInt32(truncatingIfNeeded: mix(key) >> 16), key)
  }
  var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
  var index = 0
  while index &+ 8 <= count {
    hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index &+= 8
  }
  let last = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
  return (UInt32(truncatingIfNeeded: mix(hash ^ last) >> 16), nil)
}

@inline(__always)
private func upTo7(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  let count = bytes.count
  if count >= 4 {
    let first = UInt64(bytes.loadUnaligned(as: UInt32.self))
    let last = UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    // What both have is shifted out of the last.
    return first | (last >> UInt64(8 &* (8 &- count))) << 32
  }
  var value: UInt64 = 0
  for index in 0..<count { value = value << 8 | UInt64(bytes[index]) }
  return value
}

@inline(__always)
private func mix(_ value: UInt64) -> UInt64 {
  var value = value
  value = (value ^ value >> 33) &* 0xFF51_AFD7_ED55_8CCD
  value = (value ^ value >> 33) &* 0xC4CE_B9FE_1A85_EC53
  return value ^ value >> 33
}
