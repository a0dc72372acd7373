import Bytes
import Configure

/// Turns templates into a program.
///
/// Each use of a partial in another scope or indentation is a routine of its own, compiled once.
/// Routines wait in a row for their turn, so that nothing here calls itself.
struct Compiler {
  private struct Routine: Hashable {
    let template: String
    let indent: [UInt8]
    let scope: Scope
  }

  /// A section whose end has not come yet.
  private struct Section {
    /// The instruction whose exit is still to be set.
    let start: Int
    /// The register of a section over rows.
    let register: Int32?
    let step: Recursion.Step
    let outer: Scope
  }

  private let templates: TemplateSet
  private let shape: Shape
  private let layout: Layout
  private var code = Code()
  private var routines: [Routine] = []
  private var numbers: [Routine: Int] = [:]
  private var starts: [Int32] = []
  /// How many tags each routine has itself.
  private var tagCounts: [Int] = []
  private var tagTotal = 0
  /// The first section that would repeat rows too often, unless a partial turns out to be endless.
  private var repeated: TemplateError?
  private var calls: [(call: Recursion.Call, name: String, source: TemplateSource, offset: Int)] =
    []

  // What follows is about the routine at hand.
  private var source: TemplateSource
  private var scope: Scope
  private var sections: [Section] = []

  static func compile(
    _ page: TemplateSet.Template, for shape: Shape, with templates: TemplateSet
  ) throws(TemplateError) -> Program {
    var compiler = Compiler(page, shape, templates)
    return try compiler.compile()
  }

  private init(_ page: TemplateSet.Template, _ shape: Shape, _ templates: TemplateSet) {
    self.templates = templates
    self.shape = shape
    layout = Layout(shape)
    source = page.source
    scope = Scope(shapes: [0])
    _ = number(of: Routine(template: page.source.name, indent: [], scope: scope))
  }

  private mutating func compile() throws(TemplateError) -> Program {
    while starts.count < routines.count {
      starts.append(code.label())
      try compile(routines[starts.count - 1])
    }
    try checkCalls()
    code.setCalls(to: starts)
    return Program(
      shape: shape, instructions: code.instructions,
      bytes: code.bytes + [UInt8](repeating: 0, count: Bytes.slack),
      registerCount: layout.shapes.count + 1)
  }

  private func checkCalls() throws(TemplateError) {
    let recursion = Recursion(routines: routines.count, calls: calls.map(\.call))
    if let endless = recursion.firstEndless {
      throw error(.endlessPartial(calls[endless].name), at: endless)
    }
    if let repeated { throw repeated }
    if let costly = recursion.firstOver(Compiler.mostTags, counts: tagCounts) {
      throw error(.manyTags(partial: calls[costly].name, limit: Compiler.mostTags), at: costly)
    }
  }

  private func error(_ reason: TemplateError.Reason, at call: Int) -> TemplateError {
    calls[call].source.error(reason, at: calls[call].offset)
  }

  private mutating func compile(_ routine: Routine) throws(TemplateError) {
    guard let template = templates[routine.template] else { return }
    source = template.source
    scope = routine.scope
    for token in template.tokens {
      if token.startsLine { code.add(routine.indent[...]) }
      do {
        try add(token, of: routine)
      } catch {
        throw source.error(error, at: token.offset)
      }
    }
    code.add(.return)
    tagCounts.append(template.tokens.count { $0.isTag })
    tagTotal += tagCounts[tagCounts.count - 1]
    // Long before there is time to count how often each is called.
    if tagTotal > Compiler.mostTags,
      let call = calls.firstIndex(where: { $0.call.to == tagCounts.count - 1 })
    {
      throw error(.manyTags(partial: calls[call].name, limit: Compiler.mostTags), at: call)
    }
  }

  private mutating func add(
    _ token: Token, of routine: Routine
  ) throws(TemplateError.Reason) {
    switch token.kind {
    case .text(let range): code.add(templates.assets.renaming(in: source.bytes[range]))
    case .variable(let name): try addVariable(name)
    case .unescaped(let name): try addUnescaped(name)
    case .section(let name): try open(name, at: token.offset)
    case .inverted(let name): try openInverted(name)
    case .close: close()
    case .partial(let name, let indent):
      try call(name, indent: routine.indent + source.bytes[indent], at: token.offset)
    }
  }

  private mutating func addVariable(_ name: String) throws(TemplateError.Reason) {
    if let words = templates.words, let key = Compiler.wordsKey(name) {
      return code.add(try text(key, words)[...])
    }
    let (path, kind) = try scope.find(name, in: layout)
    switch kind {
    case .text: code.add(.text(place(of: path)))
    case .markup: throw .escapedMarkup(name)
    case .flag, .record, .list, .branches: throw .printed(name, kind: .init(kind))
    }
  }

  /// `skip_to_content` of `words.skip_to_content`.
  private static func wordsKey(_ name: String) -> String? {
    name.hasPrefix("words.") ? String(name.dropFirst("words.".count)) : nil
  }

  /// A text of the report's words, which the program has as its own bytes: no page pays for it.
  private func text(_ key: String, _ words: Words) throws(TemplateError.Reason) -> [UInt8] {
    guard let text = words.ofTemplates(key) else {
      let miss = TemplateError.Miss(name: key, offered: words.keysOfTemplates)
      throw .noName(miss, record: "words")
    }
    var escaped: [UInt8] = []
    HTMLEscape.append(text, to: &escaped)
    return escaped
  }

  private mutating func addUnescaped(_ name: String) throws(TemplateError.Reason) {
    let (path, kind) = try scope.find(name, in: layout)
    switch kind {
    case .text: throw .unescapedText(name)
    case .markup: code.add(.markup(place(of: path)))
    case .flag, .record, .list, .branches: throw .printed(name, kind: .init(kind))
    }
  }

  private mutating func open(_ name: String, at offset: Int) throws(TemplateError.Reason) {
    let (path, kind) = try scope.find(name, in: layout)
    let place = place(of: path)
    if kind.hasRows {
      let step: Recursion.Step = path.register == scope.shapes.last ? .deeper : .elsewhere
      let shape = layout.rowShape(at: path)
      let isRepeated = step == .elsewhere && kind.isList
      let inside = isRepeated ? scope.repeating(shape) : scope.entering(shape)
      if inside == nil { repeated = repeated ?? source.error(.repeatedSection(name), at: offset) }
      open(.firstRow(place, into: Int32(shape), exit: 0), register: Int32(shape), step)
      scope = inside ?? scope.entering(shape)
    } else {
      open(.ifPresent(place, exit: 0), register: nil, .same)
      if case .flag = kind { return }
      scope.current = path
    }
  }

  private mutating func openInverted(_ name: String) throws(TemplateError.Reason) {
    let (path, _) = try scope.find(name, in: layout)
    open(.ifAbsent(place(of: path), exit: 0), register: nil, .same)
  }

  private mutating func open(
    _ instruction: Program.Instruction, register: Int32?, _ step: Recursion.Step
  ) {
    let start = code.instructions.count
    sections.append(Section(start: start, register: register, step: step, outer: scope))
    code.add(instruction)
    _ = code.label()
  }

  private mutating func close() {
    guard let section = sections.popLast() else { return }
    if let register = section.register {
      code.add(.nextRow(register, inside: Int32(section.start + 1)))
    }
    code.setExit(of: section.start, to: code.label())
    scope = section.outer
  }

  private mutating func call(
    _ name: String, indent: [UInt8], at offset: Int
  ) throws(TemplateError.Reason) {
    guard templates[name] != nil else { throw .noPartial(templates.miss(name)) }
    if indent.count > Compiler.widestIndent { throw .endlessIndentation(name) }
    let from = starts.count - 1
    let to = number(of: Routine(template: name, indent: indent, scope: scope))
    if routines.count > Compiler.mostRoutines { throw .endlessPartial(name) }
    calls.append((Recursion.Call(from: from, to: to, step: stepHere), name, source, offset))
    code.add(.call(Int32(to)))
  }

  /// How the innermost row has changed since the routine's start.
  private var stepHere: Recursion.Step {
    let steps = sections.map(\.step)
    if steps.contains(.elsewhere) { return .elsewhere }
    return steps.contains(.deeper) ? .deeper : .same
  }

  /// The place at a path's end, after instructions that go there where the path has records.
  private mutating func place(of path: Scope.Path) -> Program.Place {
    let last = Int32(layout.shapes.count)
    var register = Int32(path.register)
    for slot in path.slots.dropLast() {
      code.add(.step(Program.Place(register: register, slot: Int32(slot)), into: last))
      register = last
    }
    return Program.Place(register: register, slot: Int32(path.slots[path.slots.count - 1]))
  }

  private mutating func number(of routine: Routine) -> Int {
    if let known = numbers[routine] { return known }
    numbers[routine] = routines.count
    routines.append(routine)
    return routines.count - 1
  }

  /// Wider than anybody indents, and reached soon by a partial that indents itself.
  private static let widestIndent = 200
  /// More than any site has, and a bound on the time that a bad template can take.
  private static let mostRoutines = 5_000
  /// Of a page, those of a partial counted each time that it is included: as many as a thousand
  /// times what ours have.
  private static let mostTags = 100_000
}
