import Bytes
import Synchronization

/// What is known of the keys of all records.
enum Keys: Sendable {
  /// They are looked for: each record is taken for the first of its key.
  case sought(SeenKeys)
  /// No two records have the same.
  case unique
  /// Where each first stands.
  case known(SeenKeys)
}

/// Where each key of the records of all exports first stands, in file order. 32 bytes a key.
///
/// Keys are kept as 128 bits of two seeded hashes: that two keys are alike is less likely than
/// that the machine reads a wrong bit.
final class SeenKeys: Sendable {
  struct Key: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    func hash(into hasher: inout Hasher) { hasher.combine(low) }
  }

  /// Locked apart, so that workers seldom wait for each other.
  private final class Shard: Sendable {
    let positions = Mutex<[Key: Position]>([:])
  }

  private static let count = 64
  private let shards = (0..<count).map { _ in Shard() }
  private let repeated = Atomic(false)

  /// Whether a key was added twice.
  var hasRepeated: Bool { repeated.load(ordering: .relaxed) }

  /// Adds what one worker found. May be called from many threads.
  func add(_ found: [(key: Key, position: Position)]) {
    var byShard = [[(key: Key, position: Position)]](repeating: [], count: SeenKeys.count)
    for entry in found { byShard[Int(entry.key.high % UInt64(SeenKeys.count))].append(entry) }
    for (number, entries) in byShard.enumerated() where !entries.isEmpty {
      shards[number].positions.withLock { positions in
        for entry in entries {
          guard let known = positions.updateValue(entry.position, forKey: entry.key) else {
            continue
          }
          repeated.store(true, ordering: .relaxed)
          if known < entry.position { positions[entry.key] = known }
        }
      }
    }
  }

  /// Where the key first stands, when all are added.
  func first(_ key: Key) -> Position? {
    shards[Int(key.high % UInt64(SeenKeys.count))].positions.withLock { $0[key] }
  }
}

/// Hashes the parts of a key, one after the other.
struct KeyHash {
  private static let secrets = (
    UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max) | 1,
    UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max) | 1
  )
  private var high = KeyHash.secrets.0
  private var low = KeyHash.secrets.2

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count) &+ 1)
    var index = 0
    while index &+ 8 <= bytes.count {
      add(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index &+= 1
    }
    add(rest)
  }

  mutating func add(_ number: UInt64) {
    high = KeyHash.fold(high ^ number, KeyHash.secrets.1)
    low = KeyHash.fold(low ^ number, KeyHash.secrets.3)
  }

  private static func fold(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  var key: SeenKeys.Key { SeenKeys.Key(high: high, low: low) }
}
