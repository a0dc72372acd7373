// Damage CUTS BITS FILE…: reads each file cut at so many places, and with so many single bits turned. Each time it is
// read, or refused with a place and a cure, and no text of it is shown. All in one process, as a process for each of
// 290,000 cases takes hours; a case that crashes it is left in /dev/shm.

import Bytes
import Convert
import Glibc
import Ingest

/// SplitMix64 (Steele, Lea, Flood 2014): the same bits on each machine.
private struct Bits: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What messages say in the samples, to its end: a channel is called secret-plans.
private let message = "secret\""
private let path = "/dev/shm/rollcall-damage-\(getpid())"
private let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
private let arguments = CommandLine.arguments.dropFirst()
private let counts = arguments.prefix(2).compactMap { Int($0) }

private func give(up message: String) -> Never {
  print(message)
  exit(1)
}

/// The same for the same content.
private func damages(_ content: [UInt8], cuts: Int, bits: Int) -> [() -> [UInt8]] {
  var random = Bits(state: UInt64(content.count))
  let cut = (0..<cuts).map { cut in { Array(content.prefix(content.count * cut / cuts)) } }
  let turned = (0..<bits).map { _ in
    let bit = Int.random(in: 0..<content.count * 8, using: &random)
    return {
      var turned = content
      turned[bit / 8] ^= 1 << UInt8(bit % 8)
      return turned
    }
  }
  return cut + turned
}

/// Whether it is read without a reject.
private func isRead(_ content: [UInt8], _ name: String) -> Bool {
  guard ftruncate(file, 0) == 0, pwrite(file, content, content.count, 0) == content.count else {
    give(up: "\(path): cannot be written")
  }
  var options = IngestOptions()
  options.now = 1_800_000_000
  options.threads = 1
  do throws(InputError) {
    let inputs = try Inputs(InputFiles([FilePath(path)], archives: true))
    let read = try Ingest.read(inputs, options)
    for row in read.quality {
      let place = row.place.map { $0.line > 0 && $0.column > 0 } ?? true
      guard place, !row.example.contains(message) else { give(up: "\(name): \(row)") }
    }
    return read.rejects == 0
  } catch {
    let text = error.description
    let cure = text.utf8.drop { $0 != UInt8(ascii: " ") }
    guard error.place.line > 0, error.place.column > 0, cure.count > 10, !text.contains("\n"),
      !text.contains(message)
    else { give(up: "\(name): \(text)") }
    return false
  }
}

private var (cases, rejected) = (0, 0)
guard counts.count == 2, arguments.count > 2, file >= 0 else {
  give(up: "usage: Damage CUTS BITS FILE…")
}
for name in arguments.dropFirst(2) {
  guard let stream = fopen(name, "r") else { give(up: "\(name): cannot be read") }
  var content: [UInt8] = []
  while case let byte = getc(stream), byte != EOF { content.append(UInt8(byte)) }
  fclose(stream)
  for (number, damage) in damages(content, cuts: counts[0], bits: counts[1]).enumerated() {
    cases += 1
    if !isRead(damage(), "\(name), case \(number)") { rejected += 1 }
  }
}
unlink(path)
print("\(cases) of \(cases) (\(rejected) refused or with rejects), no crash")
