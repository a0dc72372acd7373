import Testing

@testable import Markdown

@Suite struct MarkdownNodeTests {
  @Test func givesNothingForALostTree() {
    let empty: [UInt8] = []
    #expect(MarkdownNode.withTree(of: empty.span, tables: true) { $0.plainText } == [])
  }

  @Test func passesChildrenAndStops() {
    var seen: [MarkdownNode.Kind] = []
    let text = Array("*a* **b**\n\n> c".utf8)
    _ = MarkdownNode.withTree(of: text.span, tables: true) { root -> Bool? in
      root.walk { node, step in
        if step == .enter { seen.append(node.kind) }
        if node.kind == .quote { return .stop }
        return node.kind == .emphasis ? .pastChildren : .onwards
      }
      return true
    }
    #expect(seen == [.document, .paragraph, .emphasis, .text, .strong, .text, .quote])
  }

  @Test func walksDeepTreesWithoutAStack() {
    let deep =
      String(repeating: "*a **a ", count: 1000) + String(repeating: " a** a*", count: 1000)
    #expect(html(deep, source: .publisher).contains("<em>a <strong>a <em>"))
  }

  @Test func readsTheSameOnManyThreadsAtOnce() async {
    let texts = (0..<64).map { "~~a\($0)~~ www.b\($0).example *c* x@y.example http://d.example\n" }
    let alone = texts.map { html($0) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<10).allSatisfy { _ in texts.map { html($0) } == alone }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}
