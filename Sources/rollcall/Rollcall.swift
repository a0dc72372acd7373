import ArgumentParser
import Bytes
import CCommit
import CPlatform
import Glibc

@main
struct Rollcall: ParsableCommand {
  static let version = "1.1.0"

  static let configuration = CommandConfiguration(
    commandName: "rollcall",
    abstract: "Turns a dump of an organization's users and activity into a report of static pages.",
    version: version + origin,
    subcommands: [
      InitCommand.self, BuildCommand.self, CheckCommand.self, CompactCommand.self,
      ConvertCommand.self, MailCommand.self, SampleCommand.self,
    ])

  /// The commit that the program was built from, for `--version` alone; empty where whoever built
  /// it gave none.
  private static var origin: String {
    let commit = String(cString: rollcall_commit())
    return commit.isEmpty ? "" : " (\(commit))"
  }

  /// Swift finds its arguments with the help of `/proc/self/maps`; without that it
  /// gives none, not even the program's name, and help would look like success.
  static func main() {
    openStandardDescriptors()
    // A file that may not grow further is an error to tell of, not the end.
    signal(SIGXFSZ, SIG_IGN)
    atexit { Rollcall.endOutput() }
    guard let name = CommandLine.arguments.first, !name.isEmpty else {
      printError("rollcall: /proc/self/maps: cannot be read; run where /proc is mounted")
      Self.exit(withError: ExitCode(Exit.badSettings))
    }
    guard mayOpenFiles else {
      printError("rollcall: fewer than \(fewestFiles) files may be open here; raise `ulimit -n`")
      Self.exit(withError: ExitCode(Exit.badSettings))
    }
    do {
      var command = try parseAsRoot(RawArguments.all)
      try command.run()
    } catch let failure as Failure {
      for line in failure.details { printError(line) }
      printError("rollcall: \(visible(failure.message))")
      Self.exit(withError: ExitCode(failure.code))
    } catch {
      Self.exit(withError: error)
    }
  }

  /// Whoever starts the program may have closed them: what is opened next would then be read as
  /// standard input, or get what is printed. What stands for them can be neither read nor written.
  private static func openStandardDescriptors() {
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)]
    where fcntl(Int32(descriptor), F_GETFD) < 0 {
      guard open("/dev/null", mode) == descriptor else { _exit(Exit.badSettings) }
    }
  }

  /// Below that Dispatch ends the program without a word when it opens its own.
  private static let fewestFiles: rlim_t = 16

  private static var mayOpenFiles: Bool {
    var limit = rlimit()
    return getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) != 0
      || limit.rlim_cur >= fewestFiles
  }

  /// Results that did not arrive are no success, whatever printed them.
  private static func endOutput() {
    let failure = platform_close_output()
    guard failure != 0 else { return }
    printError("rollcall: standard output: \(String(cString: strerror(failure)))")
    _exit(Exit.badSettings)
  }
}

/// How the program ends; the README lists the exit codes.
enum Exit {
  static let badInput: Int32 = 1
  static let badSettings: Int32 = 2
  static let usage: Int32 = 64
  static let busy: Int32 = 75
}

/// Why a command ends, in words for people; `Rollcall.main` prints it and exits.
struct Failure: Error {
  let message: String
  let code: Int32
  /// Lines that come before the message.
  var details: [String] = []
}

func fail(_ message: String, _ code: Int32) -> Failure { Failure(message: message, code: code) }

func printError(_ line: String) { writeError(line + "\n") }

/// Straight to the descriptor: `stderr` is a variable that Swift 6 does not let
/// threads share.
func writeError(_ text: String) {
  var text = text
  _ = text.withUTF8 { write(2, $0.baseAddress, $0.count) }
}
