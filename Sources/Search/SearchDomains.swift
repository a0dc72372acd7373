import Bytes
import Ingest

/// Domains of emails that many users share: the index has each once.
enum SearchDomains {
  /// At most eight that one user in a hundred has, the most frequent first; none
  /// with anything but printable ASCII.
  static func frequent(_ users: [User]) -> [[UInt8]] {
    var seen: [UInt64: (count: Int, user: Int)] = [:]
    for (number, user) in users.enumerated() {
      guard let domain = domain(user.email) else { continue }
      // FNV-1a; two domains of one hash are counted as one.
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in domain { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      seen[hash, default: (0, number)].count += 1
    }
    let frequent = seen.values.filter { $0.count > 1 && $0.count * 100 >= users.count }
      .compactMap { seen in
        domain(users[seen.user].email).map { (count: seen.count, bytes: Array($0)) }
      }
    let order = frequent.sorted {
      $0.count != $1.count
        ? $0.count > $1.count : $0.bytes.lexicographicallyPrecedes($1.bytes)
    }
    return order.prefix(8).map(\.bytes)
  }

  /// What follows the last `@`.
  private static func domain(_ email: Text) -> UnsafeBufferPointer<UInt8>.SubSequence? {
    guard let place = email.bytes.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let domain = email.bytes[(place + 1)...]
    return !domain.isEmpty && domain.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? domain : nil
  }
}
