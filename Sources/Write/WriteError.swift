import Glibc

/// Why a report could not be written or put in its place; or what a run left beside it.
package struct WriteError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case notOurs
    case isAFile
    case noParent
    case openParent
    case notWritable(String)
    case busy
    case lock(String)
    case system(String)
    case noExchange
    case replaced
    /// Paths in the report, in their order.
    case strangers([String])
    case keptIsOurs
    case carried(String)
    case mounted
    case leftover(String)
    case stranger
    case unmarked
    case exists
  }

  private static let tooManyFiles = String(cString: strerror(EMFILE))

  package let path: String
  package let reason: Reason

  package var description: String {
    switch reason {
    case .notOurs:
      "\(path): not a report of rollcall, and not empty; "
        + "name another folder with --output, or empty this one"
    case .isAFile: "\(path): a file, not a folder; name a folder with --output"
    case .noParent: "\(path): the folder above it does not exist; create it first"
    case .openParent:
      "\(path): everybody may write to the folder above it, and so replace the report; "
        + "take that right away (chmod o-w), or publish elsewhere"
    case .notWritable(let why):
      "\(path): \(why), so that it cannot be replaced; "
        + "run as the owner of the report, or make it yours with all that is in it (chown -R)"
    case .exists: "\(path): exists already; name a folder that does not, with --output"
    case .busy: "\(path): another run is publishing there; try again when it is done"
    case .lock(let why):
      "\(path): \(why); this file keeps two runs apart: "
        + "run as its owner, or remove it while no run publishes"
    case .system(let why):
      why == WriteError.tooManyFiles
        ? "\(path): \(why); raise the limit of open files (ulimit -n)"
        : "\(path): \(why); check the path, its permissions and the room on the disk"
    case .noExchange:
      "\(path): cannot be replaced in one step: it is a mount point, or its file system "
        + "exchanges no folders; name a folder inside it, or on another file system, with --output"
    case .replaced:
      "\(path): somebody has put another folder there since the run began; nothing is published; "
        + "see who publishes there, and start again"
    case .strangers(let paths):
      "\(path): has files that are not of the report: \(WriteError.listed(paths)); nothing is read; "
        + "move them elsewhere, or list them under keep: in site.yml"
    case .keptIsOurs:
      "\(path): to be kept by keep: in site.yml, and a file of the report itself; "
        + "give yours another name"
    case .carried(let why):
      "\(path): to be kept by keep: in site.yml, and cannot be carried over (\(why)); "
        + "see to it that it can be read, or move it elsewhere"
    case .mounted:
      "\(path): something is mounted here, and would be moved or emptied with the report; "
        + "unmount it, or publish elsewhere"
    case .leftover(let why):
      "\(path): left by a run and cannot be removed (\(why)); remove it by hand, as its owner or root"
    case .stranger:
      "\(path): not of the report that a run has replaced, so that it was left there; "
        + "move it elsewhere, and the next run removes the rest"
    case .unmarked:
      "\(path): named as what a run leaves, without its mark; "
        + "look into it, and remove it if nobody misses it"
    }
  }

  /// The first five.
  private static func listed(_ paths: [String]) -> String {
    let first = paths.prefix(5).joined(separator: ", ")
    return paths.count > 5 ? "\(first) and \(paths.count - 5) more" : first
  }
}
