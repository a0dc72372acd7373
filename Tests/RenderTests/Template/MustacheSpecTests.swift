import SharedCorpus
import Testing

@testable import Render

/// Cases in the form of the Mustache specification, and its own, for the part of the language that
/// rollcall speaks.
@Suite struct MustacheSpecTests {
  struct Case: Decodable, CustomTestStringConvertible {
    let name: String
    let data: JSONValue
    let template: String
    let partials: [String: String]?
    let expected: String
    var testDescription: String { name }

    func program() throws -> (Program, Shape) {
      let texts = [template] + (partials ?? [:]).values
      // Only what is made from Markdown may be printed unescaped: where a case does that, all its
      // values are taken for such.
      let unescaped = texts.contains { $0.contains("{{{") || $0.contains("{{&") }
      let shape = JSONValue.shape(of: [data], scalar: unescaped ? .markup : .text)
      return (try compile(template, shape, partials: partials ?? [:]), shape)
    }
  }

  struct File: Decodable { let tests: [Case] }

  /// Cases in which a missing name or partial prints nothing: here that is an error at start-up.
  static let missing: [String: Set<String>] = [
    "interpolation": [
      "Basic Context Miss Interpolation", "Triple Mustache Context Miss Interpolation",
      "Ampersand Context Miss Interpolation", "Dotted Names - Broken Chains",
      "Dotted Names - Broken Chain Resolution", "Dotted Names - Context Precedence",
      "Dotted Names are never single keys",
    ],
    "sections": ["Context Misses", "Dotted Names - Broken Chains"],
    // In "Context" and "List" the name is offered inside the section's rows only.
    "inverted": ["Context Misses", "Dotted Names - Broken Chains", "Context", "List"],
    "partials": ["Failed Lookup"],
    "comments": [],
  ]

  @Test(
    arguments: Corpus.all, ["interpolation", "sections", "inverted", "partials", "comments"])
  func printsWhatTheSpecificationExpects(corpus: Corpus, module: String) throws {
    let missing = try #require(Self.missing[module])
    let cases = try corpus.read("mustache/\(module).json", as: File.self).tests
    #expect(!cases.isEmpty)
    for test in cases where !missing.contains(test.name) {
      let (program, shape) = try test.program()
      var fields = Fields(shape)
      test.data.fill(&fields, fields.root, shape)
      var output = Bytes()
      program.render(fields, Traces(program), into: &output)
      #expect(String(decoding: output.buffer, as: UTF8.self) == test.expected, "\(test.name)")
    }
  }

  @Test(arguments: Corpus.all, ["interpolation", "sections", "inverted", "partials"])
  func refusesWhatTheSpecificationPrintsAsNothing(corpus: Corpus, module: String) throws {
    let missing = try #require(Self.missing[module])
    let cases = try corpus.read("mustache/\(module).json", as: File.self).tests
    #expect(cases.contains { missing.contains($0.name) })
    for test in cases where missing.contains(test.name) {
      #expect(throws: TemplateError.self, "\(test.name)") { try test.program() }
    }
  }

  @Test(arguments: Corpus.all)
  func refusesEveryChangeOfDelimiters(corpus: Corpus) throws {
    for test in try corpus.read("mustache/delimiters.json", as: File.self).tests {
      let error = #expect(throws: TemplateError.self, "\(test.name)") { try test.program() }
      #expect(error?.reason == .delimiterChange, "\(test.name)")
    }
  }
}
