import Bytes
import Civil
import Convert
import Glibc
import Ingest
import Markdown

@testable import Render

extension MarkdownTexts {
  fileprivate static let english = MarkdownTexts(
    table: Array("Table".utf8), done: [], toDo: [], plain: [], plainCut: [])
}

// Each traps where a promise is broken.

/// A file in memory that is written anew for each input.
private let dump = (
  path: "/dev/shm/rollcall-fuzz-\(getpid())",
  file: open("/dev/shm/rollcall-fuzz-\(getpid())", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
)

private func put(_ input: UnsafeRawBufferPointer) {
  ftruncate(dump.file, 0)
  precondition(pwrite(dump.file, input.baseAddress, input.count, 0) == input.count)
}

private var options: IngestOptions {
  var options = IngestOptions()
  options.now = 1_800_000_000
  options.optOut = ["u2"]
  return options
}

private func check(_ read: Dump) {
  for row in read.quality {
    precondition(row.records > 0 && row.example.unicodeScalars.count <= 200)
    precondition(row.place.map { $0.line > 0 && $0.column > 0 } ?? true)
  }
}

/// A whole dump: read to the end, or refused with a place inside it.
@Sendable
func read(_ input: UnsafeRawBufferPointer) {
  put(input)
  do throws(InputError) {
    let read = try Ingest.read(try InputFiles([FilePath(dump.path)]), options)
    precondition(read.users.count + read.workspaces.count <= input.count)
    check(read)
  } catch {
    let lines = 1 + input.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
    precondition((1...lines).contains(error.place.line), error.description)
  }
}

/// An export, or whatever it is taken for, packed or not: read to the end, or refused with a place
/// and no text of it.
@Sendable
func readExport(_ input: UnsafeRawBufferPointer) {
  put(input)
  do throws(InputError) {
    let inputs = try Inputs(InputFiles([FilePath(dump.path)], archives: true))
    check(try Ingest.read(inputs, options))
  } catch {
    precondition(error.place.line > 0 && error.place.column > 0, error.description)
    precondition(!error.description.contains("secret"), error.description)
  }
}

@Sendable
func readTime(_ input: UnsafeRawBufferPointer) {
  if case .instant(let instant) = TimeText(string: input) {
    precondition(TimeText.range.contains(instant))
  }
}

/// A cell: read back it is one field with all of the text, in which no piece
/// begins as a formula.
@Sendable
func writeCell(_ input: UnsafeRawBufferPointer) {
  let text = String(decoding: input, as: UTF8.self)
  var csv = CSVWriter(header: [])
  let start = csv.bytes.count
  csv.text(text)
  // What closes the field.
  csv.endRow()
  let cell = csv.bytes.array[start...].dropLast(2)
  let field = String(decoding: readField(cell), as: UTF8.self).unicodeScalars
  precondition(!field.contains(where: isControl), text.debugDescription)
  for piece in field.split(whereSeparator: { ",;|".unicodeScalars.contains($0) }) {
    let first = piece.first { !isSkipped($0) }
    precondition(!"=+-@＝＋－＠".unicodeScalars.contains(first ?? "a"), text.debugDescription)
  }
  precondition(content(text.unicodeScalars) == content(field), text.debugDescription)
}

/// The field of a quoted cell. By bytes: a quote with an accent is another
/// `Character` than a quote.
private func readField(_ cell: ArraySlice<UInt8>) -> [UInt8] {
  precondition(cell.count >= 2 && cell.first == 34 && cell.last == 34)
  var field: [UInt8] = []
  var isQuoteDue = false
  for byte in cell.dropFirst().dropLast() {
    precondition(!isQuoteDue || byte == 34, "a quote inside is not doubled")
    isQuoteDue = byte == 34 && !isQuoteDue
    if !isQuoteDue { field.append(byte) }
  }
  precondition(!isQuoteDue, "a quote inside is not doubled")
  return field
}

/// The text without what the guard adds or may drop.
private func content(_ text: String.UnicodeScalarView) -> [Unicode.Scalar] {
  text.filter { !isControl($0) && $0 != " " && $0 != "'" }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
  default: false
  }
}

/// Whether a spreadsheet may drop it before a formula.
private func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x22, 0x200B...0x200F, 0x2060, 0x202A...0x202E, 0xFEFF: true
  default: scalar.properties.isWhitespace
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
  let outcome = Markdown.html(
    from: text.span, under: 2, source: .dump(ceiling: .max), texts: .english, into: &once)
  precondition(
    outcome
      == Markdown.html(
        from: text.span, under: 2, source: .dump(ceiling: .max), texts: .english, into: &twice))
  precondition(once == twice && once.count <= 256 << 10)
}
