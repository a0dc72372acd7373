import Bytes

/// Why a template cannot be used, and where that stands.
package struct TemplateError: Error, Equatable {
  package let reason: Reason
  /// The path of the template's file.
  package let file: String
  /// Both 1-based; the column counts Unicode scalars. Line 0 means the file as a whole.
  package let line: Int
  package let column: Int

  package enum Reason: Error, Equatable {
    case notUTF8
    case unclosedTag(end: String)
    case emptyName
    case delimiterChange
    case inheritance
    case unclosedSection(String)
    case unopenedSection(String)
    case sectionsCross(closed: String, open: String, line: Int)
    /// More sections are open than `limit`.
    case deepSection(String, limit: Int)
    case noTemplate(Miss)
    case noPartial(Miss)
    case noAsset(Miss)
    /// `record` is the part of a dotted name before the one that is missing.
    case noName(Miss, record: String?)
    case noCurrentValue
    case noRecord(String, kind: Word, path: String)
    case escapedMarkup(String)
    case unescapedText(String)
    case printed(String, kind: Word)
    case unsafePlace(String, Markup.Danger)
    case partialInCode(String, element: String)
    case repeatedSection(String)
    case endlessPartial(String)
    /// With the partial the page has more tags than `limit`.
    case manyTags(partial: String, limit: Int)
    case endlessIndentation(String)
  }

  /// A name that is not there, and those that are.
  package struct Miss: Equatable, Sendable {
    package let name: String
    package let offered: [String]
  }

  /// A kind as people call it.
  package enum Word: String, Sendable {
    case text = "a text"
    case markup = "HTML made from Markdown"
    case flag = "a yes-or-no"
    case record = "a record"
    case list = "a list"
  }
}

extension TemplateError: CustomStringConvertible {
  /// `file:line:column: what; cure`, a whole sentence.
  package var description: String {
    line == 0 ? "\(file): \(reason)" : "\(file):\(line):\(column): \(reason)"
  }
}

extension TemplateError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notUTF8:
      "this is not UTF-8; save the file in that encoding."
    case .unclosedTag(let end):
      "this tag is never closed; end it with '\(end)'."
    case .emptyName:
      "this tag lacks a name; write one between the braces."
    case .delimiterChange:
      "delimiters cannot be changed; remove this tag and keep '{{' and '}}'."
    case .inheritance:
      "templates cannot inherit from each other; use a partial, '{{>name}}'."
    case .unclosedSection(let name):
      "section '\(name)' is never closed; add '{{/\(name)}}'."
    case .unopenedSection(let name):
      "'{{/\(name)}}' closes a section that is not open; remove it or add '{{#\(name)}}' before."
    case .sectionsCross(let closed, let open, let line):
      "'{{/\(closed)}}' comes while section '\(open)' of line \(line) is open; "
        + "write '{{/\(open)}}' before it."
    case .deepSection(let name, let limit):
      "section '\(name)' is inside \(limit) others, the most that there may be; "
        + "close one of them before, or move what is inside into a partial."
    case .noTemplate(let miss):
      "there is no template '\(miss.name)'\(miss.cure("There are"))"
    case .noPartial(let miss):
      "there is no partial '\(miss.name)'\(miss.cure("There are"))"
    case .noAsset(let miss):
      "there is no file '\(miss.name)' in the folder assets\(miss.cure("There are"))"
    case .noName(let miss, nil):
      "nothing here is called '\(miss.name)'\(miss.cure("Offered here"))"
    case .noName(let miss, let record?):
      "nothing in '\(record)' is called '\(miss.name)'\(miss.cure("Offered there"))"
    case .noCurrentValue:
      "'.' means nothing here; it works inside a section over a text or over a list of texts only."
    case .noRecord(let name, let kind, let path):
      "'\(name)' is \(kind.rawValue), so '\(path)' leads nowhere; "
        + "dots go through records only."
    case .escapedMarkup(let name):
      "'\(name)' is HTML made from Markdown and would be escaped twice; write '{{{\(name)}}}'."
    case .unescapedText(let name):
      "'\(name)' is text, which is never printed unescaped; write '{{\(name)}}'."
    case .printed(let name, let kind):
      "'\(name)' is \(kind.rawValue) and cannot be printed; "
        + "use it as a section, '{{#\(name)}}…{{/\(name)}}'."
    case .unsafePlace(let name, .element(let element)):
      "'\(name)' is inside a <\(element)>, where no escaping keeps it from being code; "
        + "put it into an attribute such as data-value=\"{{\(name)}}\", which a file in assets reads."
    case .unsafePlace(let name, .attribute(let attribute)):
      "'\(name)' is in the attribute '\(attribute)', where no escaping keeps it from being code; "
        + "use another attribute, such as class or data-value."
    case .unsafePlace(let name, .unquoted):
      "'\(name)' is in a tag and not in a value in quotes, so that it could become an attribute of "
        + "its own; write it as in title=\"{{\(name)}}\"."
    case .partialInCode(let name, let element):
      "partial '\(name)' is inside a <\(element)>, where its values would be code; "
        + "move the code into a file in assets."
    case .repeatedSection(let name):
      "section '\(name)' is over rows from further out and would repeat them too often here; "
        + "close the section around it first."
    case .manyTags(let partial, let limit):
      "with partial '\(partial)' the page would have more than \(limit) tags, those of partials "
        + "counted each time; include it less often."
    case .endlessPartial(let name):
      "partial '\(name)' would include itself without end; "
        + "include it only inside a section over rows of the innermost row."
    case .endlessIndentation(let name):
      "partial '\(name)' would be indented ever deeper; write '{{>\(name)}}' at a line's start."
    }
  }
}

extension TemplateError.Miss {
  /// The rest of the sentence: the likeliest name and the first of those that there are.
  fileprivate func cure(_ heading: String) -> String {
    let shown = offered.prefix(12).joined(separator: ", ")
    let more = offered.count > 12 ? " and \(offered.count - 12) more" : ""
    let list = offered.isEmpty ? "\(heading): nothing." : "\(heading): \(shown)\(more)."
    guard let guess = nearest(to: name, among: offered) else { return ". \(list)" }
    return "; did you mean '\(guess)'? \(list)"
  }
}

extension TemplateError.Word {
  init(_ kind: Shape.Kind) {
    switch kind {
    case .text: self = .text
    case .markup: self = .markup
    case .flag: self = .flag
    case .record: self = .record
    case .list, .branches: self = .list
    }
  }
}
