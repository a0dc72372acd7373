/// Why a report could not be written or put in its place.
package struct WriteError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case notOurs
    case isAFile
    case noParent
    case busy
    case system(String)
    case noExchange
  }

  package let path: String
  package let reason: Reason

  package var description: String {
    switch reason {
    case .notOurs:
      "\(path): not a report of rollcall, and not empty; "
        + "name another folder with --output, or empty this one"
    case .isAFile: "\(path): a file or a link, not a folder; name a folder with --output"
    case .noParent: "\(path): the folder above it does not exist; create it first"
    case .busy: "\(path): another run is publishing there; try again when it is done"
    case .system(let why):
      "\(path): \(why); check the path, its permissions and the room on the disk"
    case .noExchange:
      "\(path): its file system cannot exchange two folders; publish to a folder on another one"
    }
  }
}
