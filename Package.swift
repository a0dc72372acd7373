// swift-tools-version: 6.0
import PackageDescription

// Set by `make fuzz`. Of two sanitizers the compiler takes the last, so what libFuzzer needs is asked for by name.
let isFuzzed = Context.environment["ROLLCALL_FUZZ"] != nil
let coverage =
  isFuzzed ? ["-sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp"] : []

// Debug builds, and so all tests, check at each access to a stored property that nobody else is changing it; in a
// release that check alone is a twelfth of reading.
let swift: [SwiftSetting] = [
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
  .unsafeFlags(coverage),
]

// For `--version`; given by the Makefile, which asks git, or by a packager.
let commit = (Context.environment["ROLLCALL_COMMIT"] ?? "")
  .filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-.+~".contains($0)) }

// The stages in the order of the data's way; each imports stages above it only.
let package = Package(
  name: "rollcall",
  dependencies: [
    // Exact, so that all builds of a commit are of the same.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // Nothing is known that hashes as fast, is as well kept and comes with Debian.
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // In a target that one file imports, as another commit is no reason to build the rest anew.
    .target(name: "CCommit", cSettings: [.define("ROLLCALL_COMMIT", to: "\"\(commit)\"")]),
    .target(name: "CPlatform"),
    .target(
      name: "CSimdjson",
      cxxSettings: [.unsafeFlags(["-O3", "-DNDEBUG"])],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(
      name: "Bytes", dependencies: ["CArchive", "CPlatform", "CSimdjson", "CZlib"],
      swiftSettings: swift),
    .target(name: "Civil", dependencies: ["Bytes"], swiftSettings: swift),
    .target(name: "Configure", dependencies: ["Bytes", "CYAML", "Civil"], swiftSettings: swift),
    .target(
      name: "Convert", dependencies: ["Bytes", "CPlatform", "CSimdjson", "Civil", "Configure"],
      swiftSettings: swift),
    .target(name: "Folding", dependencies: ["Bytes"], swiftSettings: swift),
    .target(name: "Hash", dependencies: ["CCrypto", "CXXHash"], swiftSettings: swift),
    .target(
      name: "Ingest",
      dependencies: [
        "Bytes", "Civil", "Configure", "Convert", "CSimdjson", "Folding", "Hash",
      ], swiftSettings: swift),
    .target(
      name: "Mail", dependencies: ["Bytes", "CSimdjson", "CZlib", "Civil", "Hash"],
      swiftSettings: swift),
    .target(name: "Markdown", dependencies: ["Bytes", "CMarkGFM"], swiftSettings: swift),
    .target(name: "Measure", dependencies: ["Bytes", "Civil", "Ingest"], swiftSettings: swift),
    .target(
      name: "Rank", dependencies: ["Bytes", "Civil", "Folding", "Ingest", "Measure"],
      swiftSettings: swift),
    .target(
      name: "Render",
      dependencies: [
        "Bytes", "Civil", "Configure", "Convert", "Hash", "Ingest", "Mail", "Markdown", "Measure",
        "Rank",
      ], swiftSettings: swift),
    .target(name: "Sample", dependencies: ["Bytes", "Civil"], swiftSettings: swift),
    .target(
      name: "Search", dependencies: ["Bytes", "Folding", "Hash", "Ingest", "Render"],
      swiftSettings: swift),
    .target(
      name: "Write", dependencies: ["Bytes", "CArchive", "CPlatform", "Hash"],
      swiftSettings: swift),
    .executableTarget(
      name: "rollcall",
      dependencies: [
        "Bytes", "CCommit", "Civil", "Configure", "Convert", "CPlatform", "Hash", "Ingest", "Mail",
        "Markdown", "Measure", "Rank", "Render", "Sample", "Search", "Write",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: swift),
    .target(name: "SharedCorpus", path: "Tests/SharedCorpus", swiftSettings: swift),
    .testTarget(
      name: "BytesTests", dependencies: ["Bytes", "Civil", "CSimdjson", "SharedCorpus"],
      swiftSettings: swift),
    .testTarget(
      name: "CivilTests", dependencies: ["Civil", "SharedCorpus"], swiftSettings: swift),
    .testTarget(name: "ConfigureTests", dependencies: ["Configure"], swiftSettings: swift),
    .testTarget(
      name: "ConvertTests", dependencies: ["Bytes", "Configure", "Convert"],
      exclude: ["Fixtures"], swiftSettings: swift),
    .testTarget(name: "FoldingTests", dependencies: ["Folding"], swiftSettings: swift),
    .testTarget(name: "HashTests", dependencies: ["Hash"], swiftSettings: swift),
    .testTarget(
      name: "IngestTests", dependencies: ["Bytes", "CSimdjson", "Ingest"], swiftSettings: swift),
    .testTarget(name: "MailTests", dependencies: ["Mail"], swiftSettings: swift),
    .testTarget(
      name: "MarkdownTests", dependencies: ["Markdown", "SharedCorpus"], swiftSettings: swift),
    .testTarget(
      name: "MeasureTests", dependencies: ["Bytes", "Civil", "Ingest", "Measure"],
      swiftSettings: swift),
    .testTarget(
      name: "RankTests", dependencies: ["Bytes", "Civil", "Ingest", "Measure", "Rank"],
      swiftSettings: swift),
    .testTarget(name: "WriteTests", dependencies: ["Write"], swiftSettings: swift),
    .testTarget(
      name: "RenderTests",
      dependencies: [
        "Bytes", "Civil", "Configure", "Ingest", "Measure", "Rank", "Render", "SharedCorpus",
      ], swiftSettings: swift),
    .testTarget(name: "SampleTests", dependencies: ["Civil", "Sample"], swiftSettings: swift),
    .testTarget(
      name: "SearchTests", dependencies: ["Bytes", "Ingest", "Search"], swiftSettings: swift),
    .testTarget(
      name: "ReportTests", dependencies: ["rollcall", "SharedCorpus"], exclude: ["Fixtures"],
      swiftSettings: swift),
    .executableTarget(
      name: "Damage", dependencies: ["Bytes", "Convert", "Ingest"], path: "Tests/Damage",
      swiftSettings: swift),
    .executableTarget(
      name: "FloorBench", path: "Tests/Benchmarks/FloorBench",
      cxxSettings: [.unsafeFlags(["-O3", "-DNDEBUG"])],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .executableTarget(
      name: "TemplateBench", dependencies: ["Render"], path: "Tests/Benchmarks/TemplateBench",
      swiftSettings: swift),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// Without libFuzzer it does not link.
if isFuzzed {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Bytes", "Civil", "Convert", "Ingest", "Markdown", "Render"],
      path: "Tests/Fuzz",
      exclude: ["seeds"], swiftSettings: swift,
      // Debian's gold warns of each of AddressSanitizer's symbols.
      linkerSettings: [.unsafeFlags(["-use-ld=lld"])]))
}
