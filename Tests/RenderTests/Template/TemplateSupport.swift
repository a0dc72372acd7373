@testable import Render

/// A slot of a shape that is made up in a test.
struct Slot: RawRepresentable, ExpressibleByIntegerLiteral {
  let rawValue: Int
  init(rawValue: Int) { self.rawValue = rawValue }
  init(integerLiteral value: Int) { rawValue = value }
}

/// The program of a template named `page` in `page.mustache`, with partials named likewise.
func compile(
  _ template: String, _ shape: Shape, partials: [String: String] = [:]
) throws(TemplateError) -> Program {
  var sources = [TemplateSource(name: "page", file: "page.mustache", bytes: Array(template.utf8))]
  for (name, text) in partials {
    sources.append(TemplateSource(name: name, file: "\(name).mustache", bytes: Array(text.utf8)))
  }
  return try TemplateSet(sources).compile("page", for: shape)
}

/// What a template makes of the fields that `fill` sets.
func render(
  _ template: String, _ shape: Shape, partials: [String: String] = [:],
  fill: (inout Fields) -> Void = { _ in }
) throws -> String {
  let program = try compile(template, shape, partials: partials)
  var fields = Fields(shape)
  fill(&fields)
  var output = Bytes()
  program.render(fields, Traces(program), into: &output)
  return String(decoding: output.buffer, as: UTF8.self)
}

/// The message about a template that cannot be compiled; nil where it can.
func message(
  _ template: String, _ shape: Shape, partials: [String: String] = [:]
) -> String? {
  do {
    _ = try compile(template, shape, partials: partials)
    return nil
  } catch {
    return error.description
  }
}
