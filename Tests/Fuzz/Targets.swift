import Civil
import Glibc
import Ingest

@testable import Render

// Each traps where a promise is broken.

/// A file in memory that is written anew for each input.
private let dump = (
  path: "/dev/shm/rollcall-fuzz-\(getpid())",
  file: open("/dev/shm/rollcall-fuzz-\(getpid())", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
)

/// A whole dump: read to the end, or refused with a place inside it.
@Sendable
func read(_ input: UnsafeRawBufferPointer) {
  ftruncate(dump.file, 0)
  precondition(pwrite(dump.file, input.baseAddress, input.count, 0) == input.count)
  var options = IngestOptions()
  options.now = 1_800_000_000
  options.optOut = ["u2"]
  do throws(IngestError) {
    let sources = try Source.list([dump.path])
    let read = try Ingest.read(sources, options)
    precondition(read.users.count + read.workspaces.count <= input.count)
    for row in read.quality {
      precondition(row.records > 0 && row.example.unicodeScalars.count <= 200)
      precondition(row.place.map { $0.line > 0 && $0.column > 0 } ?? true)
    }
  } catch {
    let lines = 1 + input.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
    precondition((1...lines).contains(error.place.line), error.description)
  }
}

@Sendable
func readTime(_ input: UnsafeRawBufferPointer) {
  if case .instant(let instant) = TimeText(string: input) {
    precondition(TimeText.range.contains(instant))
  }
}

/// A cell: read back it is one field, in which no piece begins as a formula.
@Sendable
func writeCell(_ input: UnsafeRawBufferPointer) {
  let text = String(decoding: input, as: UTF8.self)
  var csv = CSVWriter(header: [])
  let start = csv.bytes.count
  csv.text(text)
  let cell = csv.bytes[start...]
  precondition(cell.count >= 2 && cell.first == 34 && cell.last == 34)
  let inner = String(decoding: cell.dropFirst().dropLast(), as: UTF8.self)
  precondition(!inner.replacing("\"\"", with: "").utf8.contains(34))
  precondition(!inner.unicodeScalars.contains { $0.value < 32 || (127..<160).contains($0.value) })
  for separator in [",", ";", "|"] as [Unicode.Scalar] {
    for piece in inner.unicodeScalars.split(separator: separator) {
      let first = piece.first { !$0.properties.isWhitespace && $0 != "\"" }
      precondition(!"=+-@".unicodeScalars.contains(first ?? "a"), "\(text.debugDescription)")
    }
  }
}

@Sendable
func compile(_ input: UnsafeRawBufferPointer) {
  do throws(TemplateError) {
    let partial = TemplateSource(
      name: "card", file: "card.mustache", bytes: Array("{{#table}}{{>card}}{{/table}}".utf8))
    let page = TemplateSource(name: "page", file: "page.mustache", bytes: Array(input))
    _ = try TemplateSet([page, partial], assets: .none).compile("page", for: PageRenderer.shape)
  } catch {
    precondition(!"\(error)".isEmpty)
  }
}

/// A description: bounded in size, and the same twice.
@Sendable
func render(_ input: UnsafeRawBufferPointer) {
  let text = Array(String(decoding: input, as: UTF8.self).utf8)
  var (once, twice): ([UInt8], [UInt8]) = ([], [])
  let outcome = Markdown.html(from: text.span, under: 2, source: .dump(ceiling: .max), into: &once)
  precondition(
    outcome == Markdown.html(from: text.span, under: 2, source: .dump(ceiling: .max), into: &twice))
  precondition(once == twice && once.count <= 256 << 10)
}
