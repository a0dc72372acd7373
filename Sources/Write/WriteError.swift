/// Why a report could not be written or put in its place.
package struct WriteError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case notOurs
    case isAFile
    case noParent
    case openParent
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
        + "name another folder with --output, empty this one, or replace it with --force"
    case .isAFile: "\(path): a file, not a folder; name a folder with --output"
    case .noParent: "\(path): the folder above it does not exist; create it first"
    case .openParent:
      "\(path): everybody may write to the folder above it, and so replace the report; "
        + "take that right away (chmod o-w), or publish elsewhere"
    case .busy: "\(path): another run is publishing there; try again when it is done"
    case .system(let why):
      "\(path): \(why); check the path, its permissions and the room on the disk"
    case .noExchange:
      "\(path): cannot be replaced in one step: it is a mount point, or its file system "
        + "exchanges no folders; name a folder inside it, or on another file system, with --output"
    }
  }
}
