/// How many there are of something, and the first of them.
package struct Counted: Equatable, Sendable {
  private static let most = 5
  package private(set) var count = 0
  package private(set) var examples: [String] = []

  package init() {}

  package mutating func add(_ example: String) {
    count += 1
    if examples.count < Counted.most { examples.append(example) }
  }

  /// Without the examples that `isHidden`.
  package func hiding(_ isHidden: (String) -> Bool) -> Counted {
    var some = self
    some.examples.removeAll(where: isHidden)
    return some
  }
}
