import Testing

@testable import Hash

/// By the reference implementation, through Python's `xxhash`.
@Suite struct XXH3Tests {
  @Test(
    arguments: [
      ("", 0, 0x99aa_06d3_0147_98d8_6001_c324_468d_497f, 0x2d06_8005_38d3_94c2),
      ("abc", 7, 0x8a3c_1b87_ceb2_30ee_48ff_56f5_69e3_9912, 0x48ff_56f5_69e3_9912),
      (
        String(repeating: "abc", count: 1000), 7, 0x362d_7077_cd73_5361_b522_f9e5_e262_7863,
        0xb522_f9e5_e262_7863
      ),
    ] as [(String, UInt64, UInt128, UInt64)])
  func givesTheDigestsOfTheReference(text: String, seed: UInt64, long: UInt128, short: UInt64) {
    #expect(XXH3.digest(of: Array(text.utf8), seed: seed) == long)
    #expect(XXH3.shortDigest(of: Array(text.utf8), seed: seed) == short)
    var hash = XXH3(seed: seed)
    for byte in text.utf8 { withUnsafeBytes(of: byte) { hash.add($0) } }
    #expect(hash.digest() == long)
  }
}
