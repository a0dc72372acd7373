// Takes bytes, gives digests; by OpenSSL's libcrypto. Never reads a file.

import CCrypto

/// SHA-256 (FIPS 180-4) of bytes that are added one after the other.
package struct SHA256: ~Copyable {
  /// 32 bytes.
  package typealias Digest = [UInt8]

  /// Bytes of a digest.
  package static let byteCount = 32

  private let context: OpaquePointer?

  /// Begins without bytes.
  package init() {
    context = EVP_MD_CTX_new()
    precondition(EVP_DigestInit_ex(context, SHA256.algorithm, nil) == 1, "no memory to hash")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Looked up once, as OpenSSL looks through its providers each time; without its configuration
  /// file, which no digest needs and which would be read at each start.
  nonisolated(unsafe) private static let algorithm: OpaquePointer? = {
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)
    return EVP_MD_fetch(nil, "SHA256", nil)
  }()

  /// Adds all of `bytes`.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// Adds all of `bytes`.
  package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  /// The digest of all that was added.
  package consuming func digest() -> Digest {
    [UInt8](unsafeUninitializedCapacity: SHA256.byteCount) { digest, count in
      EVP_DigestFinal_ex(context, digest.baseAddress, nil)
      count = SHA256.byteCount
    }
  }

  /// The digest of `bytes` alone.
  package static func digest(of bytes: [UInt8]) -> Digest {
    var hash = SHA256()
    hash.add(bytes)
    return hash.digest()
  }

  /// HMAC-SHA-256 (RFC 2104) of `bytes` under `key`: 32 bytes.
  package static func authenticationCode(of bytes: [UInt8], key: [UInt8]) -> Digest {
    [UInt8](unsafeUninitializedCapacity: byteCount) { code, count in
      let made = HMAC(
        EVP_sha256(), key, Int32(key.count), bytes, bytes.count, code.baseAddress, nil)
      precondition(made != nil, "no memory to hash")
      count = byteCount
    }
  }
}
