// Mutated bytes for whatever reads bytes of strangers: `make fuzz MINUTES=10`.
// What it finds becomes a test beside the code.

import Glibc

/// Of libFuzzer: runs `callback` with one input after another.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private let callbacks: [String: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32] = [
  "reader": { read(UnsafeRawBufferPointer(start: $0, count: $1)) },
  "times": { readTime(UnsafeRawBufferPointer(start: $0, count: $1)) },
  "csv": { writeCell(UnsafeRawBufferPointer(start: $0, count: $1)) },
  "templates": { compile(UnsafeRawBufferPointer(start: $0, count: $1)) },
  "markdown": { render(UnsafeRawBufferPointer(start: $0, count: $1)) },
]

guard let name = getenv("FUZZ_TARGET").map({ String(cString: $0) }), let callback = callbacks[name]
else {
  print("set FUZZ_TARGET to one of \(callbacks.keys.sorted().joined(separator: ", "))")
  exit(64)
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runDriver(&count, &arguments, callback))
