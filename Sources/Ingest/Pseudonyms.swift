import Bytes
import Hash

/// Ids that stand for those of a dump: the same for the same key, and nobody who
/// does not have it can try whose they are.
package struct Pseudonyms: Sendable {
  /// NIST SP 800-107: a key of an HMAC has as many bytes as its hash.
  package static let shortestKey = SHA256.byteCount
  /// 96 bits: among a million ids two are alike once in 10^17 reports.
  private static let bytes = 12

  private let key: [UInt8]

  package init(key: [UInt8]) { self.key = key }

  /// `p` and 24 hex digits, so that no spreadsheet takes it for a number.
  package func user(_ id: some Sequence<UInt8>) -> String { pseudonym("p", Array(id)) }

  /// `w` and 24 hex digits; never of the same digits as a user with that id.
  package func workspace(_ id: some Sequence<UInt8>) -> String {
    pseudonym("w", Array("workspace ".utf8) + id)
  }

  private func pseudonym(_ letter: String, _ id: [UInt8]) -> String {
    letter + Hex.text(SHA256.authenticationCode(of: id, key: key).prefix(Pseudonyms.bytes))
  }
}
