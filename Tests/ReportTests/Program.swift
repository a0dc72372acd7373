import Foundation

/// A folder of its own for one test, removed with the value.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("rollcall-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes `bytes` to the relative `path`, making folders on the way; the full path.
  @discardableResult
  func write(_ bytes: Data, to path: String) throws -> String {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
    return file.path
  }

  @discardableResult
  func write(_ text: String, to path: String) throws -> String {
    try write(Data(text.utf8), to: path)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}

/// How one run of the program ended.
struct Ending {
  let status: Int32
  let output: String
  let errors: String
}

/// The built executable, and the folder it is run in.
enum Program {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let shared = root.deletingLastPathComponent().appendingPathComponent("shared")

  /// `$ROLLCALL`, else `rollcall` beside the test bundle or in a folder above
  /// it, else the package's own build folder.
  static func executable() throws -> URL {
    if let path = ProcessInfo.processInfo.environment["ROLLCALL"] {
      return URL(fileURLWithPath: path)
    }
    let build = root.appendingPathComponent(".build")
    let starts = [URL(fileURLWithPath: CommandLine.arguments[0]), Bundle.main.bundleURL]
    let folders =
      starts.flatMap(ancestors)
      + [build.appendingPathComponent("debug"), build.appendingPathComponent("release")]
    let found = folders.map { $0.appendingPathComponent("rollcall") }
      .first { isExecutableFile($0) }
    guard let found else {
      throw Missing(what: "the executable rollcall; build it or set ROLLCALL")
    }
    return found
  }

  private static func ancestors(_ url: URL) -> [URL] {
    var folders: [URL] = []
    var folder = url.standardizedFileURL.deletingLastPathComponent()
    while folder.path != "/" && folders.count < 8 {
      folders.append(folder)
      folder = folder.deletingLastPathComponent()
    }
    return folders
  }

  private static func isExecutableFile(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: url.path)
  }

  /// Runs `rollcall` and waits for it. Output goes through files, as a full
  /// pipe would block the program.
  static func run(
    _ arguments: [String], input: Data = Data(), environment: [String: String] = [:],
    folder: URL = root, program: URL? = nil
  ) throws -> Ending {
    let scratch = try Scratch()
    let output = try scratch.write("", to: "output")
    let errors = try scratch.write("", to: "errors")
    let process = Process()
    process.executableURL = try program ?? executable()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle(
      forReadingAtPath: try scratch.write(input, to: "input"))
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Ending(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: errors)), as: UTF8.self))
  }
}

/// What a test looked for and did not find.
struct Missing: Error {
  let what: String
}
