// Mutated bytes for whatever reads bytes of strangers: `make fuzz MINUTES=10`.
// What it finds becomes a test beside the code.

import Glibc

private let targets: [String: @Sendable (UnsafeRawBufferPointer) -> Void] = [
  "reader": read, "exports": readExport, "times": readTime, "csv": writeCell,
  "templates": compile, "markdown": render,
]

private let target: @Sendable (UnsafeRawBufferPointer) -> Void = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = targets[name] else {
    print("set FUZZ_TARGET to one of \(targets.keys.sorted().joined(separator: ", "))")
    exit(64)
  }
  return target
}()

/// Called by libFuzzer, which brings `main`; 0 keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target(UnsafeRawBufferPointer(start: start, count: count))
  return 0
}
